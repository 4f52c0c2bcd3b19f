internal import SluiceCore
internal import SluiceText

/// Feeds values of rows to a digest so that different rows of values never look alike.
enum RowDigest {
  /// Adds the value of a row, or that there is none.
  static func update(_ hasher: inout TextDigest.Hasher, _ column: Column, _ row: Int) {
    let isValid = column.isValid(row)
    hasher.update(word: isValid ? 1 : 0)
    guard isValid else { return }
    switch column {
    case .text(let text):
      let range = text.range(row)
      hasher.update(length: range.count)
      hasher.update(text.bytes.span.extracting(range))
    case .integers(let integers): hasher.update(word: UInt64(bitPattern: integers.values[row]))
    case .numbers(let numbers):
      // Adding zero makes the two zeros one.
      hasher.update(word: (numbers.values[row] + 0).bitPattern)
    case .tokens: break
    }
  }
}
