internal import SluiceCore
internal import SluiceText

extension Expression.Checker {
  typealias Syntax = Expression.Syntax

  mutating func compare(
    _ comparison: Expression.Comparison, _ left: Syntax, _ right: Syntax, _ syntax: Syntax
  ) -> Checked? {
    let checked = (check(left), check(right))
    guard let a = checked.0, let b = checked.1, let x = coerced(a, to: b.value),
      let y = coerced(b, to: a.value),
      let node = node(comparison, x.value, y.value, at: syntax)
    else { return nil }
    return made(.truth(node), .compare(comparison, x.normal, y.normal), syntax)
  }

  mutating func inRange(
    _ operand: Syntax, _ low: Syntax, _ high: Syntax, isNegated: Bool, _ syntax: Syntax
  ) -> Checked? {
    let checked = (check(operand), check(low), check(high))
    guard let operand = checked.0, let low = checked.1, let high = checked.2,
      let first = coerced(low, to: operand.value), let last = coerced(high, to: operand.value)
    else { return nil }
    if case .truth = operand.value {
      report("type-mismatch", "truth values have no order", at: syntax)
      return nil
    }
    guard let above = node(.greaterOrEqual, operand.value, first.value, at: low.normal),
      let below = node(.lessOrEqual, operand.value, last.value, at: high.normal)
    else { return nil }
    let inside = Expression.TruthNode.all([above, below])
    return made(
      .truth(isNegated ? .not(inside) : inside),
      .inRange(operand.normal, first.normal, last.normal, isNegated: isNegated), syntax)
  }

  mutating func inList(
    _ operand: Syntax, _ elements: [Syntax], isNegated: Bool, _ syntax: Syntax
  ) -> Checked? {
    guard let operand = check(operand) else { return nil }
    var literals: [Syntax] = []
    var values: [Expression.Value] = []
    for element in elements {
      guard let literal = check(element), let coerced = coerced(literal, to: operand.value) else { continue }
      guard Expression.Checker.areComparable(operand.value, coerced.value) else {
        report(
          "type-mismatch", "\(coerced.value.type) stands in a list for \(operand.value.type)", at: element)
        continue
      }
      literals.append(coerced.normal)
      values.append(coerced.value)
    }
    guard values.count == elements.count else { return nil }
    guard let node = Expression.Checker.member(operand.value, of: values) else {
      report("type-mismatch", "\(operand.value.type) cannot be looked up in a list", at: syntax)
      return nil
    }
    return made(
      .truth(isNegated ? .not(node) : node), .inList(operand.normal, literals, isNegated: isNegated), syntax)
  }

  /// The comparison of two values of types that can be compared.
  private mutating func node(
    _ comparison: Expression.Comparison, _ left: Expression.Value, _ right: Expression.Value,
    at syntax: Syntax
  ) -> Expression.TruthNode? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)), (.date(let a), .date(let b)),
      (.timestamp(let a), .timestamp(let b)):
      return .integers(comparison, a, b)
    case (.date(let a), .timestamp(let b)): return .integers(comparison, .midnight(a), b)
    case (.timestamp(let a), .date(let b)): return .integers(comparison, a, .midnight(b))
    case (.number(let a), .number(let b)): return .numbers(comparison, a, b)
    case (.integer(let a), .number(let b)): return .mixed(comparison, a, b)
    case (.number(let a), .integer(let b)): return .mixed(comparison.mirrored, b, a)
    case (.text(let a), .text(let b)): return .texts(comparison, a, b)
    case (.truth(let a), .truth(let b)):
      if comparison == .equal || comparison == .notEqual {
        return .truths(isEqual: comparison == .equal, a, b)
      }
      report("type-mismatch", "truth values have no order", at: syntax)
      return nil
    default:
      report(
        "type-mismatch", "\(left.type) cannot be compared with \(right.type)", at: syntax,
        hint: Expression.Checker.hint(left, right) ?? Expression.Checker.hint(right, left))
      return nil
    }
  }

  private static func areComparable(_ left: Expression.Value, _ right: Expression.Value) -> Bool {
    switch (left, right) {
    case (.integer, .integer), (.integer, .number), (.number, .integer), (.number, .number), (.text, .text),
      (.truth, .truth), (.date, .date), (.timestamp, .timestamp), (.timestamp, .date):
      true
    default: false
    }
  }

  private static func hint(_ value: Expression.Value, _ other: Expression.Value) -> String? {
    switch (value, other) {
    case (.text(.constant(let bytes)), .integer), (.text(.constant(let bytes)), .number):
      Double(String(decoding: bytes, as: UTF8.self)).map { _ in "write the number without quotes" }
    case (.tokens, _): "write length(…) for the number of tokens"
    case (.date, _): "write date'2026-11-20'"
    case (.timestamp, _): "write timestamp'2026-11-20T13:45:00Z'"
    default: nil
    }
  }

  /// A string literal beside a date or a timestamp becomes one; anything else stays as it is.
  private mutating func coerced(_ checked: Checked, to other: Expression.Value) -> Checked? {
    guard case .literal(.string(let text)) = checked.normal.node else { return checked }
    let literal: Expression.Literal
    switch other {
    case .date:
      guard let date = CivilDate(ascii: Array(text.utf8)) else {
        report("type-mismatch", "this is no calendar day", at: checked.normal, hint: "write '2026-11-20'")
        return nil
      }
      literal = .date(date)
    case .timestamp:
      guard let timestamp = Timestamp(text) else {
        report(
          "type-mismatch", "this is no instant", at: checked.normal, hint: "write '2026-11-20T13:45:00Z'")
        return nil
      }
      literal = .timestamp(timestamp)
    case .truth, .integer, .number, .text, .tokens: return checked
    }
    return made(Expression.Checker.value(of: literal), .literal(literal), checked.normal)
  }

  /// Membership in a list of literals; those that no value of the operand's type can equal are left out.
  private static func member(
    _ operand: Expression.Value, of values: [Expression.Value]
  ) -> Expression.TruthNode? {
    switch operand {
    case .integer(let node): .integerIn(node, values.compactMap(whole).sorted())
    case .date(let node): .integerIn(node, values.compactMap(whole).sorted())
    case .timestamp(let node): .integerIn(node, values.compactMap(instant).sorted())
    case .number(let node): .numberIn(node, values.compactMap(number).sorted())
    case .text(let node): .textIn(node, values.compactMap(bytes).sorted { $0.lexicographicallyPrecedes($1) })
    case .truth, .tokens: nil
    }
  }

  private static func whole(_ value: Expression.Value) -> Int64? {
    switch value {
    case .integer(.constant(let value)), .date(.constant(let value)): value
    case .number(.constant(let value)): Int64(exactly: value)
    default: nil
    }
  }

  private static func instant(_ value: Expression.Value) -> Int64? {
    switch value {
    case .timestamp(.constant(let value)): value
    case .date(.constant(let days)): Timestamp(CivilDate(days: Int(days))).microseconds
    default: nil
    }
  }

  private static func number(_ value: Expression.Value) -> Double? {
    switch value {
    case .integer(.constant(let value)): Double(exactly: value)
    case .number(.constant(let value)): value
    default: nil
    }
  }

  private static func bytes(_ value: Expression.Value) -> [UInt8]? {
    if case .text(.constant(let bytes)) = value { bytes } else { nil }
  }
}
