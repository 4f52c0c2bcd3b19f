internal import SluiceCore
internal import SluiceText

/// Feeds values of rows to a digest so that different rows of values never look alike.
enum RowDigest {
  /// Adds the value of a row, or that there is none.
  static func update(_ hasher: inout TextDigest.Hasher, _ column: Column, _ row: Int) {
    guard column.isValid(row) else { return hasher.update(length: -1) }
    switch column {
    case .text(let text):
      let range = text.range(row)
      hasher.update(length: range.count)
      hasher.update(text.bytes.span.extracting(range))
    case .integers(let integers): hasher.update(length: Int(integers.values[row]))
    case .numbers(let numbers): hasher.update(length: Int(truncatingIfNeeded: numbers.values[row].bitPattern))
    case .tokens: break
    }
  }
}
