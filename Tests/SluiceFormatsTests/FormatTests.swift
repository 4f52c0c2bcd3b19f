import SluiceCore
import SluiceFormats
import Testing

@Suite("Declared formats")
struct FormatTests {
  @Test(
    "names tell formats, compression set aside",
    arguments: [
      ("a.jsonl", FormatKind.jsonl), ("x/A.NDJSON.gz", .jsonl), ("a.csv.zst", .csv), ("a.tsv", .csv),
      ("a.b.txt.xz", .text), ("jsonl", nil), ("a.gz", nil), ("a.parquet", nil), ("a.jsonl/part", nil),
    ])
  func names(_ name: String, _ kind: FormatKind?) { #expect(FormatKind.named(name) == kind) }

  @Test("what no reader could serve is refused before a byte is read") func check() {
    func refused(_ fields: [SourceField], _ kind: FormatKind = .jsonl, maxRecord: Int = 100) -> Bool {
      do {
        try IngestFormat(kind, fields: fields, maxRecord: maxRecord).check()
        return false
      } catch { return error.code == .badPipeline }
    }
    let text = SourceField(Field("text", .string))
    #expect(!refused([text]))
    #expect(!refused([text, SourceField(Field("path", .string))], .text))
    #expect(refused([]))
    #expect(refused([text, text]))
    #expect(refused([text, SourceField(Field("copy", .string), from: "text")]))
    #expect(refused([SourceField(Field("ids", .tokens))]))
    #expect(
      refused([SourceField(Field("a", .string), from: "x"), SourceField(Field("b", .string), from: "x.y")]))
    #expect(
      refused([SourceField(Field("a", .string), from: "x.y"), SourceField(Field("b", .string), from: "x")]))
    #expect(refused([SourceField(Field("a", .string), from: "x..y")]))
    #expect(refused([SourceField(Field("title", .string))], .text))
    #expect(refused([SourceField(Field("text", .integer))], .text))
    #expect(refused([text], maxRecord: 0))
  }

  @Test("without a telling name the content tells") func content() throws {
    #expect(try ingest(" \n{\"text\":\"a\"}\n", textFormat(.auto)).strings("text") == ["a"])
    #expect(try ingest("id,text\n1,a\n", textFormat(.auto)).strings("text") == ["a"])
    #expect(try ingest("just words\nof text", textFormat(.auto)).strings("text") == ["just words\nof text"])
    #expect(try ingest("", textFormat(.auto)).recordsIn == 0)
    let unknown = try ingest("words", IngestFormat(fields: [SourceField(Field("n", .integer))]))
    #expect(unknown.recordsIn == 0)
    #expect(unknown.streamFaults.map(\.reason) == [.malformed])
  }

  @Test("a text file is one record, valid UTF-8 and within the limit or a fault") func text() throws {
    var format = IngestFormat(
      .text, fields: [SourceField(Field("path", .string)), SourceField(Field("body", .string), from: "text")])
    format.maxRecord = 20
    let all = try ingest("\u{feff}two\nlines\n", named: "d/x.txt", format)
    #expect(all.strings("body") == ["two\nlines\n"])
    #expect(all.strings("path") == ["d/x.txt"])
    #expect(try ingest("", format).strings("body") == [""])
    let bad = try ingest(Array("one\ntw".utf8) + [0xC0], named: "b", format)
    #expect(bad.faults.map(\.reason) == [.invalidUTF8])
    #expect(bad.faults.first?.place == Place(file: "b", line: 2, column: 3, byteOffset: 0, record: 0))
    let large = try ingest(String(repeating: "x", count: 21), format)
    #expect(large.faults.map(\.reason) == [.oversized])
    #expect(try ingest(String(repeating: "x", count: 20), format).rows == 1)
  }
}
