internal import SluiceCore

/// A constraint or refinement: one comparison, or several joined by a logical operand.
indirect enum OdrlConstraint: Sendable {
  /// The logical operands of ODRL 2.2; a sequence is satisfied when all its parts are.
  enum Logic: String, Sendable, CaseIterable {
    case and, or, xone, andSequence
  }

  case atomic(Atomic)
  case logical(Logic, [OdrlConstraint], Place)

  struct Atomic: Sendable {
    let operand: String
    let fact: FactRegistry.Index
    let comparison: OdrlOperator
    let right: [FactValue]
    let place: Place

    var type: FactType { FactRegistry.all[fact].type.element }
  }

  /// The facts whose values are looked at one at a time.
  var elementwiseFacts: [FactRegistry.Index] {
    switch self {
    case .atomic(let atomic): atomic.comparison.isOnWholeSet ? [] : [atomic.fact]
    case .logical(_, let parts, _): parts.flatMap(\.elementwiseFacts)
    }
  }

  /// The latest instant that still satisfies a deadline on the date, if this is one.
  var deadline: FactValue? {
    guard case .atomic(let atomic) = self, atomic.fact == RuleContext.dateIndex,
      atomic.comparison == .lt || atomic.comparison == .lteq
    else { return nil }
    return atomic.right.first
  }
}

extension OdrlConstraint {
  func truth(_ world: OdrlWorld) -> Truth {
    switch self {
    case .atomic(let atomic): atomic.truth(world)
    case .logical(.and, let parts, _), .logical(.andSequence, let parts, _):
      Truth.all(parts.lazy.map { $0.truth(world) })
    case .logical(.or, let parts, _): Truth.any(parts.lazy.map { $0.truth(world) })
    case .logical(.xone, let parts, _): Truth.exactlyOne(parts.lazy.map { $0.truth(world) })
    }
  }

  func explanation(_ world: OdrlWorld) -> Explanation {
    switch self {
    case .atomic(let atomic): atomic.explanation(world)
    case .logical(let logic, let parts, let place):
      Explanation(
        logic.words, truth(world), at: place, children: parts.map { $0.explanation(world) })
    }
  }
}

extension OdrlConstraint.Logic {
  var words: String {
    switch self {
    case .and: "all of these constraints hold"
    case .andSequence: "all of these constraints hold, in this order"
    case .or: "one of these constraints holds"
    case .xone: "exactly one of these constraints holds"
    }
  }
}

extension OdrlConstraint.Atomic {
  func truth(_ world: OdrlWorld) -> Truth {
    guard let fact = world.context.fact(fact) else { return .undetermined }
    guard case .list(let values) = fact.value, !comparison.isOnWholeSet else {
      return comparison.isOnWholeSet
        ? comparison.holds(all: fact.value.elements, right, type: type)
        : comparison.holds(fact.value, right, type: type)
    }
    guard let value = world.chosen(self.fact, of: values) else {
      return Truth(comparison == .neq || comparison == .isNoneOf)
    }
    return comparison.holds(value, right, type: type)
  }

  func explanation(_ world: OdrlWorld) -> Explanation {
    let right = right.map(\.description).joined(separator: ", ")
    return Explanation(
      "\(operand) \(comparison.rawValue) \(right)", truth(world), facts: [world.context.use(fact)], at: place)
  }
}
