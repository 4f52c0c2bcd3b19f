internal import SluiceCore

extension OdrlDuty {
  /// Where a duty stands.
  enum State: Equatable {
    /// Done, or discharged by the pipeline itself.
    case fulfilled
    /// To be done after the run, until the instant where there is one.
    case pending(until: FactValue?)
    /// Not done, and it should have been.
    case violated
    /// A fact is missing.
    case undetermined
    /// Its constraints do not hold, so nothing is due.
    case notInForce
  }

  /// Actions that the pipeline itself performs, and the fact that says so.
  private static let discharged = [
    "anonymize": "run.anonymized", "aggregate": "run.aggregated", "sluice:encrypt": "run.outputEncrypted",
    "sluice:pseudonymize": "run.outputPseudonymized",
  ]

  /// Actions that can only be done after the run.
  private static let later: Set<String> = ["delete", "uninstall", "archive"]

  private static let performed = "duties.performed"

  /// Where the duty stands.
  ///
  /// A `dateTime` constraint with `lt` or `lteq` is its time limit; the other constraints say when it is due
  /// at all.
  ///
  /// An obligation binds beside any action and may be performed after the run; a duty of a permission must be
  /// performed before.
  func state(_ world: OdrlWorld, isObligation: Bool = false) -> State {
    let conditions = constraints.filter { $0.deadline == nil }
    switch Truth.all(conditions.map { $0.truth(world) }) {
    case .violated: return .notInForce
    case .undetermined: return .undetermined
    case .satisfied: break
    }
    let own = ownState(world, isObligation: isObligation)
    guard own == .violated, !consequences.isEmpty else { return own }
    return consequences.allSatisfy { $0.state(world) == .fulfilled } && isPerformed(world) == .satisfied
      ? .fulfilled : own
  }

  private var due: FactValue? {
    (constraints + actions.flatMap(\.refinements)).compactMap(\.deadline).min { ($0.order(to: $1) ?? 0) < 0 }
  }

  private func ownState(_ world: OdrlWorld, isObligation: Bool) -> State {
    if isPerformed(world) == .satisfied { return .fulfilled }
    let facts = actions.compactMap { Self.discharged[$0.name] }
    if facts.count == actions.count, !facts.isEmpty {
      switch Truth.all(facts.map { world.context.boolean($0) }) {
      case .satisfied: return .fulfilled
      case .violated: return .violated
      case .undetermined: return .undetermined
      }
    }
    guard isObligation || actions.allSatisfy({ Self.later.contains($0.name) }) else {
      return isPerformed(world) == .violated ? .violated : .undetermined
    }
    return laterState(world)
  }

  /// A later duty is pending while its time runs and the declared retention keeps within it.
  private func laterState(_ world: OdrlWorld) -> State {
    guard let due else { return .pending(until: nil) }
    guard let date = world.context.date else { return .undetermined }
    guard Comparison.lessOrEqual.holds(date, due) else { return .violated }
    if let planned = world.context.value("retention.eraseBy"), Comparison.greater.holds(planned, due) {
      return .violated
    }
    return .pending(until: due)
  }

  private func isPerformed(_ world: OdrlWorld) -> Truth {
    guard let done = world.context.value(Self.performed)?.elements.compactMap(\.text) else {
      return .undetermined
    }
    let names = actions.map(\.name)
    return Truth(uid.map(done.contains) ?? false || (!names.isEmpty && names.allSatisfy(done.contains)))
  }
}

extension OdrlDuty {
  /// The duty as a condition of a permission, or an obligation: pending counts as met.
  func condition(
    _ world: OdrlWorld, policy: String, isObligation: Bool = false
  ) -> (Explanation, [PendingDuty]) {
    let state = state(world, isObligation: isObligation)
    let names = actions.map(\.name).joined(separator: ", ")
    let truth = state.asCondition
    let consequence = consequences.flatMap(\.actions).map(\.name).joined(separator: ", ")
    let explanation = Explanation(
      "duty '\(names)' is \(state.words)" + (consequence.isEmpty ? "" : " (consequence: \(consequence))"),
      truth, facts: facts(world), at: place,
      children: constraints.map { constraint in
        var part = constraint.explanation(world)
        if constraint.deadline != nil, truth != .violated { part.truth = .satisfied }
        return part
      })
    guard case .pending(let due) = state else { return (explanation, []) }
    return (explanation, [PendingDuty(policy: policy, uid: uid, action: names, due: due, place: place)])
  }

  private func facts(_ world: OdrlWorld) -> [Explanation.FactUse] {
    let names = actions.compactMap { Self.discharged[$0.name] }
    let isLater = actions.allSatisfy { Self.later.contains($0.name) }
    let used = names.isEmpty ? [isLater ? "run.date" : Self.performed] : names
    return used.compactMap { FactRegistry.index(of: $0) }.map { world.context.use($0) }
  }
}

extension OdrlDuty.State {
  /// Whether the state lets an action happen now.
  var asCondition: Truth {
    switch self {
    case .fulfilled, .pending, .notInForce: .satisfied
    case .violated: .violated
    case .undetermined: .undetermined
    }
  }

  var words: String {
    switch self {
    case .fulfilled: "fulfilled"
    case .pending(let due): due.map { "pending until \($0)" } ?? "pending"
    case .violated: "not fulfilled"
    case .undetermined: "open"
    case .notInForce: "not in force"
    }
  }
}

extension RuleContext {
  func value(_ name: String) -> FactValue? { FactRegistry.index(of: name).flatMap { fact($0)?.value } }

  func boolean(_ name: String) -> Truth { value(name)?.boolean.map(Truth.init) ?? .undetermined }
}
