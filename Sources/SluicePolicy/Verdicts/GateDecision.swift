public import SluiceCore

/// All verdicts of a gate, in a stable order, and what follows from them.
public struct GateDecision: Sendable, Equatable {
  /// The verdicts: label flow first, then agreements, then rule packs in their own order.
  public let verdicts: [Verdict]
  /// What remains to be done after the run, with its time limit.
  public let duties: [PendingDuty]

  /// Combines verdicts.
  public init(_ verdicts: [Verdict], duties: [PendingDuty] = []) {
    self.verdicts = verdicts
    self.duties = duties
  }

  /// The worst outcome among verdicts whose severity is error; permit when there are none.
  public var outcome: Verdict.Outcome {
    let worst = verdicts.filter { $0.severity == .error }.map(\.outcome).max() ?? .permit
    return worst == .notApplicable ? .permit : worst
  }

  /// Whether the run may go on.
  public var isPermitted: Bool { outcome == .permit }

  /// The verdicts that stop the run.
  public var refusals: [Verdict] { verdicts.filter { !$0.lets } }

  /// The error that a refused run ends with; nil if it may go on.
  public var error: SluiceError? {
    guard let first = refusals.first else { return nil }
    let more = refusals.count > 1 ? " (and \(refusals.count - 1) more)" : ""
    let reason = first.reason.map { "; " + $0 } ?? ""
    return SluiceError(
      .refused, "\(first.citation): \(first.title): \(first.outcome.rawValue)\(reason)\(more)",
      at: first.place, hint: first.remedy)
  }
}

/// A duty that falls due after the run.
public struct PendingDuty: Sendable, Equatable {
  /// The policy that imposes it.
  public let policy: String
  /// The duty's uid, if it has one.
  public let uid: String?
  /// What is to be done.
  public let action: String
  /// Until when; nil where the policy sets no time.
  public let due: FactValue?
  /// Where the policy says so.
  public let place: Place
}
