public import SluiceCore

/// One rule of a pack: when it applies and what it requires.
public struct Rule: Sendable {
  /// When a rule can be decided.
  public enum Moment: String, Sendable, CaseIterable {
    /// Before a byte is read.
    case plan
    /// After the run.
    case end
  }

  /// Stable id, such as `g-6-1`.
  public let id: String
  /// Title in English.
  public let title: String
  /// Act and provision.
  public let citation: Citation
  /// What the rule says, in our own words, by language; English always.
  public let text: [String: String]
  /// What stands behind its verdicts.
  public let kind: [Verdict.Evidence]
  /// What a deny does.
  public let severity: Verdict.Severity
  /// What it is asked of.
  public let scope: FactScope
  /// When it can be decided.
  public let moment: Moment
  /// Roles whose sign-offs count; empty for all.
  public let roles: [String]
  /// What to do about a deny.
  public let remedy: String?
  /// First day of validity.
  public let validFrom: CivilDate?
  /// Last day of validity.
  public let validTo: CivilDate?
  /// Where it stands in its pack.
  public let place: Place
  let when: Condition
  let require: Condition
}

extension Rule {
  /// The rule's answer for all things of its scope, the worst of them.
  public func verdict(_ facts: FactSet) -> Verdict {
    guard isInForce(on: RuleContext(facts).date) else {
      return verdict(.notApplicable, [Explanation("the rule is in force", .violated)], Place())
    }
    var worst = Verdict.Outcome.notApplicable
    var place = Place()
    var explanations: [Explanation] = []
    for subject in facts.all(scope) {
      let (outcome, explanation) = answer(RuleContext(facts, subject: subject), subject)
      if outcome > worst {
        worst = outcome
        place = subject.place
      }
      explanations.append(explanation)
    }
    return verdict(worst, explanations, place)
  }

  private func answer(
    _ context: RuleContext, _ subject: FactSet.Subject
  ) -> (Verdict.Outcome, Explanation) {
    let applies = when.explanation(context)
    let statement = scope == .run ? "the run" : "\(scope.rawValue) '\(subject.name)'"
    guard applies.truth == .satisfied else {
      let outcome: Verdict.Outcome = applies.truth == .violated ? .notApplicable : .undetermined
      let asked = Explanation("the rule applies", applies.truth, children: [applies])
      return (
        outcome,
        Explanation(statement, applies.truth == .violated ? .satisfied : .undetermined, children: [asked])
      )
    }
    let required = require.explanation(context)
    let explanation = Explanation(statement, required.truth, at: subject.place, children: [required])
    return (Verdict.Outcome(required.truth), explanation)
  }

  private func verdict(
    _ outcome: Verdict.Outcome, _ explanations: [Explanation], _ place: Place
  ) -> Verdict {
    let truth: Truth =
      switch outcome {
      case .permit, .notApplicable: .satisfied
      case .deny: .violated
      case .undetermined: .undetermined
      }
    return Verdict(
      id: id, title: title, citation: citation, kind: kind, outcome: outcome, severity: severity,
      explanation: Explanation(text["en"] ?? title, truth, children: explanations), remedy: remedy,
      place: place)
  }

  private func isInForce(on date: FactValue?) -> Bool {
    guard let date else { return true }
    return validFrom.map { Comparison.greaterOrEqual.holds(date, .day($0)) } ?? true
      && validTo.map { Comparison.lessOrEqual.holds(date, .day($0)) } ?? true
  }
}
