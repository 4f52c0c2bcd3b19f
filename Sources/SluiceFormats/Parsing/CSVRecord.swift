internal import Glibc
internal import SluiceCore

/// The cells of one CSV record; its arrays are used again for the next one.
///
/// RFC 4180, and where that is silent: a quote within an unquoted cell stands for itself, a carriage return
/// stands only before a line feed or at the end, and nothing but a delimiter may follow a closing quote.
internal struct CSVRecord {
  internal struct Cell {
    internal var start: Int
    internal var end: Int
    internal var isQuoted: Bool
    internal var hasDoubledQuotes: Bool
  }

  internal private(set) var cells: [Cell] = []
  /// Offset of the line feed that ends the record, or the end of the bytes.
  internal private(set) var end = 0
  /// What is wrong with the record as a whole.
  internal private(set) var fault: FaultReason?
  /// Offset of what is wrong.
  internal private(set) var faultOffset = 0

  internal init() {}

  /// Reads the record that starts at `start`.
  internal mutating func read(_ bytes: UnsafeRawBufferPointer, from start: Int, delimiter: UInt8) {
    cells.removeAll(keepingCapacity: true)
    fault = nil
    var position = start
    while true {
      let isQuoted = unsafe position < bytes.count && bytes[position] == 0x22
      let next = unsafe isQuoted ? quoted(bytes, position, delimiter) : unquoted(bytes, position, delimiter)
      guard next < bytes.count, unsafe bytes[next] == delimiter else {
        end = next
        return
      }
      position = next + 1
    }
  }

  /// Reads a cell without quotes; returns the offset of the delimiter or line feed that ends it.
  private mutating func unquoted(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ delimiter: UInt8) -> Int {
    var position = start
    while position < bytes.count {
      let byte = unsafe bytes[position]
      if byte == delimiter || byte == 0x0A { break }
      if byte == 0x0D, unsafe !bytes.endsLine(position) { note(.malformed, position) }
      position &+= 1
    }
    let isCarriageReturn = unsafe position > start && bytes[position - 1] == 0x0D
    let isLast = unsafe position == bytes.count || bytes[position] == 0x0A
    let stop = isCarriageReturn && isLast ? position - 1 : position
    cells.append(Cell(start: start, end: stop, isQuoted: false, hasDoubledQuotes: false))
    return position
  }

  private mutating func quoted(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ delimiter: UInt8) -> Int {
    var hasDoubledQuotes = false
    var position = start + 1
    while true {
      guard let quote = unsafe bytes.offset(of: 0x22, from: position) else {
        note(.unterminatedQuote, start)
        return bytes.count
      }
      position = quote + 1
      guard position < bytes.count, unsafe bytes[position] == 0x22 else { break }
      hasDoubledQuotes = true
      position += 1
    }
    cells.append(
      Cell(start: start + 1, end: position - 1, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes))
    if position < bytes.count, unsafe bytes[position] == 0x0D, unsafe bytes.endsLine(position) {
      position += 1
    }
    if unsafe position == bytes.count || bytes[position] == 0x0A || bytes[position] == delimiter {
      return position
    }
    note(.malformed, position)
    while position < bytes.count, unsafe bytes[position] != delimiter && bytes[position] != 0x0A {
      position += 1
    }
    return position
  }

  private mutating func note(_ reason: FaultReason, _ offset: Int) {
    guard fault == nil else { return }
    fault = reason
    faultOffset = offset
  }

  /// The cells of a header as names.
  ///
  /// - Throws: `.badData` if it is malformed or not UTF-8.
  internal static func header(_ bytes: [UInt8], delimiter: UInt8) throws(SluiceError) -> [String] {
    var record = CSVRecord()
    unsafe bytes.withUnsafeBytes { unsafe record.read($0, from: 0, delimiter: delimiter) }
    guard record.fault == nil, record.end == bytes.count else {
      throw SluiceError(.badData, "the CSV header is malformed")
    }
    var names: [String] = []
    for cell in record.cells {
      var text: [UInt8] = []
      unsafe bytes.withUnsafeBytes { unsafe record.append(cell, of: $0, to: &text) }
      guard let name = String(validating: text, as: UTF8.self) else {
        throw SluiceError(.badData, "the CSV header is not UTF-8")
      }
      names.append(name)
    }
    return names
  }

  /// Adds the text of a cell, doubled quotes made single.
  internal func append(_ cell: Cell, of bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    guard cell.hasDoubledQuotes else {
      unsafe text.append(contentsOf: bytes[cell.start..<cell.end])
      return
    }
    let content = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<cell.end])
    var position = cell.start
    while let quote = unsafe content.offset(of: 0x22, from: position) {
      unsafe text.append(contentsOf: content[position...quote])
      position = quote + 2
    }
    unsafe text.append(contentsOf: content[position...])
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the carriage return at `position` belongs to a line end.
  fileprivate func endsLine(_ position: Int) -> Bool {
    unsafe position + 1 == count || self[position + 1] == 0x0A
  }
}
