import SluiceCore
import Testing

@testable import SluiceTokenizers

@Suite("Special tokens") struct SpecialTokenTests {
  private let sample = "a<|endoftext|>b <|im_start|>"

  private func encode(_ mode: SpecialTokenMode) throws -> (ids: [UInt32], report: EncodingReport) {
    let encoder = try Encoder(TestVectors.tokenizer("llama3"), specials: mode)
    var tokens = TokenColumn()
    let report = try encoder.encode(TextColumn(["clean", sample]), into: &tokens)
    return (Array(tokens.ids[tokens.range(1)]), report)
  }

  @Test("are text unless something else is asked for")
  func text() throws {
    let (ids, report) = try encode(.text)
    #expect(!ids.contains(0) && !ids.contains(1))
    #expect(report.specials == 0 && report.forbiddenRows.isEmpty)
  }

  @Test("are counted and stay text")
  func count() throws {
    let (ids, report) = try encode(.count)
    #expect(ids == (try encode(.text).ids))
    #expect(report.specials == 2 && report.forbiddenRows.isEmpty)
  }

  @Test("mark the documents that spell them")
  func forbid() throws {
    let (ids, report) = try encode(.forbid)
    #expect(ids == (try encode(.text).ids))
    #expect(report.forbiddenRows == [1])
  }

  @Test("become control tokens only where allowed by name")
  func allow() throws {
    let (ids, report) = try encode(.allow(["<|endoftext|>"]))
    #expect(ids.contains(0) && !ids.contains(1))
    #expect(report.specials == 2)
  }

  @Test("must exist to be allowed")
  func unknownName() throws {
    let tokenizer = try TestVectors.tokenizer("llama3")
    let error = #expect(throws: SluiceError.self) {
      try SpecialPolicy(.allow(["<|endoftext>"]), of: tokenizer)
    }
    #expect(error?.hint == "did you mean '<|endoftext|>'?")
  }

  @Test("that are no control tokens are found in any mode, with the white space they strip")
  func plainAddedTokens() throws {
    var json = try TestVectors.json("llama3")
    var added = json["added_tokens"]?.array ?? []
    added.append([
      "id": 2000, "content": "<x>", "special": false, "lstrip": true, "rstrip": true, "normalized": false,
      "single_word": false,
    ])
    json["added_tokens"] = JSON(added)
    let tokenizer = try Tokenizer.load(Array(json.compact.utf8))
    let encoder = try Encoder(tokenizer)
    #expect(
      try encoder.ids("one \u{2003}<x> \n<x>two") == encoder.ids("one") + [2000, 2000] + encoder.ids("two"))
    #expect(tokenizer.vocabularySize == 2001)
    #expect(tokenizer.id(of: "<x>") == 2000 && tokenizer.id(of: "<y>") == nil)
  }
}
