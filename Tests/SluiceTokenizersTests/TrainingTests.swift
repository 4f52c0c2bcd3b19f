import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceTokenizers

@Suite("Training") struct TrainingTests {
  private func counts(_ texts: [String], _ pattern: TrainingPattern = .gpt2) -> PieceCounts {
    let counter = PieceCounter(pattern)
    counter.count(TextColumn(texts))
    return counter.take()
  }

  private func merges(_ document: [UInt8]) throws -> [[String]] {
    try JSON.parse(document)["model"]?["merges"]?.array?.map { $0.array?.compactMap(\.string) ?? [] } ?? []
  }

  @Test("counts the pieces of the pattern, and the documents that hold them")
  func counting() {
    let counts = counts(["low lower low low", "lowest low"])
    #expect(counts.count == 4)
    #expect(counts.total == 6)
    #expect(counts[" low".utf8] == PieceCounts.Tally(occurrences: 3, documents: 2))
    #expect(counts["low".utf8] == PieceCounts.Tally(occurrences: 1, documents: 1))
    #expect(counts["high".utf8] == PieceCounts.Tally(occurrences: 0, documents: 0))
  }

  @Test("leaves out rows that are not selected or have no value")
  func selection() {
    let counter = PieceCounter(.gpt2)
    var column = TextColumn(["one", "two", "", "four"])
    var validity = Bitmap(repeating: true, count: 4)
    validity[2] = false
    column.validity = validity
    var selection = Bitmap(repeating: true, count: 4)
    selection[1] = false
    counter.count(column, selection: selection)
    #expect(counter.documents == 2 && counter.bytes == 7 && counter.counts.count == 2)
  }

  @Test("counts pieces of all lengths as a dictionary does, short ones at the end of memory too")
  func lengths() {
    var random = SeededGenerator(seed: 11)
    var expected: [String: Int] = [:]
    let counts = PieceCounts()
    for _ in 0..<20_000 {
      let length = Int.random(in: 1...40, using: &random)
      let piece = String(
        (0..<length).map { _ in Character(["a", "b"].randomElement(using: &random) ?? "a") })
      let short = String(piece.prefix(Int.random(in: 1...40, using: &random)))
      expected[short, default: 0] += 1
      let bytes = Array(short.utf8)
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        counts.add(base, buffer.count, PieceCounts.Tally(occurrences: 1, documents: 1))
      }
    }
    #expect(counts.count == expected.count)
    #expect(expected.allSatisfy { counts[$0.key.utf8].occurrences == UInt64($0.value) })
    #expect(
      counts.sorted.map { String(decoding: $0.piece, as: UTF8.self) }
        == expected.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
  }

  @Test("counts a piece that is too long in parts of whole characters")
  func longPieces() {
    let counts = counts([String(repeating: "é", count: 5000)], .llama3)
    #expect(counts[String(repeating: "é", count: 2048).utf8].occurrences == 2)
    #expect(counts[String(repeating: "é", count: 904).utf8].occurrences == 1)
  }

  @Test("adds counts of two sites up to the counts of both texts")
  func merging() {
    let texts = TestVectors.texts
    let sum = counts(Array(texts[..<300]), .llama3)
    sum.add(counts(Array(texts[300...]), .llama3))
    let whole = counts(texts, .llama3)
    #expect(sum.count == whole.count && sum.total == whole.total)
    #expect(zip(sum.sorted, whole.sorted).allSatisfy { $0.piece == $1.piece && $0.tally == $1.tally })
  }

  @Test("keeps what occurs often enough in enough documents")
  func thresholds() {
    let counts = counts(["a a a", "b", "b"])
    #expect(counts.keeping(occurrences: 2, documents: 1).count == 2)
    #expect(counts.keeping(occurrences: 1, documents: 2).count == 1)
    #expect(counts.keeping(occurrences: 1, documents: 2)["b".utf8].occurrences == 2)
  }

  @Test("merges the most frequent pair first, the lower ids of equals")
  func order() throws {
    let trainer = BytePairTrainer(pattern: .gpt2, vocabularySize: 261, specials: ["<|end|>"])
    let trained = try trainer.train(counts(["abab abab abab cdcd cdcd cdcd"]))
    #expect(try merges(trained.json) == [["a", "b"], ["c", "d"], ["Ġ", "cd"], ["ab", "ab"]])
    #expect(trained.count == 261)
  }

  @Test("stops where no pair occurs often enough")
  func minimum() throws {
    let trainer = BytePairTrainer(pattern: .gpt2, vocabularySize: 1000, minimumFrequency: 3)
    #expect(try merges(trainer.train(counts(["abc abc abd"])).json) == [["a", "b"]])
  }

  @Test("counts pairs again by brute force and finds the same merges", arguments: 0..<20)
  func bruteForce(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let words = (0..<40).map { _ in
      String(
        (0..<Int.random(in: 1...12, using: &random)).map { _ in
          Character(["a", "b", "c"].randomElement(using: &random) ?? "a")
        })
    }
    let texts = words.map { String(repeating: $0 + " ", count: Int.random(in: 1...4, using: &random)) }
    let counts = counts(texts, .llama3)
    let trainer = BytePairTrainer(
      pattern: .llama3, vocabularySize: 290, specials: ["<e>"], minimumFrequency: 1)
    var reference = BruteForce(counts)
    #expect(try merges(trainer.train(counts).json) == reference.merges(33))
  }

  @Test(
    "gives the same tokenizer whatever the order of the texts, which loads and round-trips",
    arguments: TrainingPattern.allCases.filter(\.isByteLevel))
  func determinism(pattern: TrainingPattern) throws {
    let trainer = BytePairTrainer(pattern: pattern, vocabularySize: 600, minimumFrequency: 2)
    let texts = TestVectors.texts.filter { $0.utf8.count < 2000 }
    let document = try trainer.train(counts(texts, pattern)).json
    #expect(try trainer.train(counts(texts.reversed(), pattern)).json == document)
    let tokenizer = try Tokenizer.load(document)
    let encoder = try Encoder(tokenizer)
    for text in texts {
      #expect(try tokenizer.decodes(encoder.ids(text)[...], to: Array(text.utf8)[...]))
    }
  }

  @Test("makes tokens of characters for SentencePiece, bytes for rare ones, and no pair over a rare one")
  func sentencePiece() throws {
    var trainer = BytePairTrainer(pattern: .sentencepiece, vocabularySize: 268, characterCoverage: 0.9)
    let document = try trainer.train(counts(["ab ab ab aξb", "ab ab ab"], .sentencepiece)).json
    let model = try #require(JSON.parse(document)["model"])
    let vocabulary = try #require(model["vocab"]?.object).keys
    #expect(vocabulary.prefix(4) == ["<unk>", "<s>", "</s>", "<0x00>"] && vocabulary[258] == "<0xFF>")
    #expect(Array(vocabulary[259...]) == ["a", "b", "▁", "ab", "▁ab"])
    #expect(model["unk_token"] == "<unk>" && model["byte_fallback"] == true)
    trainer.characterCoverage = 1
    #expect(
      try #require(JSON.parse(trainer.train(counts(["ξ ab"], .sentencepiece)).json)["model"]?["vocab"]?["ξ"])
        == 261)
  }

  @Test("cuts before every space for SentencePiece")
  func spaces() {
    let counts = counts(["a  b ▁c"], .sentencepiece)
    #expect(counts.sorted.map { String(decoding: $0.piece, as: UTF8.self) } == [" ", " b", "a", "c", "▁"])
  }

  @Test("refuses a vocabulary without room for bytes and characters, and control tokens that repeat")
  func tooSmall() {
    #expect(throws: SluiceError.self) {
      try BytePairTrainer(pattern: .gpt2, vocabularySize: 200).train(PieceCounts())
    }
    #expect(throws: SluiceError.self) {
      try BytePairTrainer(pattern: .sentencepiece, vocabularySize: 260).train(counts(["ab"], .sentencepiece))
    }
    #expect(throws: SluiceError.self) {
      try BytePairTrainer(pattern: .gpt2, vocabularySize: 300, specials: ["a", "a"]).train(PieceCounts())
    }
  }

  @Test("does not overflow where counts are near 2^64")
  func hugeCounts() {
    let huge = PieceCounts()
    for piece in ["ab", "bc"] {
      Array(piece.utf8).withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        huge.add(base, buffer.count, PieceCounts.Tally(occurrences: .max - 1, documents: .max))
      }
    }
    huge.add(huge)
    #expect(huge["ab".utf8] == PieceCounts.Tally(occurrences: .max, documents: .max))
    #expect(throws: SluiceError.self) {
      try BytePairTrainer(pattern: .gpt2, vocabularySize: 300).train(huge)
    }
  }
}

/// Byte pair encoding as the article has it: count all pairs anew for each merge.
private struct BruteForce {
  private var words: [(symbols: [Int], weight: UInt64)] = []
  /// Bytes of tokens by id, which count from 1 as if one control token came first.
  private var tokens: [[UInt8]]

  init(_ counts: PieceCounts) {
    let order = (0..<256).sorted { ByteLevelAlphabet.scalars[$0] < ByteLevelAlphabet.scalars[$1] }
    tokens = order.map { [UInt8($0)] }
    for (piece, tally) in counts.sorted {
      words.append((piece.map { byte in 1 + (tokens.firstIndex(of: [byte]) ?? 0) }, tally.occurrences))
    }
  }

  mutating func merges(_ limit: Int) -> [[String]] {
    var merges: [[String]] = []
    while merges.count < limit {
      var counts: [[Int]: UInt64] = [:]
      for (symbols, weight) in words {
        for (left, right) in zip(symbols, symbols.dropFirst()) {
          counts[[left, right], default: 0] += weight
        }
      }
      let best = counts.min { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
      guard let pair = best?.key else { break }
      let merged = tokens[pair[0] - 1] + tokens[pair[1] - 1]
      let known = tokens.firstIndex(of: merged)
      if known == nil { tokens.append(merged) }
      let id = 1 + (known ?? tokens.count - 1)
      merges.append(pair.map { name(tokens[$0 - 1]) })
      for word in words.indices {
        var result: [Int] = []
        var rest = words[word].symbols[...]
        while let symbol = rest.popFirst() {
          if symbol == pair[0], rest.first == pair[1] {
            rest.removeFirst()
            result.append(id)
          } else {
            result.append(symbol)
          }
        }
        words[word].symbols = result
      }
    }
    return merges
  }

  private func name(_ token: [UInt8]) -> String {
    String(String.UnicodeScalarView(token.compactMap { Unicode.Scalar(ByteLevelAlphabet.scalars[Int($0)]) }))
  }
}
