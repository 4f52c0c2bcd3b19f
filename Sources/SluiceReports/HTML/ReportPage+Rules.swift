internal import SluiceCore

extension ReportPage {
  /// Every rule that was asked, refusals first, and the statements the pipeline tested.
  var rules: Markup {
    let order = ["deny", "undetermined", "waived", "permit", "not-applicable"]
    let verdicts = list(report["rules"]).enumerated().sorted { left, right in
      let (a, b) = (text(left.element["outcome"]), text(right.element["outcome"]))
      return (order.firstIndex(of: a) ?? 0, left.offset) < (order.firstIndex(of: b) ?? 0, right.offset)
    }
    guard !verdicts.isEmpty || !list(report["assertions"]).isEmpty else {
      return "<p>The pipeline names no policy and no rule pack, so no rule was checked.</p>"
    }
    var table = Table([
      .text("Outcome"), .text("Rule"), .wide("What it asks, and why the outcome"), .text("Rests on"),
    ])
    for (_, verdict) in verdicts {
      table.add(
        [
          tag(text(verdict["outcome"])), ruleName(verdict), explanation(verdict), basis(verdict),
        ], style: text(verdict["outcome"]))
    }
    return (verdicts.isEmpty ? .empty : table.markup) + assertions
  }

  private func tag(_ outcome: String) -> Markup {
    let words = [
      "permit": "met", "deny": "not met", "undetermined": "not decided", "waived": "waived",
      "not-applicable": "does not apply",
    ]
    return "<span class=\"tag \(outcome)\">\(words[outcome] ?? outcome)</span>"
  }

  private func ruleName(_ verdict: JSON) -> Markup {
    "<b>\(text(verdict["citation"]))</b><br><code>\(text(verdict["pack"])) / \(text(verdict["rule"]))</code>"
  }

  private func explanation(_ verdict: JSON) -> Markup {
    let missing = list(verdict["missing"]).compactMap(\.string)
    let evidence = list(verdict["evidence"]).compactMap(\.string)
    let missingLine: Markup =
      missing.isEmpty ? .empty : "<p class=\"missing\">Not known: \(missing.joined(separator: ", "))</p>"
    let evidenceLine: Markup =
      evidence.isEmpty
      ? .empty : "<p class=\"evidence\">Evidence: <code>\(evidence.joined(separator: ", "))</code></p>"
    return
      "<p>\(text(verdict["title"]))</p><p class=\"why\">\(text(verdict["message"]))</p>\(missingLine)\(evidenceLine)"
  }

  private func basis(_ verdict: JSON) -> Markup {
    let words = ["machine": "checked by machine", "declared": "declared", "signed": "signed"]
    let isWaived = text(verdict["outcome"]) == "waived"
    let word = isWaived ? "waived" : words[text(verdict["basis"])] ?? text(verdict["basis"])
    guard let party = verdict["party"]?.string else { return "\(word)" }
    return "\(word)<br><span class=\"by\">by \(party)</span>"
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
