import Foundation
import SluiceCore
import SluiceFormats
import SluiceTestSupport
import Testing

@Suite("JSON lines")
struct JSONLinesTests {
  private let typed = IngestFormat(
    .jsonl,
    fields: [
      SourceField(Field("text", .string)), SourceField(Field("n", .integer, isOptional: true)),
      SourceField(Field("x", .number, isOptional: true)), SourceField(Field("b", .boolean, isOptional: true)),
      SourceField(Field("d", .date, isOptional: true)), SourceField(Field("t", .timestamp, isOptional: true)),
      SourceField(Field("url", .string, isOptional: true), from: "meta.source.url"),
    ])

  @Test("lines become rows, empty texts included; blank lines are no records") func rows() throws {
    let lines =
      "{\"text\":\"a\"}\r\n \t\n{\"id\":1,\"text\":\"\"}\n\n{\"text\":\"ü\\n\\u00e9\\ud83d\\ude00\"}"
    let all = try ingest(lines, textFormat())
    #expect(all.strings("text") == ["a", "", "ü\né😀"])
    #expect(all.records == [0, 1, 2])
    #expect(all.faults.isEmpty)
    #expect(all.isBalanced)
  }

  @Test("one malformed line of a hundred costs one record, named with line and byte") func malformed() throws
  {
    var lines = (0..<100).map { "{\"text\":\"line \($0)\"}" }
    lines[49] = "{\"text\":\"line 49\""
    let all = try ingest(lines.joined(separator: "\n"), named: "dir/in.jsonl", textFormat())
    #expect(all.rows == 99)
    let fault = try #require(all.faults.first)
    #expect(all.faults.count == 1)
    #expect(fault.reason == .malformed)
    #expect(fault.place.file == "dir/in.jsonl")
    #expect(fault.place.line == 50)
    #expect(fault.place.record == 49)
    #expect(fault.place.byteOffset == lines[..<49].reduce(0) { $0 + $1.utf8.count + 1 })
    #expect(all.raw[0].bytes(in: try #require(fault.range)) == Array(lines[49].utf8))
    #expect(all.isBalanced)
  }

  @Test("one bad UTF-8 byte at line 50 costs exactly that record") func badByte() throws {
    var bytes: [UInt8] = []
    for line in 0..<101 {
      bytes +=
        line == 49
        ? Array("{\"text\":\"äb".utf8) + [0xFF] + Array("\"}\n".utf8)
        : Array("{\"text\":\"line \(line)\"}\n".utf8)
    }
    let all = try ingest(bytes, textFormat())
    #expect(all.rows == 100)
    #expect(all.faults.map(\.reason) == [.invalidUTF8])
    #expect(all.faults.first?.place.line == 50)
    #expect(all.faults.first?.place.column == 12)
  }

  @Test("values become columns of the declared types") func types() throws {
    let lines = """
      {"text":"a","n":-9223372036854775808,"x":1e3,"b":true,"d":"1969-12-31","t":"1970-01-01T00:00:00.5Z","meta":{"source":{"url":"u"}}}
      {"meta":{"x":[{"source":1}],"source":{"url":null}},"b":false,"x":-0.5,"text":"b","n":9223372036854775807}
      {"text":"c","n":null,"d":"2026-02-28","meta":null,"other":{"text":"not this one"}}
      {"te\\u0078t":"d","meta":{},"x":7,"n":-0}
      """
    let all = try ingest(lines, typed)
    #expect(all.faults == [])
    let frame = try #require(all.frames.first?.frame)
    #expect(all.strings("text") == ["a", "b", "c", "d"])
    guard case .integers(let n) = frame.column("n"), case .numbers(let x) = frame.column("x"),
      case .integers(let b) = frame.column("b"), case .integers(let d) = frame.column("d"),
      case .integers(let t) = frame.column("t"), case .text(let url) = frame.column("url")
    else {
      Issue.record("columns of other types")
      return
    }
    #expect(n.values == [.min, .max, 0, 0])
    #expect((0..<4).map { frame.columns[1].isValid($0) } == [true, true, false, true])
    #expect(x.values == [1000, -0.5, 0, 7])
    #expect(b.values == [1, 0, 0, 0])
    #expect(d.values == [-1, 0, 20512, 0])
    #expect(t.values == [500_000, 0, 0, 0])
    #expect(url.string(0) == "u")
    #expect(url.validity?.population == 1)
  }

  @Test(
    "a record that does not fit its schema is a fault with field and column",
    arguments: [
      ("{\"n\":1}", FaultReason.missingField, "text", nil), ("{\"text\":null}", .nullField, "text", 9),
      ("{\"text\":1}", .wrongType, "text", 9), ("{\"text\":\"a\",\"n\":1.0}", .wrongType, "n", 17),
      ("{\"text\":\"a\",\"n\":\"1\"}", .wrongType, "n", 17),
      ("{\"text\":\"a\",\"n\":1e2}", .wrongType, "n", 17),
      ("{\"text\":\"a\",\"n\":9223372036854775808}", .outOfRange, "n", 17),
      ("{\"text\":\"a\",\"x\":1e999}", .outOfRange, "x", 17),
      ("{\"text\":\"a\",\"x\":\"1\"}", .wrongType, "x", 17),
      ("{\"text\":\"a\",\"b\":1}", .wrongType, "b", 17),
      ("{\"text\":\"a\",\"d\":\"2026-2-1\"}", .wrongType, "d", 17),
      ("{\"text\":\"a\",\"d\":\"2026-02-30\"}", .wrongType, "d", 17),
      ("{\"text\":\"ü\",\"t\":\"10:00\"}", .wrongType, "t", 17),
      ("{\"text\":\"a\",\"t\":5}", .wrongType, "t", 17),
      ("{\"text\":\"a\",\"text\":\"b\"}", .duplicateKey, "text", 13),
      ("{\"text\":\"a\",\"te\\u0078t\":\"b\"}", .duplicateKey, "text", 13),
      ("{\"text\":\"a\",\"meta\":{},\"meta\":{}}", .duplicateKey, nil, 23),
      ("{\"text\":\"a\",\"meta\":7}", .wrongType, "url", 20),
      ("{\"text\":\"a\",\"meta\":{\"source\":[]}}", .wrongType, "url", 30),
      ("{\"text\":\"\\ud800\"}", .invalidUTF8, "text", 9),
      ("{\"text\":\"\\udc00x\"}", .invalidUTF8, "text", 9),
      ("{\"text\":{\"a\":1}}", .wrongType, "text", 9),
    ] as [(String, FaultReason, String?, Int?)])
  func misfits(_ line: String, _ reason: FaultReason, _ field: String?, _ column: Int?) throws {
    let all = try ingest("{\"text\":\"before\"}\n" + line + "\n{\"text\":\"after\",\"n\":1}\n", typed)
    #expect(all.strings("text") == ["before", "after"])
    #expect(all.faults.map(\.reason) == [reason])
    #expect(all.faults.first?.field == field)
    #expect(all.faults.first?.place.line == 2)
    #expect(all.faults.first?.place.column == column)
    #expect(all.isBalanced)
  }

  @Test(
    "the grammar is RFC 8259, also in values nobody asked for",
    arguments: [
      "x", "[]", "[1]", "\"text\"", "null", "{", "}", "{]", "{}}", "{} {}", "{\"text\"}", "{\"text\":}",
      "{text:1}",
      "{\"text\":\"a\",}", "{,\"text\":\"a\"}", "{\"text\":\"a\" \"b\":1}", "{\"text\":\"a\",\"b\":01}",
      "{\"text\":\"a\",\"b\":1.}", "{\"text\":\"a\",\"b\":.5}", "{\"text\":\"a\",\"b\":+1}",
      "{\"text\":\"a\",\"b\":-}",
      "{\"text\":\"a\",\"b\":1e}", "{\"text\":\"a\",\"b\":NaN}", "{\"text\":\"a\",\"b\":tru}",
      "{\"text\":\"a\",\"b\":truee}",
      "{\"text\":\"a\",\"b\":nul}", "{\"text\":\"a\",\"b\":[1,]}", "{\"text\":\"a\",\"b\":[1 2]}",
      "{\"text\":\"a\",\"b\":[}",
      "{\"text\":\"a\",\"b\":[1}}", "{\"text\":\"a\",\"b\":{\"c\"}}", "{\"text\":\"a\",\"b\":{\"c\":1,}}",
      "{\"text\":\"a\",\"b\":\"\\x\"}", "{\"text\":\"a\",\"b\":\"\\u12\"}", "{\"text\":\"a\\q\"}",
      "{\"text\":\"a\tb\"}",
      "{\"text\":\"a\",\"b\\q\":1}", "{\"text\":\"a\"}x", "{\"text\":'a'}", "{\"text\":\"a\",1:2}",
      "{\"text\":\"a\"\"b\"}",
      "{\"text\":\"a\"b}", "{\"text\":\"a\",\"b\":1\"c\"}", "{\"text\":\"a\",\"b\":[[]",
      "{\"text\":\"a\",\"b\":{}}}",
      "{\"text\":\"a\" /* no */}", "{\"text\":\"a\u{0}\"}", "{\"text\":\"a\",\"b\":\u{A0}1}",
    ])
  func grammar(_ line: String) throws {
    let all = try ingest("{\"text\":\"1\"}\n" + line + "\n{\"text\":\"2\"}", textFormat())
    #expect(all.strings("text") == ["1", "2"])
    #expect(all.faults.map(\.reason) == [.malformed])
  }

  @Test("nesting is followed to a thousand levels and refused beyond") func nesting() throws {
    func line(_ depth: Int) -> String {
      let open = (0..<depth).map { $0.isMultiple(of: 2) ? "[" : "{\"a\":" }.joined()
      let close = (0..<depth).reversed().map { $0.isMultiple(of: 2) ? "]" : "}" }.joined()
      return "{\"text\":\"a\",\"deep\":" + open + "1" + close + "}"
    }
    let all = try ingest(
      [line(1), line(500), line(1024), line(1025), line(100_000)].joined(separator: "\n"), textFormat())
    #expect(all.rows == 3)
    #expect(all.faults.map(\.reason) == [.malformed, .malformed])
  }

  @Test("a dot belongs to a name and separates the parts of a path") func dots() throws {
    let format = IngestFormat(
      .jsonl, fields: [SourceField(Field("a.b", .integer)), SourceField(Field("c", .integer), from: "a.b")])
    #expect(throws: SluiceError.self) { try format.check() }
    let other = IngestFormat(
      .jsonl, fields: [SourceField(Field("a.b", .integer)), SourceField(Field("c", .integer), from: "a.c")])
    let all = try ingest("{\"a.b\":1,\"a\":{\"b\":2,\"c\":3}}", other)
    #expect(all.faults == [])
    guard case .integers(let first) = all.frames[0].frame.columns[0],
      case .integers(let second) = all.frames[0].frame.columns[1]
    else { return }
    #expect(first.values + second.values == [1, 3])
  }

  @Test("escapes of every kind are resolved, wherever they stand") func escapes() throws {
    let escapes = [
      ("\\\"", "\""), ("\\\\", "\\"), ("\\/", "/"), ("\\b", "\u{8}"), ("\\f", "\u{c}"), ("\\n", "\n"),
      ("\\r", "\r"),
      ("\\t", "\t"), ("\\u0000", "\0"), ("\\u00E4", "ä"), ("\\u20ac", "€"), ("\\uD834\\uDD1E", "𝄞"),
      ("z", "z"),
    ]
    var random = SeededGenerator(seed: 1)
    var lines: [String] = []
    var expected: [String] = []
    for _ in 0..<400 {
      var line = ""
      var value = ""
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        let plain = String(repeating: "x", count: Int.random(in: 0...40, using: &random))
        let pick = escapes[Int.random(in: 0..<escapes.count, using: &random)]
        line += plain + pick.0
        value += plain + pick.1
      }
      lines.append("{\"text\":\"" + line + "\"}")
      expected.append(value)
    }
    let all = try ingest(lines.joined(separator: "\n"), textFormat())
    #expect(all.strings("text") == expected)
  }
}
