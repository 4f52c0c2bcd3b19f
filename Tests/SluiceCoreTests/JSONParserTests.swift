import SluiceCore
import SluiceTestSupport
import Testing

@Suite("JSON parser") struct JSONParserTests {
  static let sound: [(String, JSON)] = [
    ("null", nil), ("true", true), (" false\n", false), ("0", 0), ("-0", 0), ("-12", -12), ("1.5", 1.5),
    ("1e3", 1000), ("1E-2", 0.01), ("-0.5e+1", -5), ("9223372036854775807", 9_223_372_036_854_775_807),
    ("9223372036854775808", 9_223_372_036_854_775_808.0), ("\"\"", ""), ("\"ä€😀\"", "ä€😀"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e4\u20AC""#, "ä€"), (#""\ud83d\ude00""#, "😀"),
    (#""\u0000""#, "\0"), ("\"\u{7F}\"", "\u{7F}"), ("[]", []), ("[ ]", []),
    ("[1,[2,[]],\t3]", [1, [2, []], 3]),
    ("{}", [:]), (#"{"":0}"#, ["": 0]), (#"{"a" : {"b":[null]}}"#, ["a": ["b": [nil]]]), ("\r\n 1 \t", 1),
  ]

  @Test("reads every form of RFC 8259", arguments: sound)
  func readsSound(text: String, value: JSON) throws {
    #expect(try JSON.parse(text) == value)
  }

  static let broken: [(String, String, Int, Int)] = [
    ("", "unexpected end of the document", 1, 1), ("  \n ", "unexpected end of the document", 2, 2),
    ("nul", "expected a value", 1, 1), ("True", "expected a value", 1, 1), ("NaN", "expected a value", 1, 1),
    ("+1", "expected a value", 1, 1), (".5", "expected a value", 1, 1), ("'a'", "expected a value", 1, 1),
    ("01", "a number must not start with 0", 1, 1), ("-01", "a number must not start with 0", 1, 1),
    ("1.", "expected a digit", 1, 3), ("-", "expected a digit", 1, 2), ("1e", "expected a digit", 1, 3),
    ("1e+", "expected a digit", 1, 4), ("0x10", "unexpected text after the end of the document", 1, 2),
    ("1 2", "unexpected text after the end of the document", 1, 3),
    ("[1,]", "expected a value after the comma", 1, 4), ("[1}", "expected ',' or ']'", 1, 3),
    ("[1 2]", "expected ',' or ']'", 1, 4),
    ("[", "unexpected end of the document", 1, 2), ("[1", "expected ',' or ']'", 1, 3),
    ("{", "expected a key in quotes", 1, 2), (#"{"a"}"#, "expected ':' after the key", 1, 5),
    (#"{"a":1,}"#, "expected a key in quotes after the comma", 1, 8),
    ("{]", "expected a key in quotes", 1, 2), (#"{"a":1 "b":2}"#, "expected ',' or '}'", 1, 8),
    ("{a:1}", "expected a key in quotes", 1, 2), ("\"abc", "the string has no end", 1, 1),
    ("\"a\nb\"", "the string does not end on its line", 1, 1), ("[1 // one\n]", "expected ',' or ']'", 1, 4),
    ("/* a */ 1", "JSON has no comments", 1, 1),
    ("\"a\tb\"", "control character in a string; write it as an escape", 1, 3),
    (#""\x""#, "unknown escape in a string", 1, 2), (#""\u12g4""#, "expected four hexadecimal digits", 1, 4),
    (#""\ud800""#, "a high surrogate must be followed by a low one", 1, 2),
    (#""\ud800\u0041""#, "a high surrogate must be followed by a low one", 1, 2),
    (#""\udc00""#, "lone surrogate in a string", 1, 2),
    ("\u{FEFF}1", "expected a value", 1, 1),
    ("1e999", "the number is outside the range of 64-bit floating point", 1, 1),
  ]

  @Test("refuses what RFC 8259 does not allow, and says where", arguments: broken)
  func refusesBroken(text: String, message: String, line: Int, column: Int) {
    let error = #expect(throws: SluiceError.self) { try JSON.parse(text, file: "f.json") }
    #expect(error?.code == .badData)
    #expect(error?.message == message)
    #expect(error?.place == Place(file: "f.json", line: line, column: column))
  }

  @Test(
    "refuses bytes that are no UTF-8",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]])
  func refusesInvalidText(bytes: [UInt8]) {
    let error = #expect(throws: SluiceError.self) { try JSON.parse([0x22] + bytes + [0x22]) }
    #expect(error?.message == "the string is not valid UTF-8")
  }

  @Test("names a key that stands twice at its second place, in objects within objects too")
  func refusesDuplicates() {
    let error = #expect(throws: SluiceError.self) {
      try JSON.parse("{\"a\": 1,\n \"b\": {\"a\": 2,\n  \"a\": 3}}")
    }
    #expect(error?.message == "key 'a' stands twice in one object")
    #expect(error?.place == Place(line: 3, column: 3))
    #expect(throws: SluiceError.self) { try JSON.parse(#"{"a": 1, "\u0061": 2}"#) }
  }

  @Test("reads as deep as allowed and no deeper")
  func boundsDepth() throws {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: depth)
        + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }
    _ = try JSON.parse(nested(128))
    let error = #expect(throws: SluiceError.self) { try JSON.parse(nested(129)) }
    #expect(error?.message == "nested deeper than 128 levels")
    #expect(throws: SluiceError.self) { try JSON.parse(nested(100_000)) }
    #expect(throws: SluiceError.self) { try JSON.parse(nested(3), limits: JSON.Limits(depth: 2)) }
  }

  @Test("refuses a document over the limit before it looks into it")
  func boundsSize() throws {
    _ = try JSON.parse(Array("[1]".utf8), limits: JSON.Limits(bytes: 3))
    #expect(throws: SluiceError.self) { try JSON.parse(Array("[1] ".utf8), limits: JSON.Limits(bytes: 3)) }
  }

  @Test("counts lines by line feeds and columns by Unicode scalars")
  func places() throws {
    let json = try JSON.parse("{\r\n  \"ä😀\": [1,\n 22, \"é\", true],\n\t\"z\": {}\n}", file: "f")
    let member = try #require(json.object?.member("ä😀"))
    #expect(member.keyPlace == Place(file: "f", line: 2, column: 3))
    #expect(member.value.place == Place(file: "f", line: 2, column: 9))
    #expect(member.value.array?.map(\.place.line) == [2, 3, 3, 3])
    #expect(member.value.array?.map(\.place.column) == [10, 2, 6, 11])
    #expect(json["z"]?.place == Place(file: "f", line: 4, column: 7))
  }

  @Test("reads back whatever it writes, compact, pretty or canonical")
  func roundTrips() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      let value = RandomJSON.value(depth: 4, &random)
      #expect(try JSON.parse(value.compact) == value)
      #expect(try JSON.parse(value.pretty) == value)
      let canonical = value.canonical
      #expect(try JSON.parse(canonical).canonical == canonical)
    }
  }

  @Test("survives three thousand mutations of sound documents")
  func survivesMutations() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<3000 {
      let bytes = Array(RandomJSON.value(depth: 3, &random).pretty.utf8)
      let mutated = random.mutation(of: bytes)
      if let value = try? JSON.parse(mutated) { #expect((try? JSON.parse(value.compact)) == value) }
    }
  }
}

/// Random values, whole numbers within ±2^53 so that the canonical form keeps them.
enum RandomJSON {
  static func value(depth: Int, _ random: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return nil
    case 1: return JSON(Bool.random(using: &random))
    case 2: return JSON(Int.random(in: -(1 << 53)...1 << 53, using: &random))
    case 3: return JSON(Double.random(in: -1e9...1e9, using: &random))
    case 4: return JSON(Double(bitPattern: random.next() & ~(1 << 62)))
    case 5: return JSON(text(&random))
    case 6:
      let count = Int.random(in: 0..<5, using: &random)
      return JSON((0..<count).map { _ in value(depth: depth - 1, &random) })
    default:
      let count = Int.random(in: 0..<5, using: &random)
      return JSON(
        JSONObject(
          (0..<count).map { JSONObject.Member("\($0)" + text(&random), value(depth: depth - 1, &random)) }))
    }
  }

  static func text(_ random: inout SeededGenerator) -> String {
    let alphabet = Array("ab\"\\/\u{0}\u{1}\n\t\r\u{8}\u{C}\u{1F}\u{7F}äß€😀\u{2028}\u{FFFD}e\u{301}")
    let count = Int.random(in: 0..<9, using: &random)
    return String((0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
  }
}
