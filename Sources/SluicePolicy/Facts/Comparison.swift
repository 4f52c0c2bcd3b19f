/// How two values may be related.
enum Comparison: String, CaseIterable {
  case equal = "eq"
  case notEqual = "ne"
  case less = "lt"
  case lessOrEqual = "le"
  case greater = "gt"
  case greaterOrEqual = "ge"

  var needsOrder: Bool { self != .equal && self != .notEqual }

  var words: String {
    switch self {
    case .equal: "is"
    case .notEqual: "is not"
    case .less: "is below"
    case .lessOrEqual: "is at most"
    case .greater: "is above"
    case .greaterOrEqual: "is at least"
    }
  }

  /// Compares values of one type; values without order are only equal or not.
  func holds(_ left: FactValue, _ right: FactValue) -> Bool {
    let order = left.order(to: right)
    switch self {
    case .equal: return order.map { $0 == 0 } ?? (left == right)
    case .notEqual: return order.map { $0 != 0 } ?? (left != right)
    case .less: return order.map { $0 < 0 } ?? false
    case .lessOrEqual: return order.map { $0 <= 0 } ?? false
    case .greater: return order.map { $0 > 0 } ?? false
    case .greaterOrEqual: return order.map { $0 >= 0 } ?? false
    }
  }
}

extension FactType {
  /// Whether `value` is `other` or a kind or part of it.
  ///
  /// A value that is wider than `other` may or may not mean it, so the answer is open.
  func isKind(_ value: FactValue, of other: FactValue) -> Truth {
    guard case .text(let name) = value, case .text(let wanted) = other else {
      return Truth(Comparison.equal.holds(value, other))
    }
    switch element {
    case .purpose:
      if Purposes.isPurpose(name, a: wanted) { return .satisfied }
      return Purposes.isPurpose(wanted, a: name) ? .undetermined : .violated
    case .place:
      if Places.isPlace(name, within: wanted) { return .satisfied }
      return Places.isPlace(wanted, within: name) ? .undetermined : .violated
    default: return Truth(name == wanted)
    }
  }
}
