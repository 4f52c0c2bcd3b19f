import SluiceCore
import Testing

@testable import SluiceTokenizers

@Suite("Training") struct TrainingTests {
  private func counts(_ texts: [String], _ pattern: TrainingPattern = .gpt2) -> PieceCounts {
    let counter = PieceCounter(pattern)
    counter.count(TextColumn(texts))
    return counter.counts
  }

  @Test("counts the pieces of the pattern")
  func counting() {
    let counts = counts(["low lower low", "lowest low"])
    #expect(counts.count == 4)
    #expect(counts.total == 5)
    #expect(counts[" low".utf8] == 2)
    #expect(counts["low".utf8] == 1 && counts["high".utf8] == 0)
  }

  @Test("adds counts of two sites up to the counts of both texts, and drops what is rare")
  func merging() {
    let texts = TestVectors.texts
    var sum = counts(Array(texts[..<300]), .llama3)
    sum.add(counts(Array(texts[300...]), .llama3))
    let whole = counts(texts, .llama3)
    #expect(sum.count == whole.count && sum.total == whole.total)
    let frequent = whole.dropping(below: 3)
    #expect(frequent.count < whole.count && frequent.occurrences.allSatisfy { $0 >= 3 })
  }

  @Test("merges the most frequent pair first, the lower ids of equals")
  func order() throws {
    let trainer = BytePairTrainer(pattern: .gpt2, vocabularySize: 261, specials: ["<|end|>"])
    let json = try JSON.parse(try trainer.train(counts(["abab abab abab cdcd cdcd cdcd"])))
    let merges = json["model"]?["merges"]?.array?.map { $0.array?.compactMap(\.string) ?? [] }
    #expect(merges == [["a", "b"], ["c", "d"], ["Ġ", "cd"], ["ab", "ab"]])
  }

  @Test(
    "gives the same tokenizer whatever the order of the texts, which loads and round-trips",
    arguments: TrainingPattern.allCases)
  func determinism(pattern: TrainingPattern) throws {
    let trainer = BytePairTrainer(pattern: pattern, vocabularySize: 600, minimumFrequency: 2)
    let texts = TestVectors.texts.filter { $0.utf8.count < 2000 }
    let document = try trainer.train(counts(texts, pattern))
    #expect(try trainer.train(counts(texts.reversed(), pattern)) == document)
    let tokenizer = try Tokenizer.load(document)
    let encoder = try Encoder(tokenizer)
    for text in texts {
      #expect(try tokenizer.decodes(encoder.ids(text)[...], to: Array(text.utf8)[...]))
    }
  }

  @Test("refuses a vocabulary without room for the bytes")
  func tooSmall() {
    #expect(throws: SluiceError.self) {
      try BytePairTrainer(pattern: .gpt2, vocabularySize: 200).train(PieceCounts())
    }
  }
}
