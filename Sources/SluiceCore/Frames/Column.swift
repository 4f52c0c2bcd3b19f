/// The values of one field for all rows of a frame, in Arrow-like layout.
public enum Column: Sendable {
  /// Text.
  case text(TextColumn)
  /// Whole numbers, booleans (0 and 1), dates (days since 1970) and timestamps (microseconds since 1970).
  case integers(IntegerColumn)
  /// Floating point numbers.
  case numbers(NumberColumn)
  /// Token ids.
  case tokens(TokenColumn)

  /// Number of rows.
  public var count: Int {
    switch self {
    case .text(let column): column.count
    case .integers(let column): column.values.count
    case .numbers(let column): column.values.count
    case .tokens(let column): column.count
    }
  }

  /// Memory held, in bytes.
  public var byteCount: Int {
    switch self {
    case .text(let column): column.bytes.count + 4 * column.offsets.count
    case .integers(let column): 8 * column.values.count
    case .numbers(let column): 8 * column.values.count
    case .tokens(let column): 4 * (column.ids.count + column.offsets.count)
    }
  }

  /// Which rows have a value; nil stands for all of them.
  public var validity: Bitmap? {
    switch self {
    case .text(let column): column.validity
    case .integers(let column): column.validity
    case .numbers(let column): column.validity
    case .tokens: nil
    }
  }

  /// Whether the row has a value.
  @inlinable
  public func isValid(_ row: Int) -> Bool { validity?[row] ?? true }
}

/// UTF-8 values back to back; row r is `bytes[offsets[r]..<offsets[r + 1]]`.
public struct TextColumn: Sendable {
  /// One more offset than rows, from 0, never falling.
  public var offsets: [UInt32]
  /// The text of all rows; always valid UTF-8 row by row.
  public var bytes: [UInt8]
  /// Which rows have a value, nil for all.
  ///
  /// A row without a value has no bytes.
  public var validity: Bitmap?

  /// A column of the given parts.
  public init(offsets: [UInt32] = [0], bytes: [UInt8] = [], validity: Bitmap? = nil) {
    self.offsets = offsets
    self.bytes = bytes
    self.validity = validity
  }

  /// A column with one row for each string.
  public init(_ values: [String]) {
    self.init()
    for value in values { append(value.utf8) }
  }

  /// Number of rows.
  @inlinable public var count: Int { offsets.count - 1 }

  /// Where the row's bytes lie.
  @inlinable
  public func range(_ row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

  /// The row's bytes.
  @inlinable
  public subscript(row: Int) -> ArraySlice<UInt8> { bytes[range(row)] }

  /// The row as a string; for tests and messages, not for hot paths.
  public func string(_ row: Int) -> String { String(decoding: self[row], as: UTF8.self) }

  /// Adds a row.
  @inlinable
  public mutating func append(_ value: some Collection<UInt8>) {
    bytes.append(contentsOf: value)
    offsets.append(UInt32(bytes.count))
  }
}

/// 64-bit whole numbers.
public struct IntegerColumn: Sendable {
  /// One value a row; 0 where there is none.
  public var values: [Int64]
  /// Which rows have a value; nil stands for all of them.
  public var validity: Bitmap?

  /// A column of `values`.
  public init(_ values: [Int64] = [], validity: Bitmap? = nil) {
    self.values = values
    self.validity = validity
  }
}

/// 64-bit floating point numbers.
public struct NumberColumn: Sendable {
  /// One value a row; 0 where there is none.
  public var values: [Double]
  /// Which rows have a value; nil stands for all of them.
  public var validity: Bitmap?

  /// A column of `values`.
  public init(_ values: [Double] = [], validity: Bitmap? = nil) {
    self.values = values
    self.validity = validity
  }
}

/// Token ids back to back; row r is `ids[offsets[r]..<offsets[r + 1]]`.
public struct TokenColumn: Sendable {
  /// One more offset than rows, from 0, never falling.
  public var offsets: [UInt32]
  /// The ids of all rows.
  public var ids: [UInt32]

  /// A column of the given parts.
  public init(offsets: [UInt32] = [0], ids: [UInt32] = []) {
    self.offsets = offsets
    self.ids = ids
  }

  /// Number of rows.
  @inlinable public var count: Int { offsets.count - 1 }

  /// Where the row's ids lie.
  @inlinable
  public func range(_ row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }
}
