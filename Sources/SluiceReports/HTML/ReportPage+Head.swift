internal import SluiceCore

extension ReportPage {
  /// Name, verdict, what is not covered, and the figures people look for first.
  var head: Markup {
    let run = report["run"]
    let conclusion = report["conclusion"]
    let notCovered = list(conclusion?["notCovered"]).map { Markup("<li>\(text($0))</li>\n") }
    return """
      <header>
      <p class="over">Sluice run report</p>
      <h1>\(text(run?["name"]))</h1>
      <p class="sub">\(time(run?["finished"] ?? run?["started"])) · run <code>\(text(run?["id"]))</code></p>
      </header>
      <div class="verdict \(text(conclusion?["outcome"]))">
      <div>
      <p class="headline">\(text(conclusion?["headline"]))</p>
      <p>\(text(conclusion?["detail"]))</p>
      \(chips)
      </div>
      <div class="limits">
      <h3>What this report does not cover</h3>
      <ul>
      \(notCovered)</ul>
      </div>
      </div>
      \(figures)
      """
  }

  private var chips: Markup {
    let conclusion = report["conclusion"]
    let words: [(JSON?, String, Markup)] = [
      (conclusion?["outcomes"]?["deny"], "deny", "not met"),
      (conclusion?["outcomes"]?["undetermined"], "undetermined", "not decided"),
      (conclusion?["bases"]?["machine"], "machine", "met, checked by machine"),
      (conclusion?["bases"]?["declared"], "declared", "met, as declared"),
      (conclusion?["bases"]?["signed"], "signed", "met, as signed"),
      (conclusion?["outcomes"]?["waived"], "waived", "waived"),
    ]
    let chips = words.filter { number($0.0) > 0 }.map { count, style, word in
      Markup("<span class=\"chip \(style)\">\(number(count)) \(word)</span>")
    }
    return chips.isEmpty ? .empty : "<p class=\"chips\">\(chips)</p>"
  }

  private var figures: Markup {
    let read = list(report["sources"]).map { number($0["records"]) }.saturatingSum
    let written = list(report["outputs"]).map { number($0["documents"]) }.saturatingSum
    let tokens = list(report["outputs"]).map { number($0["tokens"]) }.saturatingSum
    let dropped = list(report["stages"]).map { $0["dropped"].sumOfMembers }.saturatingSum
    let found = list(report["detections"]).map { number($0["occurrences"]) }.saturatingSum
    let figures: [(Int, Markup)] = [
      (read, "records read"), (dropped, "dropped, by named reason"), (written, "documents written"),
      (tokens, "tokens"), (found, "findings of personal data"),
    ]
    let cells = figures.filter { $0.0 > 0 || $0.1.text.hasPrefix("dropped") }.map { value, word in
      Markup("<div><b>\(value)</b><span>\(word)</span></div>\n")
    }
    return "<div class=\"figures\">\n\(cells)</div>"
  }
}
