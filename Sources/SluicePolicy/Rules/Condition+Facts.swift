internal import SluiceCore

extension Condition {
  /// Every fact the condition may look at, in order; some more than once.
  var factIndices: [FactRegistry.Index] {
    switch self {
    case .constant, .signed: []
    case .all(let conditions), .any(let conditions): conditions.flatMap(\.factIndices)
    case .not(let condition): condition.factIndices
    case .implies(let premise, let conclusion): premise.factIndices + conclusion.factIndices
    case .holds(let index), .known(let index), .given(let index), .stated(let index): [index]
    case .compare(let left, _, let right), .kind(let left, let right), .subset(let left, let right),
      .meets(let left, let right):
      left.factIndices + right.factIndices
    case .empty(let operand): operand.factIndices
    case .adequate(let place, let schemes): place.factIndices + schemes.factIndices + [RuleContext.dateIndex]
    }
  }
}

extension Operand {
  fileprivate var factIndices: [FactRegistry.Index] {
    switch self {
    case .fact(let index): [index]
    case .constant: []
    case .plus(let date, let period): date.factIndices + period.factIndices
    case .count(let operand), .childAge(let operand): operand.factIndices
    }
  }
}

extension Rule {
  /// The facts the rule may look at, each once, in order of the registry.
  public var facts: [FactDefinition] {
    Set(when.factIndices + require.factIndices).sorted().map { FactRegistry.all[$0] }
  }
}
