import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("JSON lines") struct JSONLinesTests {
  private func lines(_ frame: Frame) -> [String] {
    let writer = JSONLines(frame.schema)
    var bytes: [UInt8] = []
    frame.selection.forEachSet { writer.append($0, of: frame, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("every character comes back, and none breaks the line")
  func escapes() throws {
    var texts = (0...0x2FF).compactMap { Unicode.Scalar($0) }.map { String(Character($0)) }
    texts += [
      "", "\u{2028}\u{2029}", "\u{FFFF}", "😀", "a\"b\\c\nd", "\r\n", String(repeating: "\"", count: 50),
    ]
    let schema = Schema([Field("te\"xt\n", .string)])
    let frame = Frame(
      schema: schema, columns: [.text(TextColumn(texts))], ordinals: texts.indices.map { UInt32($0) })
    let lines = lines(frame)
    #expect(lines.count == texts.count)
    #expect(try lines.map { try JSON.parse($0)["te\"xt\n"]?.string } == texts)
  }

  @Test("values are written by their type, and missing ones as null")
  func writesTypes() {
    var bits = Bitmap(repeating: true, count: 2)
    bits[1] = false
    let day = Int64(20_777)
    let frame = Frame(
      schema: Schema([
        Field("s", .string), Field("i", .integer), Field("b", .boolean), Field("d", .date),
        Field("t", .timestamp),
        Field("n", .number), Field("k", .tokens),
      ]),
      columns: [
        .text(TextColumn(offsets: [0, 1, 1], bytes: [0x61], validity: bits)),
        .integers(IntegerColumn([.min, 0], validity: bits)),
        .integers(IntegerColumn([1, 0], validity: bits)),
        .integers(IntegerColumn([day, 0], validity: bits)),
        .integers(IntegerColumn([day * 86_400_000_000 + 1, 0], validity: bits)),
        .numbers(NumberColumn([1e21, 0], validity: bits)),
        .tokens(TokenColumn(offsets: [0, 2, 2], ids: [7, 4_294_967_295])),
      ], ordinals: [0, 1])
    #expect(
      lines(frame) == [
        #"{"s":"a","i":-9223372036854775808,"b":true,"d":"2026-11-20","t":"2026-11-20T00:00:00.000001Z","n":1e+21,"k":[7,4294967295]}"#,
        #"{"s":null,"i":null,"b":null,"d":null,"t":null,"n":null,"k":[]}"#,
      ])
  }

  @Test("a frame without fields gives empty objects, and rows that are not selected give nothing")
  func writesSelectedRows() {
    var frame = Frame(schema: Schema([]), columns: [], ordinals: [0, 1, 2])
    frame.selection[1] = false
    #expect(lines(frame) == ["{}", "{}"])
  }

  @Test("random frames are JSON, line by line")
  func writesJSON() throws {
    var random = SeededGenerator(seed: 94)
    for _ in 0..<60 {
      let frame = RandomFrame.make(&random)
      let lines = lines(frame)
      #expect(lines.count == frame.selection.population)
      for line in lines { #expect(try JSON.parse(line).object?.keys == frame.schema.names) }
    }
  }
}
