import SluiceCore
import Testing

@testable import SluiceTokenizers

@Suite("Loading tokenizer.json") struct LoadingTests {
  /// The error for the vocabulary with `change` made to it.
  private func refusal(_ change: (inout JSON) -> Void) throws -> SluiceError? {
    var json = try TestVectors.json("llama3")
    change(&json)
    let bytes = Array(json.pretty.utf8)
    return #expect(throws: SluiceError.self) { try Tokenizer.load(bytes, file: "t.json") }
  }

  @Test("reads names, sizes and ids")
  func facts() throws {
    let tokenizer = try TestVectors.tokenizer("llama3")
    #expect(tokenizer.vocabularySize == 2000)
    #expect(tokenizer.id(of: "<|endoftext|>") == 0)
    #expect(tokenizer.addedTokens.map(\.content) == ["<|endoftext|>", "<|im_start|>"])
  }

  @Test("gives equal tokenizers equal digests, however they are written, and others another")
  func digests() throws {
    let compact = try TestVectors.tokenizer("llama3").digest
    #expect(try Tokenizer.load(Array(TestVectors.json("llama3").pretty.utf8)).digest == compact)
    #expect(try TestVectors.tokenizer("qwen2").digest != compact)
    #expect(compact.count == 16)
  }

  @Test("refuses a regular expression it does not know, at its place")
  func unknownRegex() throws {
    let error = try refusal {
      $0["pre_tokenizer"] = [
        "type": "Split", "pattern": ["Regex": "\\p{L}+"], "behavior": "Isolated", "invert": false,
      ]
    }
    #expect(error?.code == .badPipeline)
    #expect(error?.place.file == "t.json" && error?.place.line != nil)
  }

  static let parts: [(String, JSON, String)] = [
    ("normalizer", ["type": "Nmt"], "normalizer.type"),
    ("padding", ["strategy": "BatchLongest"], "padding"),
    ("truncation", ["max_length": 512], "truncation"),
    ("version", "2.0", "version"),
    ("decoder", ["type": "CTC"], "decoder.type"),
    ("post_processor", ["type": "Chat"], "post_processor.type"),
    ("extra", 1, "extra"),
  ]

  @Test("refuses parts it does not understand and names them", arguments: parts)
  func unknownParts(name: String, value: JSON, named: String) throws {
    let error = try refusal { $0[name] = value }
    #expect(error?.message.contains("'\(named)'") == true)
    #expect(error?.place.line != nil)
  }

  static let options: [(String, JSON)] = [
    ("dropout", 0.1), ("continuing_subword_prefix", "##"), ("type", "WordLevel"), ("shrink", true),
  ]

  @Test("refuses model options it does not understand", arguments: options)
  func unknownOptions(name: String, value: JSON) throws {
    let error = try refusal {
      var model = $0["model"]
      model?[name] = value
      $0["model"] = model
    }
    #expect(error?.message.contains("model.\(name)") == true)
  }

  @Test("says at which line a merge needs a token that is not there")
  func missingToken() throws {
    let error = try refusal {
      var model = $0["model"]
      model?["merges"] = [["zz", "qq"]]
      $0["model"] = model
    }
    #expect(error?.message == "model.merges[0] needs a token that is not in model.vocab")
    #expect(error?.place.line != nil)
  }

  @Test("refuses a vocabulary that would lose a byte")
  func missingByte() throws {
    let error = try refusal {
      var model = $0["model"]
      model?["vocab"] = ["a": 0]
      model?["merges"] = []
      $0["model"] = model
    }
    #expect(error?.message == "the vocabulary has no token for the byte 0x00")
  }

  @Test("throws or reads damaged files, and never traps")
  func damagedFiles() throws {
    let bytes = try Array(TestVectors.json("gpt2").compact.utf8)
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<60 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: damaged.removeSubrange(place..<min(damaged.count, place + 20))
        default: damaged.removeLast(damaged.count - place)
        }
        if damaged.isEmpty { break }
      }
      _ = try? Tokenizer.load(damaged)
    }
  }
}

@Suite("Loading rank files") struct RankFileTests {
  /// Ranks 0 to 255 are the bytes; then the given tokens.
  private func file(_ tokens: [String]) -> [UInt8] {
    let all = (0..<256).map { [UInt8($0)] } + tokens.map { Array($0.utf8) }
    let lines = all.enumerated().map { "\(Base64.string($1)) \($0)\n" }
    return Array(lines.joined().utf8)
  }

  @Test("merges any two neighbours whose bytes are a token, the lowest rank first")
  func merges() throws {
    let tokenizer = try Tokenizer.ranks(
      file(["bc", "ab", "abc", "xabc"]), encoding: "cl100k_base", specials: ["<|end|>": 300])
    let encoder = try Encoder(tokenizer)
    #expect(try encoder.ids("abc") == [258])
    #expect(try encoder.ids("zabc") == [122, 258])
    #expect(try encoder.ids("xabc") == [259])
    #expect(try encoder.ids("1234") == [49, 50, 51, 52])
    #expect(tokenizer.vocabularySize == 301)
  }

  @Test("refuses encodings without a known pattern and lines that are no ranks")
  func refusals() {
    let error = #expect(throws: SluiceError.self) { try Tokenizer.ranks(file([]), encoding: "cl100k_bas") }
    #expect(error?.hint == "did you mean 'cl100k_base'?")
    let line = #expect(throws: SluiceError.self) {
      try Tokenizer.ranks(Array("AA== 0\nnonsense\n".utf8), encoding: "gpt2", file: "x")
    }
    #expect(line?.place == Place(file: "x", line: 2))
  }
}
