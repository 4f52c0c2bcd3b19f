public import SluiceCore

/// The answer of one rule, with all that it rests on.
public struct Verdict: Sendable, Equatable {
  /// What a rule says about the run.
  public enum Outcome: String, Sendable, CaseIterable, Comparable {
    /// The rule does not concern the run.
    case notApplicable = "not-applicable"
    /// Nothing against it.
    case permit
    /// A fact that would decide is missing; counts as deny.
    case undetermined
    /// The rule forbids it.
    case deny

    /// Better first.
    public static func < (left: Self, right: Self) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// What stands behind a verdict.
  public enum Evidence: String, Sendable, CaseIterable {
    /// Checked by machine on data, graph and manifest.
    case machine = "A"
    /// Declared by a named party; only presence, form, consistency and expiry are checked.
    case declared = "D"
    /// Signed by a person in a named role.
    case signed = "H"
  }

  /// What a deny does to the run.
  public enum Severity: String, Sendable, CaseIterable {
    /// The run is refused.
    case error
    /// The run goes on and the report says so.
    case warning
  }

  /// Stable id of the rule.
  public var id: String
  /// Title for people.
  public var title: String
  /// Where the rule comes from.
  public var citation: Citation
  /// What stands behind it, strongest first.
  public var kind: [Evidence]
  /// The answer.
  public var outcome: Outcome
  /// What a deny does.
  public var severity: Severity
  /// Why.
  public var explanation: Explanation
  /// What to do about it, where something can be done.
  public var remedy: String?
  /// Where it is decided: the stage, the declaration or the policy.
  public var place: Place

  /// The facts looked at.
  public var facts: [Explanation.FactUse] { explanation.allFacts }
  /// Names of missing facts; empty unless undetermined.
  public var missing: [String] { outcome == .undetermined ? explanation.missing : [] }
  /// Why it is no permit, in a few words: what is missing, or the finding or facts that decided.
  public var reason: String? {
    switch outcome {
    case .permit, .notApplicable: return nil
    case .undetermined: return missing.isEmpty ? nil : "missing: " + missing.joined(separator: ", ")
    case .deny:
      let decisive = explanation.decisive
      guard !decisive.facts.isEmpty else { return decisive.statement }
      return decisive.facts.map { "\($0.name) is \($0.fact?.value.description ?? "missing")" }
        .joined(separator: ", ")
    }
  }
  /// Whether the run may go on as far as this rule is concerned.
  public var lets: Bool { severity == .warning || outcome == .permit || outcome == .notApplicable }
}
