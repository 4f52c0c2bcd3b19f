/// The twelve relational operators of ODRL 2.2.
enum OdrlOperator: String, CaseIterable {
  case eq, neq, lt, lteq, gt, gteq, isA, isPartOf, hasPart, isAnyOf, isAllOf, isNoneOf

  /// Whether the operator looks at all values of a fact at once.
  var isOnWholeSet: Bool { self == .isAllOf || self == .hasPart }

  /// The comparison of ordered values; nil for the other operators.
  var comparison: Comparison? {
    switch self {
    case .lt: .less
    case .lteq: .lessOrEqual
    case .gt: .greater
    case .gteq: .greaterOrEqual
    default: nil
    }
  }

  /// Whether the operator may stand with a left operand of `type`.
  func suits(_ type: FactType) -> Bool {
    comparison == nil || type.element.isOrdered
  }

  /// Whether several right operands make sense.
  var takesSet: Bool {
    switch self {
    case .isAnyOf, .isAllOf, .isNoneOf, .hasPart: true
    default: false
    }
  }

  /// The answer for one value of the left operand.
  func holds(_ value: FactValue, _ right: [FactValue], type: FactType) -> Truth {
    switch self {
    case .eq, .isA, .isPartOf, .isAnyOf: Truth.any(right.lazy.map { type.isKind(value, of: $0) })
    case .neq, .isNoneOf: !Truth.any(right.lazy.map { type.isKind(value, of: $0) })
    case .lt, .lteq, .gt, .gteq:
      Truth(comparison.map { comparison in right.allSatisfy { comparison.holds(value, $0) } } ?? false)
    case .hasPart, .isAllOf: holds(all: [value], right, type: type)
    }
  }

  /// The answer for all values of the left operand at once.
  func holds(all values: [FactValue], _ right: [FactValue], type: FactType) -> Truth {
    switch self {
    case .hasPart:
      Truth.all(right.lazy.map { part in Truth.any(values.lazy.map { type.isKind(part, of: $0) }) })
    case .isAllOf:
      Truth.all(right.lazy.map { wanted in Truth.any(values.lazy.map { type.isKind($0, of: wanted) }) })
    default: Truth.all(values.lazy.map { holds($0, right, type: type) })
    }
  }
}
