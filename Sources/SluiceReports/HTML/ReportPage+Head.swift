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
      \(bases)
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

  private var bases: Markup {
    let words = [("machine", "checked by machine"), ("declared", "declared"), ("signed", "signed")]
    let chips = words.compactMap { key, word -> Markup? in
      let count = number(report["conclusion"]?["bases"]?[key])
      return count > 0 ? "<span class=\"chip \(key)\">\(count) \(word)</span>" : nil
    }
    let waived = number(report["conclusion"]?["outcomes"]?["waived"])
    let all = waived > 0 ? chips + ["<span class=\"chip waived\">\(waived) waived</span>"] : chips
    return all.isEmpty ? .empty : "<p class=\"chips\">\(all)</p>"
  }

  private var figures: Markup {
    let read = list(report["sources"]).reduce(0) { $0 + number($1["records"]) }
    let written = list(report["outputs"]).reduce(0) { $0 + number($1["documents"]) }
    let tokens = list(report["outputs"]).reduce(0) { $0 + number($1["tokens"]) }
    let dropped = list(report["stages"]).reduce(0) { $0 + $1["dropped"].sumOfMembers }
    let found = list(report["detections"]).reduce(0) { $0 + number($1["occurrences"]) }
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
