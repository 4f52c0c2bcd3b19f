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
    if run.state == .failed { return "failed" }
    if run.state == .running || run.state == .interrupted { return "incomplete" }
    if number(of: .deny) > 0 { return "refused" }
    if number(of: .undetermined) > 0 { return "undecided" }
    if run.state == .refused { return "refused" }
    if !isBalanced { return "unbalanced" }
    if assertions.contains(where: { !$0.holds }) { return "refused" }
    return applicable.isEmpty ? "unchecked" : "met"
  }

  private var headline: String {
    switch outcome {
    case "failed": "The run failed"
    case "incomplete": "The run has not finished"
    case "refused" where number(of: .deny) > 0: "Refused: \(rules(number(of: .deny))) not met"
    case "refused": "Refused"
    case "undecided": "Refused: \(rules(number(of: .undetermined))) could not be decided"
    case "unbalanced": "Records are missing from the account"
    case "unchecked": "No rule was checked"
    default: "\(rules(applicable.count)) checked, none broken"
    }
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
    case "undecided":
      return "A fact that a rule asks for is not known, and unknown counts as no. " + reasons(.undetermined)
    case "refused" where number(of: .deny) > 0: return reasons(.deny)
    case "refused":
      let broken = assertions.filter { !$0.holds }.map(\.expression)
      return broken.isEmpty
        ? "" : "The pipeline's own statement does not hold: " + broken.joined(separator: "; ")
    default: return ""
    }
  }

  /// Citation and message of the first rules of an outcome.
  private func reasons(_ outcome: RunCatalogue.Verdict.Outcome) -> String {
    verdicts.filter { $0.outcome == outcome }.prefix(3).map { $0.citation + ": " + $0.message }
      .joined(separator: " ")
  }

  private var notCovered: [String] {
    var lines = inputs?.notCovered ?? []
    if verdicts.contains(where: { $0.basis != .machine && $0.outcome == .permit }) {
      lines.append(
        "Facts that a party declared or signed were recorded with the party's name; their truth was not checked."
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
