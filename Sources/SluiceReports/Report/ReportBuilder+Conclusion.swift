internal import SluiceCore
internal import SluiceLineage

extension ReportBuilder {
  /// What the run's checks add up to, and what they do not reach; never a word that a court would have to
  /// say.
  var conclusion: JSON {
    [
      "outcome": JSON(outcome), "headline": JSON(headline), "detail": JSON(detail),
      "outcomes": tally(
        RunCatalogue.Verdict.Outcome.allCases.map(\.rawValue), verdicts.map(\.outcome.rawValue)),
      "bases": tally(
        RunCatalogue.Verdict.Basis.allCases.map(\.rawValue), met.map(\.basis.rawValue)),
      "notCovered": JSON(notCovered.map { JSON($0) }),
    ]
  }

  private var applicable: [RunCatalogue.Verdict] { verdicts.filter { $0.outcome != .notApplicable } }
  private var met: [RunCatalogue.Verdict] { verdicts.filter { $0.outcome == .permit } }

  private func number(of outcome: RunCatalogue.Verdict.Outcome) -> Int {
    verdicts.count { $0.outcome == outcome }
  }

  private func tally(_ words: [String], _ values: [String]) -> JSON {
    JSON(JSONObject(words.map { word in JSONObject.Member(word, JSON(values.count { $0 == word })) }))
  }

  private var isBalanced: Bool { ledger.imbalances().isEmpty }

  private var outcome: String {
    switch run.state {
    case .failed: return "failed"
    case .running, .interrupted: return "incomplete"
    case .refused: return "refused"
    case .complete: break
    }
    if !isBalanced { return "unbalanced" }
    if number(of: .deny) > 0 || assertions.contains(where: { !$0.holds }) { return "broken" }
    if number(of: .undetermined) > 0 { return "undecided" }
    return applicable.isEmpty ? "unchecked" : "met"
  }

  private var headline: String {
    switch outcome {
    case "failed": "The run failed"
    case "incomplete": "The run has not finished"
    case "refused": unmet.isEmpty ? "Refused" : "Refused: " + unmet
    case "unbalanced": "Records are missing from the account"
    case "broken": unmet.isEmpty ? "A statement of the pipeline does not hold" : unmet.capitalizedFirst
    case "undecided": unmet.capitalizedFirst
    case "unchecked": "No rule was checked"
    default: "\(rules(applicable.count)) checked, none broken"
    }
  }

  /// What of the rules is not as it should be, in words; empty if all is.
  private var unmet: String {
    let denied = number(of: .deny)
    let open = number(of: .undetermined)
    let parts = [
      denied > 0 ? "\(rules(denied)) not met" : "", open > 0 ? "\(rules(open)) not decided" : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func rules(_ count: Int) -> String { count == 1 ? "1 rule" : "\(count) rules" }

  private var detail: String {
    if let message = run.message { return message }
    switch outcome {
    case "met":
      let machine = met.count { $0.basis == .machine }
      let waived = number(of: .waived)
      return
        "Of the rules met, \(machine) were checked by machine and \(met.count - machine) rest on what a named"
        + " party declared or signed." + (waived > 0 ? " A named person waived \(rules(waived))." : "")
    case "unbalanced": return "What stages took and gave does not add up; see the counts."
    case "unchecked": return "The pipeline names no policy and no rule pack that speaks of this run."
    case "undecided", "refused", "broken":
      let broken = assertions.filter { !$0.holds }.map { "Does not hold: \($0.expression)." }
      let all = reasons(.deny, "Not met") + broken + reasons(.undetermined, "Not decided")
      return all.prefix(3).joined(separator: " ")
    default: return ""
    }
  }

  /// Citation and title of the rules of an outcome, with the facts that were missing.
  private func reasons(_ outcome: RunCatalogue.Verdict.Outcome, _ word: String) -> [String] {
    verdicts.filter { $0.outcome == outcome }.map { verdict in
      let missing = verdict.missing.isEmpty ? "" : "; not known: " + verdict.missing.joined(separator: ", ")
      return "\(word): \(verdict.citation), \(verdict.title.withoutFullStop)\(missing)."
    }
  }

  private var notCovered: [String] {
    var lines = (inputs?.notCovered ?? []).map { $0.capitalizedFirst.withoutFullStop + "." }
    if verdicts.contains(where: { $0.basis != .machine && $0.outcome == .permit }) {
      lines.append(
        "Facts that a party declared or signed were recorded with the party's name; their truth was not"
          + " checked."
      )
    }
    if stages.contains(where: { $0.kind == "anonymize" }) {
      lines.append(
        "Detectors find the kinds of personal data they are made for; other kinds, and unusual spellings,"
          + " may remain."
      )
    }
    lines.append(
      "Whether the processing is lawful is for the controller and the supervisory authority to judge; this"
        + " report gives them facts.")
    return lines
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
