import SluiceCore
import SluiceFormats
import Testing

@Suite("JSON lines")
struct JSONLinesTests {
  @Test("lines become rows, empty texts included")
  func rows() throws {
    let all = try ingest(
      "{\"text\":\"a\"}\n{\"id\":1,\"text\":\"\"}\n\n{\"text\":\"ü\\n\\u00e9\\ud83d\\ude00\"}", textFormat())
    #expect(all.strings("text") == ["a", "", "ü\né😀"])
    #expect(all.faults.isEmpty)
    #expect(all.isBalanced)
  }
}
