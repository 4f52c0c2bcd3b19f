internal import SluiceCore
internal import SluiceText

extension Expression.Evaluator {
  typealias Integers = Expression.Integers
  typealias Numbers = Expression.Numbers

  // MARK: Whole numbers

  mutating func integers(_ node: Expression.IntegerNode, _ rows: Bitmap) -> Integers {
    switch node {
    case .constant(let value):
      return Integers(values: Array(repeating: value, count: frame.count), known: rows)
    case .field(let position):
      guard case .integers(let column) = frame.columns[position] else {
        preconditionFailure("the column has another type than its field")
      }
      return Integers(values: column.values, known: known(frame.columns[position], rows))
    case .measure(let measure, let position):
      let (counts, known) = counts(position, rows)
      return mapped(known) { Int64(counts[$0].whole(measure)) }
    case .tokenCount(let position):
      guard case .tokens(let column) = frame.columns[position] else {
        preconditionFailure("the column has another type than its field")
      }
      return mapped(rows) { Int64(column.range($0).count) }
    case .negate(let inner):
      let operand = integers(inner, rows)
      return mapped(operand.known) { operand.values[$0].multipliedReportingOverflow(by: -1) }
    case .midnight(let inner):
      let days = integers(inner, rows)
      return mapped(days.known) { days.values[$0].multipliedReportingOverflow(by: 86_400_000_000) }
    case .arithmetic(let operation, let left, let right):
      let a = integers(left, rows)
      let b = integers(right, a.known)
      switch operation {
      case .plus: return mapped(b.known) { a.values[$0].addingReportingOverflow(b.values[$0]) }
      case .minus: return mapped(b.known) { a.values[$0].subtractingReportingOverflow(b.values[$0]) }
      case .times: return mapped(b.known) { a.values[$0].multipliedReportingOverflow(by: b.values[$0]) }
      case .divided: preconditionFailure("a quotient is never a whole number")
      }
    }
  }

  @inline(__always)
  private func mapped(_ rows: Bitmap, _ value: (Int) -> Int64) -> Integers {
    var result = Integers(values: Array(repeating: 0, count: frame.count), known: rows)
    rows.forEachSet { result.values[$0] = value($0) }
    return result
  }

  /// A result out of range is not known.
  @inline(__always)
  private func mapped(
    _ rows: Bitmap, _ value: (Int) -> (partialValue: Int64, overflow: Bool)
  ) -> Integers {
    var result = Integers(values: Array(repeating: 0, count: frame.count), known: rows)
    rows.forEachSet { row in
      let (partial, overflow) = value(row)
      if overflow { result.known[row] = false } else { result.values[row] = partial }
    }
    return result
  }

  // MARK: Numbers

  mutating func numbers(_ node: Expression.NumberNode, _ rows: Bitmap) -> Numbers {
    switch node {
    case .constant(let value):
      return Numbers(values: Array(repeating: value, count: frame.count), known: rows)
    case .field(let position):
      guard case .numbers(let column) = frame.columns[position] else {
        preconditionFailure("the column has another type than its field")
      }
      return mapped(known(frame.columns[position], rows)) { column.values[$0] }
    case .measure(let measure, let position):
      let (counts, known) = counts(position, rows)
      return mapped(known) { counts[$0].value(measure) ?? .nan }
    case .converted(let inner):
      let operand = integers(inner, rows)
      return mapped(operand.known) { Double(operand.values[$0]) }
    case .negate(let inner):
      let operand = numbers(inner, rows)
      return mapped(operand.known) { -operand.values[$0] }
    case .arithmetic(let operation, let left, let right):
      let a = numbers(left, rows)
      let b = numbers(right, a.known)
      switch operation {
      case .plus: return mapped(b.known) { a.values[$0] + b.values[$0] }
      case .minus: return mapped(b.known) { a.values[$0] - b.values[$0] }
      case .times: return mapped(b.known) { a.values[$0] * b.values[$0] }
      case .divided: return mapped(b.known) { a.values[$0] / b.values[$0] }
      }
    }
  }

  /// A result that is infinite or no number is not known; so is a division by zero.
  @inline(__always)
  private func mapped(_ rows: Bitmap, _ value: (Int) -> Double) -> Numbers {
    var result = Numbers(values: Array(repeating: 0, count: frame.count), known: rows)
    rows.forEachSet { row in
      let number = value(row)
      if number.isFinite { result.values[row] = number } else { result.known[row] = false }
    }
    return result
  }
}
