internal import SluiceCore

/// A pass over JSON text without a tree, for the hundred thousands of entries of a vocabulary.
///
/// It reads well-formed text; whatever surprises it is an error with its place.
struct JSONCursor {
  let bytes: [UInt8]
  let file: String?
  var position = 0

  init(_ bytes: [UInt8], file: String?, position: Int = 0) {
    self.bytes = bytes
    self.file = file
    self.position = position
  }

  /// The next byte that is no white space, nil at the end.
  mutating func peek() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position &+= 1
    }
    return nil
  }

  /// Passes `byte` if it is next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position &+= 1
    return true
  }

  mutating func expect(_ byte: UInt8) throws(SluiceError) {
    guard take(byte) else { throw error("expected '\(Character(Unicode.Scalar(byte)))'") }
  }

  /// Reads a string and appends its scalars' UTF-8 to `text`.
  mutating func string(into text: inout [UInt8]) throws(SluiceError) {
    try expect(UInt8(ascii: "\""))
    while position < bytes.count {
      let byte = bytes[position]
      position &+= 1
      if byte == UInt8(ascii: "\"") { return }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        guard byte >= 0x20 else { throw error("control character in a string") }
        text.append(byte)
      }
    }
    throw error("the string has no end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(SluiceError) {
    guard position < bytes.count else { throw error("the string has no end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code) {
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
          throw error("lone surrogate in a string")
        }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw error("lone surrogate in a string") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw error("lone surrogate in a string") }
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: throw error("unknown escape in a string")
    }
  }

  private mutating func hexadecimal() throws(SluiceError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("expected four hexadecimal digits") }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Hex.digit(byte) else { throw error("expected four hexadecimal digits") }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }

  /// Reads a number from 0 below `limit`.
  mutating func index(below limit: Int) throws(SluiceError) -> Int {
    guard let first = peek(), (0x30...0x39).contains(first) else { throw error("expected a whole number") }
    var value = 0
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      value = value * 10 + Int(bytes[position] - 0x30)
      position += 1
      guard value < limit else { throw error("the number is not below \(limit)") }
    }
    return value
  }

  /// Calls `body` with the key of each member of an object, its value being next.
  mutating func forEachMember(
    _ body: (String, inout JSONCursor) throws(SluiceError) -> Void
  ) throws(SluiceError) {
    try expect(UInt8(ascii: "{"))
    guard !take(UInt8(ascii: "}")) else { return }
    var key: [UInt8] = []
    repeat {
      key.removeAll(keepingCapacity: true)
      try string(into: &key)
      try expect(UInt8(ascii: ":"))
      try body(String(decoding: key, as: UTF8.self), &self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Calls `body` with each element of an array being next.
  mutating func forEachElement(
    _ body: (inout JSONCursor) throws(SluiceError) -> Void
  ) throws(SluiceError) {
    try expect(UInt8(ascii: "["))
    guard !take(UInt8(ascii: "]")) else { return }
    repeat { try body(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  /// Reads a string.
  mutating func text() throws(SluiceError) -> String {
    var text: [UInt8] = []
    try string(into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Passes one value of any kind.
  mutating func skipValue() throws(SluiceError) {
    var depth = 0
    repeat {
      guard let byte = peek() else { throw error("unexpected end of the document") }
      switch byte {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw error("expected a value") }
        position += 1
      default: skipWord()
      }
    } while depth > 0
    guard depth == 0 else { throw error("expected a value") }
  }

  private mutating func skipString() throws(SluiceError) {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position &+= byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return }
    }
    throw error("the string has no end")
  }

  private mutating func skipWord() {
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "\""),
        UInt8(ascii: "{"), UInt8(ascii: "["), 0x20, 0x0A, 0x0D, 0x09:
        return
      default: position &+= 1
      }
    }
  }

  /// A `badPipeline` error at the current position or at `offset`.
  func error(_ message: String, at offset: Int? = nil, hint: String? = nil) -> SluiceError {
    SluiceError(.badPipeline, message, at: place(offset ?? position), hint: hint)
  }

  /// Line and column of `offset`.
  func place(_ offset: Int) -> Place {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return Place(file: file, line: line, column: column)
  }
}
