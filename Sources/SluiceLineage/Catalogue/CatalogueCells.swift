public import SluiceCore

/// Reads the values of one row from left to right.
public struct CatalogueCells {
  private let table: CatalogueTable
  private let values: [CatalogueValue]
  private var position = 0

  init(_ values: [CatalogueValue], of table: CatalogueTable) {
    self.table = table
    self.values = values
  }

  private func error(_ expectation: String) -> SluiceError {
    let column = position <= table.columns.count ? table.columns[position - 1].name : "?"
    return SluiceError(.badData, "the catalogue's \(table.name).\(column) holds no \(expectation)")
  }

  private mutating func next() -> CatalogueValue {
    defer { position += 1 }
    return position < values.count ? values[position] : .null
  }

  /// The next value, a text.
  public mutating func text() throws(SluiceError) -> String {
    guard case .text(let text) = next() else { throw error("text") }
    return text
  }

  /// The next value, a text or nothing.
  public mutating func optionalText() throws(SluiceError) -> String? {
    switch next() {
    case .null: return nil
    case .text(let text): return text
    default: throw error("text")
    }
  }

  /// The next value, a whole number.
  public mutating func integer() throws(SluiceError) -> Int {
    guard case .integer(let number) = next() else { throw error("whole number") }
    return Int(number)
  }

  /// The next value, a whole number or nothing.
  public mutating func optionalInteger() throws(SluiceError) -> Int? {
    switch next() {
    case .null: return nil
    case .integer(let number): return Int(number)
    default: throw error("whole number")
    }
  }

  /// The next value, a count: a whole number that is not negative.
  public mutating func count() throws(SluiceError) -> Int {
    guard case .integer(let number) = next(), number >= 0 else { throw error("count") }
    return Int(number)
  }

  /// The next value, 0 or 1.
  public mutating func bool() throws(SluiceError) -> Bool {
    guard case .integer(let number) = next(), number == 0 || number == 1 else { throw error("truth value") }
    return number == 1
  }

  /// The next value, one of the words of an enumeration.
  public mutating func word<Word: RawRepresentable<String>>(
    _ type: Word.Type = Word.self
  ) throws(SluiceError) -> Word {
    guard let word = Word(rawValue: try text()) else { throw error("known word") }
    return word
  }

  /// The next value, an instant.
  public mutating func timestamp() throws(SluiceError) -> Timestamp {
    guard let time = Timestamp(try text()) else { throw error("time") }
    return time
  }

  /// The next value, an instant or nothing.
  public mutating func optionalTimestamp() throws(SluiceError) -> Timestamp? {
    guard let text = try optionalText() else { return nil }
    guard let time = Timestamp(text) else { throw error("time") }
    return time
  }

  /// The next value, JSON.
  public mutating func json() throws(SluiceError) -> JSON {
    guard let json = try? JSON.parse(try text()) else { throw error("JSON") }
    return json
  }

  /// The next value, a JSON array of strings.
  public mutating func strings() throws(SluiceError) -> [String] {
    guard let elements = try json().array else { throw error("list of texts") }
    var strings: [String] = []
    for element in elements {
      guard let string = element.string else { throw error("list of texts") }
      strings.append(string)
    }
    return strings
  }

  /// The next value, bytes.
  public mutating func blob() throws(SluiceError) -> [UInt8] {
    guard case .blob(let bytes) = next() else { throw error("bytes") }
    return bytes
  }
}
