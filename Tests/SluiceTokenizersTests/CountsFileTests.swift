import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceTokenizers

@Suite("Counts files") struct CountsFileTests {
  private func file(_ texts: [String], minimumCount: UInt64 = 1, minimumDocuments: UInt32 = 1) -> CountsFile {
    let counter = PieceCounter(.llama3)
    counter.count(TextColumn(texts))
    return CountsFile(
      counter.counts, pattern: .llama3, documents: counter.documents, bytes: counter.bytes,
      minimumCount: minimumCount, minimumDocuments: minimumDocuments)
  }

  @Test("holds pieces in the order of their bytes, under a line about the whole")
  func format() {
    let text = String(decoding: file(["b a", "b b\""]).serialized, as: UTF8.self)
    #expect(
      text == """
        {"sluice-counts":1,"pattern":"llama3","pieces":4,"occurrences":5,"documents":2,"bytes":7,\
        "minimum-count":1,"minimum-documents":1,"left-out-pieces":0,"left-out-occurrences":0}
        [" a",1,1]
        [" b",1,1]
        ["\\"",1,1]
        ["b",2,2]

        """)
  }

  @Test("reads what it wrote, and says what it left out")
  func roundTrip() throws {
    let texts = TestVectors.texts
    let file = file(texts, minimumCount: 2, minimumDocuments: 2)
    let bytes = file.serialized
    let read = try CountsFile.read(bytes)
    #expect(read.serialized == bytes)
    #expect(read.documents == texts.count && read.minimumDocuments == 2 && read.pattern == .llama3)
    #expect(read.counts.sorted.allSatisfy { $0.tally.documents >= 2 })
    #expect(read.leftOutPieces == self.file(texts).counts.count - read.counts.count)
  }

  @Test("trains the same from files of two holders as from all texts")
  func together() throws {
    let texts = TestVectors.texts
    let sum = try CountsFile.read(file(Array(texts[..<200])).serialized).counts
    sum.add(try CountsFile.read(file(Array(texts[200...])).serialized).counts)
    let trainer = BytePairTrainer(pattern: .llama3, vocabularySize: 500)
    #expect(try trainer.train(sum).json == trainer.train(file(texts).counts).json)
  }

  @Test(
    "refuses what is no counts file, cut short, out of order or contradictory, with its line",
    arguments: [
      ("", 1), ("{}", 1), (#"{"sluice-counts":2}"#, 1), (header(1, 1) + "x", 2),
      (header(2, 3) + #"["b",1,1]\#n["a",2,1]"#, 3), (header(1, 1) + #"["a",1,2]"#, 2),
      (header(1, 0) + #"["a",0,0]"#, 2), (header(1, 1) + #"["",1,1]"#, 2),
      (header(1, 1) + #"["a",99999999999999999999,1]"#, 2), (header(2, 2) + #"["a",1,1]"#, nil),
      (header(1, 2) + #"["a",1,1]"#, nil), (header(1, 1) + #"["a",1,1"#, 2),
      (header(1, 1) + #"["\ud800",1,1]"#, 2),
    ] as [(String, Int?)])
  func broken(text: String, line: Int?) {
    do {
      _ = try CountsFile.read(Array(text.utf8), file: "counts.jsonl")
      Issue.record("read without an error")
    } catch {
      #expect(error.code == .badData && error.place.file == "counts.jsonl" && error.place.line == line)
    }
  }

  private static func header(_ pieces: Int, _ occurrences: Int) -> String {
    #"{"sluice-counts":1,"pattern":"llama3","pieces":\#(pieces),"occurrences":\#(occurrences),"documents":1,"#
      + #""bytes":1,"minimum-count":1,"minimum-documents":1,"left-out-pieces":0,"left-out-occurrences":0}"#
      + "\n"
  }

  @Test("survives any damage: it is an error or another valid file", arguments: 0..<300)
  func damage(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes = file(["the cat the dog", "a \u{1F600} cat"]).serialized
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    if seed.isMultiple(of: 4) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
    if let read = try? CountsFile.read(bytes) {
      #expect(throws: Never.self) {
        try BytePairTrainer(pattern: read.pattern, vocabularySize: 300).train(read.counts)
      }
    }
  }
}
