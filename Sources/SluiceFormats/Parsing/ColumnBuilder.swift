internal import SluiceCore

/// A column as it grows, row by row.
internal struct ColumnBuilder {
  internal let type: FieldType
  /// UTF-8 of all rows.
  internal var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var integers: [Int64] = []
  private var numbers: [Double] = []
  private var nulls: [Int] = []

  internal init(_ type: FieldType) { self.type = type }

  /// Closes a row whose text was added to `bytes`.
  internal mutating func closeText() { offsets.append(UInt32(bytes.count)) }

  /// Adds a row.
  internal mutating func append(_ value: Int64) { integers.append(value) }

  /// Adds a row.
  internal mutating func append(_ value: Double) { numbers.append(value) }

  /// Adds row `row`, which has no value.
  internal mutating func appendNull(_ row: Int) {
    nulls.append(row)
    switch type {
    case .string: closeText()
    case .number: append(0.0)
    case .integer, .boolean, .date, .timestamp, .tokens: append(Int64(0))
    }
  }

  /// Drops whatever was added for rows from `rows` on.
  internal mutating func truncate(to rows: Int) {
    while let last = nulls.last, last >= rows { nulls.removeLast() }
    switch type {
    case .string:
      offsets.removeLast(max(0, offsets.count - 1 - rows))
      bytes.removeLast(bytes.count - Int(offsets[rows]))
    case .number: numbers.removeLast(max(0, numbers.count - rows))
    case .integer, .boolean, .date, .timestamp, .tokens: integers.removeLast(max(0, integers.count - rows))
    }
  }

  /// The column of the `rows` added.
  internal func column(rows: Int) -> Column {
    let validity = Bitmap(rows: rows, nulls: nulls)
    switch type {
    case .string: return .text(TextColumn(offsets: offsets, bytes: bytes, validity: validity))
    case .number: return .numbers(NumberColumn(numbers, validity: validity))
    case .integer, .boolean, .date, .timestamp, .tokens:
      return .integers(IntegerColumn(integers, validity: validity))
    }
  }
}

extension Bitmap {
  /// The rows that have a value, nil if all have.
  internal init?(rows: Int, nulls: some Sequence<Int>) {
    var bitmap = Bitmap(repeating: true, count: rows)
    var hasNulls = false
    for row in nulls {
      bitmap[row] = false
      hasNulls = true
    }
    guard hasNulls else { return nil }
    self = bitmap
  }
}
