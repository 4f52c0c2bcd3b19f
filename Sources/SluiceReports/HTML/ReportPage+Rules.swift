internal import SluiceCore

extension ReportPage {
  /// Every rule that was asked, refusals first, and the statements the pipeline tested.
  var rules: Markup {
    let all = VerdictWords.sorted(list(report["rules"]))
    let verdicts = all.filter { text($0["outcome"]) != "not-applicable" }
    guard !all.isEmpty || !list(report["assertions"]).isEmpty else {
      return "<p>The pipeline names no policy and no rule pack, so no rule was checked.</p>"
    }
    var table = Table(
      [
        .text("Outcome"), .text("Rule"), .wide("What it asks"), .text("Rests on"),
      ], rowLimit: 400)
    for verdict in verdicts {
      table.add(
        [
          tag(verdict), ruleName(verdict), explanation(verdict), basis(verdict),
        ], style: text(verdict["outcome"]))
    }
    let silent = all.filter { text($0["outcome"]) == "not-applicable" }
    return (verdicts.isEmpty ? .empty : table.markup) + assertions + inapplicable(silent)
  }

  private func inapplicable(_ verdicts: [JSON]) -> Markup {
    var table = Table([.text("Rule"), .wide("What it asks")], rowLimit: 400)
    for verdict in verdicts {
      table.add(
        ["\(text(verdict["citation"]))", "\(text(verdict["title"]))\(message(verdict))"], style: "quiet")
    }
    return table.rows.isEmpty ? .empty : "<h3>Rules that do not speak of this run</h3>" + table.markup
  }

  private func tag(_ verdict: JSON) -> Markup {
    "<span class=\"tag \(text(verdict["outcome"]))\">\(VerdictWords.outcome(verdict))</span>"
  }

  private func ruleName(_ verdict: JSON) -> Markup {
    "<b>\(text(verdict["citation"]))</b><br><code>\(text(verdict["pack"])) / \(text(verdict["rule"]))</code>"
  }

  private func explanation(_ verdict: JSON) -> Markup {
    let missing = list(verdict["missing"]).compactMap(\.string)
    let evidence = unique(list(verdict["evidence"]).compactMap(\.string))
    let missingLine: Markup =
      missing.isEmpty ? .empty : "<p class=\"missing\">Not known: \(missing.joined(separator: ", "))</p>"
    let evidenceLine: Markup =
      evidence.isEmpty
      ? .empty : "<p class=\"evidence\">Evidence: <code>\(evidence.joined(separator: ", "))</code></p>"
    return "<p>\(text(verdict["title"]))</p>\(message(verdict))\(missingLine)\(evidenceLine)"
  }

  private func message(_ verdict: JSON) -> Markup {
    let message = text(verdict["message"])
    return message.isEmpty || message == text(verdict["title"]) ? .empty : "<p class=\"why\">\(message)</p>"
  }

  private func unique(_ strings: [String]) -> [String] {
    var seen: Set<String> = []
    return strings.filter { seen.insert($0).inserted }
  }

  private func basis(_ verdict: JSON) -> Markup {
    let (word, party) = VerdictWords.basis(verdict)
    return party.map { "\(word)<br><span class=\"by\">by \($0)</span>" } ?? "\(word)"
  }

  private var assertions: Markup {
    var table = Table([.text("Holds"), .wide("Statement tested by the pipeline"), .text("Stage")])
    for assertion in list(report["assertions"]) {
      let holds = assertion["holds"]?.bool ?? false
      table.add([
        "<span class=\"tag \(holds ? "permit" : "deny")\">\(holds ? "yes" : "no")</span>",
        "<code>\(text(assertion["expression"]))</code>", "\(text(assertion["stage"]))",
      ])
    }
    return table.rows.isEmpty ? .empty : "<h3>Statements</h3>" + table.markup
  }
}
