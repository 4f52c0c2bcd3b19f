extension JSON {
  /// Bounds on what a document of outside origin may ask for.
  public struct Limits: Sendable {
    /// Most bytes of a document.
    public var bytes: Int
    /// Deepest nesting of arrays and objects.
    public var depth: Int

    /// Limits for configuration files and messages unless told otherwise.
    public init(bytes: Int = 64 << 20, depth: Int = 128) {
      self.bytes = bytes
      self.depth = depth
    }
  }

  /// Parses one RFC 8259 document: strict grammar, valid UTF-8, no duplicate keys, nothing after the value.
  ///
  /// - Parameters:
  ///   - bytes: The document, without byte order mark.
  ///   - file: Name used in places.
  ///   - limits: Bounds on size and nesting.
  /// - Throws: A `badData` error at `file:line:column`.
  public static func parse(
    _ bytes: [UInt8], file: String? = nil, limits: Limits = Limits()
  ) throws(SluiceError) -> JSON {
    guard bytes.count <= limits.bytes else {
      throw SluiceError(
        .badData, "document of \(bytes.count) bytes is over the limit of \(limits.bytes)",
        at: Place(file: file))
    }
    var parser = JSONParser(bytes: bytes, file: file, depthLimit: limits.depth)
    return try parser.document()
  }

  /// Parses one document from text.
  public static func parse(_ text: String, file: String? = nil) throws(SluiceError) -> JSON {
    try parse(Array(text.utf8), file: file)
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let file: String?
  let depthLimit: Int
  var position = 0
  var line = 1
  var lineStart = 0
  var depth = 0
  /// The last offset on this line whose column was asked for, and that column: files may be one long line.
  var mark = (offset: 0, column: 1)

  init(bytes: [UInt8], file: String?, depthLimit: Int) {
    self.bytes = bytes
    self.file = file
    self.depthLimit = depthLimit
  }

  mutating func document() throws(SluiceError) -> JSON {
    skipSpace()
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw error("unexpected text after the end of the document") }
    return value
  }

  /// Columns count scalars, so continuation bytes are left out.
  mutating func place(at offset: Int) -> Place {
    if mark.offset < lineStart || mark.offset > offset { mark = (lineStart, 1) }
    mark.column += bytes[mark.offset..<offset].count { $0 & 0xC0 != 0x80 }
    mark.offset = offset
    return Place(file: file, line: line, column: mark.column)
  }

  mutating func error(_ message: String, at offset: Int? = nil) -> SluiceError {
    SluiceError(.badData, message, at: place(at: min(offset ?? position, bytes.count)))
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = position + 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return
      }
      position += 1
    }
  }

  mutating func value() throws(SluiceError) -> JSON {
    let start = place(at: position)
    guard let byte = current else { throw error("unexpected end of the document") }
    switch byte {
    case UInt8(ascii: "{"): return JSON(.object(try object()), at: start)
    case UInt8(ascii: "["): return JSON(.array(try array()), at: start)
    case UInt8(ascii: "\""): return JSON(.string(try string()), at: start)
    case UInt8(ascii: "t"): return JSON(try word("true", .bool(true)), at: start)
    case UInt8(ascii: "f"): return JSON(try word("false", .bool(false)), at: start)
    case UInt8(ascii: "n"): return JSON(try word("null", .null), at: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return JSON(try number(), at: start)
    default: throw unexpected("a value")
    }
  }

  /// Names two habits of other notations that JSON does not share.
  mutating func unexpected(_ expectation: String) -> SluiceError {
    let space = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    let before = bytes[..<position].last { !space.contains($0) }
    switch current {
    case UInt8(ascii: "/"): return error("JSON has no comments")
    case UInt8(ascii: "}") where before == UInt8(ascii: ","),
      UInt8(ascii: "]") where before == UInt8(ascii: ","):
      return error("expected \(expectation) after the comma")
    default: return error("expected \(expectation)")
    }
  }

  mutating func word(_ text: String, _ value: JSON.Node) throws(SluiceError) -> JSON.Node {
    guard bytes[position...].starts(with: text.utf8) else { throw error("expected a value") }
    position += text.utf8.count
    return value
  }

  mutating func enter() throws(SluiceError) {
    depth += 1
    guard depth <= depthLimit else { throw error("nested deeper than \(depthLimit) levels") }
    position += 1
    skipSpace()
  }

  mutating func object() throws(SluiceError) -> JSONObject {
    try enter()
    var members: [JSONObject.Member] = []
    var seen: Set<String> = []
    if current == UInt8(ascii: "}") {
      position += 1
      depth -= 1
      return JSONObject()
    }
    while true {
      guard current == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
      let keyOffset = position
      let keyPlace = place(at: position)
      let key = try string()
      guard seen.insert(key).inserted else {
        throw error("key '\(key)' stands twice in one object", at: keyOffset)
      }
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw error("expected ':' after the key") }
      position += 1
      skipSpace()
      members.append(JSONObject.Member(key, try value(), at: keyPlace))
      skipSpace()
      if current == UInt8(ascii: ",") {
        position += 1
        skipSpace()
      } else if current == UInt8(ascii: "}") {
        position += 1
        depth -= 1
        return JSONObject(members)
      } else {
        throw error("expected ',' or '}'")
      }
    }
  }

  mutating func array() throws(SluiceError) -> [JSON] {
    try enter()
    var elements: [JSON] = []
    if current == UInt8(ascii: "]") {
      position += 1
      depth -= 1
      return elements
    }
    while true {
      elements.append(try value())
      skipSpace()
      if current == UInt8(ascii: ",") {
        position += 1
        skipSpace()
      } else if current == UInt8(ascii: "]") {
        position += 1
        depth -= 1
        return elements
      } else {
        throw error("expected ',' or ']'")
      }
    }
  }

  mutating func number() throws(SluiceError) -> JSON.Node {
    let start = position
    var isWhole = true
    if current == UInt8(ascii: "-") { position += 1 }
    let leading = position
    try digits()
    if bytes[leading] == UInt8(ascii: "0"), position > leading + 1 {
      throw error("a number must not start with 0", at: start)
    }
    if current == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let double = Double(text), double.isFinite else {
      throw error("the number is outside the range of 64-bit floating point", at: start)
    }
    return .double(double)
  }

  mutating func digits() throws(SluiceError) {
    let start = position
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    guard position > start else { throw error("expected a digit") }
  }

  mutating func string() throws(SluiceError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var runStart = position
    while true {
      guard let byte = current else { throw error("the string has no end", at: start) }
      if byte == UInt8(ascii: "\"") {
        text.append(contentsOf: bytes[runStart..<position])
        position += 1
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw error("the string is not valid UTF-8", at: start)
        }
        return valid
      } else if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: bytes[runStart..<position])
        position += 1
        try escape(into: &text)
        runStart = position
      } else if byte == UInt8(ascii: "\n") {
        throw error("the string does not end on its line", at: start)
      } else if byte < 0x20 {
        throw error("control character in a string; write it as an escape")
      } else {
        position += 1
      }
    }
  }

  mutating func escape(into text: inout [UInt8]) throws(SluiceError) {
    guard let byte = current else { throw error("unexpected end of the document") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let start = position - 2
      var code = UInt32(try hexadecimal())
      if (0xD800..<0xDC00).contains(code) {
        guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
          throw error("a high surrogate must be followed by a low one", at: start)
        }
        position += 2
        let low = UInt32(try hexadecimal())
        guard (0xDC00..<0xE000).contains(low) else {
          throw error("a high surrogate must be followed by a low one", at: start)
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw error("lone surrogate in a string", at: start) }
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: throw error("unknown escape in a string", at: position - 2)
    }
  }

  mutating func hexadecimal() throws(SluiceError) -> UInt16 {
    guard position + 4 <= bytes.count else { throw error("expected four hexadecimal digits") }
    var value: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Hex.digit(byte) else { throw error("expected four hexadecimal digits") }
      value = value << 4 | UInt16(digit)
    }
    position += 4
    return value
  }
}
