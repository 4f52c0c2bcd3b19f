internal import SluiceCore
internal import SluiceText

extension Expression.Evaluator {
  typealias Truth = Expression.Truth

  mutating func truth(_ node: Expression.TruthNode, _ rows: Bitmap) -> Truth {
    switch node {
    case .constant(let value): return Truth(isTrue: value ? rows : none, isUnknown: none)
    case .field(let position):
      guard case .integers(let column) = frame.columns[position] else {
        preconditionFailure("the column has another type than its field")
      }
      return decided(rows, known: known(frame.columns[position], rows)) { column.values[$0] != 0 }
    case .not(let inner):
      let operand = truth(inner, rows)
      return Truth(
        isTrue: rows.subtracting(operand.isTrue).subtracting(operand.isUnknown),
        isUnknown: operand.isUnknown)
    case .all(let parts): return all(parts, rows)
    case .any(let parts): return any(parts, rows)
    case .truths(let isEqual, let left, let right): return equal(isEqual, left, right, rows)
    case .isNull(let value):
      return Truth(isTrue: rows.subtracting(known(value, rows)), isUnknown: none)
    case .integers, .numbers, .mixed, .integerIn, .numberIn: return numeric(node, rows)
    case .texts, .textIn, .search: return textual(node, rows)
    }
  }

  /// True where every part is, false where any is false; parts are asked only about rows not yet false.
  private mutating func all(_ parts: [Expression.TruthNode], _ rows: Bitmap) -> Truth {
    var possible = rows
    var unknown = none
    for part in parts {
      let next = truth(part, possible)
      possible = next.isTrue.union(next.isUnknown)
      unknown = unknown.union(next.isUnknown).intersection(possible)
    }
    return Truth(isTrue: possible.subtracting(unknown), isUnknown: unknown)
  }

  /// False where every part is, true where any is true; parts are asked only about rows not yet true.
  private mutating func any(_ parts: [Expression.TruthNode], _ rows: Bitmap) -> Truth {
    var result = Truth(isTrue: none, isUnknown: none)
    for part in parts {
      let next = truth(part, rows.subtracting(result.isTrue))
      result.isTrue.formUnion(next.isTrue)
      result.isUnknown = result.isUnknown.union(next.isUnknown).subtracting(result.isTrue)
    }
    return result
  }

  private mutating func equal(
    _ isEqual: Bool, _ left: Expression.TruthNode, _ right: Expression.TruthNode, _ rows: Bitmap
  ) -> Truth {
    let a = truth(left, rows)
    let b = truth(right, rows.subtracting(a.isUnknown))
    let unknown = a.isUnknown.union(b.isUnknown)
    let known = rows.subtracting(unknown)
    let both = a.isTrue.intersection(b.isTrue)
    let neither = known.subtracting(a.isTrue).subtracting(b.isTrue)
    let same = both.union(neither).intersection(known)
    return Truth(isTrue: isEqual ? same : known.subtracting(same), isUnknown: unknown)
  }

  // MARK: Numbers

  private mutating func numeric(_ node: Expression.TruthNode, _ rows: Bitmap) -> Truth {
    switch node {
    case .integers(let comparison, let left, let right):
      let a = integers(left, rows)
      let b = integers(right, a.known)
      return compared(comparison, rows, b.known, a.values, b.values)
    case .numbers(let comparison, let left, let right):
      let a = numbers(left, rows)
      let b = numbers(right, a.known)
      return compared(comparison, rows, b.known, a.values, b.values)
    case .mixed(let comparison, let left, let right):
      let a = integers(left, rows)
      let b = numbers(right, a.known)
      return decided(rows, known: b.known) {
        comparison.holds(Expression.Evaluator.order(a.values[$0], b.values[$0]))
      }
    case .integerIn(let operand, let list):
      let a = integers(operand, rows)
      return decided(rows, known: a.known) { row in
        Expression.Evaluator.contains(list.count) { (list[$0] > a.values[row], list[$0] == a.values[row]) }
      }
    case .numberIn(let operand, let list):
      let a = numbers(operand, rows)
      return decided(rows, known: a.known) { row in
        Expression.Evaluator.contains(list.count) { (list[$0] > a.values[row], list[$0] == a.values[row]) }
      }
    default: preconditionFailure("not a comparison of numbers")
    }
  }

  @inline(__always)
  private func compared<Number: Comparable>(
    _ comparison: Expression.Comparison, _ rows: Bitmap, _ known: Bitmap, _ a: [Number], _ b: [Number]
  ) -> Truth {
    switch comparison {
    case .equal: decided(rows, known: known) { a[$0] == b[$0] }
    case .notEqual: decided(rows, known: known) { a[$0] != b[$0] }
    case .less: decided(rows, known: known) { a[$0] < b[$0] }
    case .lessOrEqual: decided(rows, known: known) { a[$0] <= b[$0] }
    case .greater: decided(rows, known: known) { a[$0] > b[$0] }
    case .greaterOrEqual: decided(rows, known: known) { a[$0] >= b[$0] }
    }
  }

  /// The exact order of a whole number and a finite number, without rounding either.
  static func order(_ integer: Int64, _ number: Double) -> Int {
    if number >= 0x1p63 { return -1 }
    if number < -0x1p63 { return 1 }
    let whole = Int64(number)
    if integer != whole { return integer < whole ? -1 : 1 }
    let fraction = number - Double(whole)
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0
  }

  /// Binary search in a sorted list; `element` says whether the element at a position is beyond or equal.
  @inline(__always)
  private static func contains(_ count: Int, _ element: (Int) -> (beyond: Bool, equal: Bool)) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let (beyond, equal) = element(middle)
      if equal { return true }
      if beyond { high = middle } else { low = middle + 1 }
    }
    return false
  }

  // MARK: Texts

  private func textual(_ node: Expression.TruthNode, _ rows: Bitmap) -> Truth {
    switch node {
    case .texts(let comparison, let left, let right):
      let a = texts(left, rows)
      let b = texts(right, a.known)
      if comparison == .equal || comparison == .notEqual {
        return decided(rows, known: b.known) { row in
          let isEqual =
            a.range(row).count == b.range(row).count && Expression.Evaluator.order(a, b, row) == 0
          return isEqual == (comparison == .equal)
        }
      }
      return decided(rows, known: b.known) { comparison.holds(Expression.Evaluator.order(a, b, $0)) }
    case .textIn(let operand, let list):
      let a = texts(operand, rows)
      return decided(rows, known: a.known) { row in
        Expression.Evaluator.contains(list.count) { position in
          let element = list[position]
          let order = TextSearch.compare(element.span, a.bytes.span.extracting(a.range(row)))
          return (order > 0, order == 0)
        }
      }
    case .search(let search, let left, let right):
      let a = texts(left, rows)
      let b = texts(right, a.known)
      return decided(rows, known: b.known) { row in
        let text = a.bytes.span.extracting(a.range(row))
        let part = b.bytes.span.extracting(b.range(row))
        return switch search {
        case .startsWith: TextSearch.starts(text, with: part)
        case .endsWith: TextSearch.ends(text, with: part)
        case .contains: TextSearch.contains(text, part)
        }
      }
    default: preconditionFailure("not a comparison of texts")
    }
  }

  @inline(__always)
  private static func order(_ a: Expression.Texts, _ b: Expression.Texts, _ row: Int) -> Int {
    TextSearch.compare(a.bytes.span.extracting(a.range(row)), b.bytes.span.extracting(b.range(row)))
  }

  /// True for the known rows that pass, unknown for the rows that are not known.
  @inline(__always)
  private func decided(_ rows: Bitmap, known: Bitmap, _ passes: (Int) -> Bool) -> Truth {
    var isTrue = none
    known.forEachSet { row in
      if passes(row) { isTrue[row] = true }
    }
    return Truth(isTrue: isTrue, isUnknown: rows.subtracting(known))
  }
}
