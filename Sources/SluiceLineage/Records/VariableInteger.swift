internal import SluiceCore

/// Whole numbers of seven bits a byte, least significant first (LEB128, as in DWARF and WebAssembly).
enum VariableInteger {
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  static func append(_ value: Int, to bytes: inout [UInt8]) { append(UInt64(value), to: &bytes) }
}

/// Reads numbers of variable length from bytes of outside origin.
struct VariableIntegerReader {
  private let bytes: [UInt8]
  private let what: String
  private(set) var position = 0

  /// `what` names the bytes in errors.
  init(_ bytes: [UInt8], what: String) {
    self.bytes = bytes
    self.what = what
  }

  var isAtEnd: Bool { position == bytes.count }
  var remaining: Int { bytes.count - position }

  func error(_ message: String) -> SluiceError {
    SluiceError(.badData, "\(what): \(message)", at: Place(byteOffset: position))
  }

  mutating func number() throws(SluiceError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard shift < 63 || byte <= 1 else { throw error("a number is over 64 bits") }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
    throw error("a number has no end")
  }

  /// A number of at most `limit`.
  mutating func integer(atMost limit: Int = .max) throws(SluiceError) -> Int {
    let value = try number()
    guard let integer = Int(exactly: value), integer <= limit else { throw error("a number is too large") }
    return integer
  }

  /// A number of at least `first` and less than `limit`.
  mutating func integer(from first: Int, below limit: Int) throws(SluiceError) -> Int {
    let integer = try integer(atMost: limit - 1)
    guard integer >= first else { throw error("a number is out of order") }
    return integer
  }
}
