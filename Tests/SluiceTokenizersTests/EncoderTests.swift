import CSluice
import SluiceCore
import Testing

@testable import SluiceTokenizers

@Suite("Encoder") struct EncoderTests {
  static let variants: [Int32?] = [nil] + (0...sl_kernel_best()).map(Optional.some)
  static let kernels = ["gpt2", "llama3", "cl100k", "qwen2", "qwen35", "starcoder", "o200k", "tekken"]

  @Test("gives the ids of Hugging Face tokenizers for every family", arguments: TestVectors.families)
  func matchesReference(family: String) throws {
    let encoder = try Encoder(TestVectors.tokenizer(family))
    let rows = try encoder.rows(TestVectors.texts)
    let expected = TestVectors.fingerprints(family)
    #expect(rows.count == 935)
    #expect(expected.count == 935)
    for (index, ids) in rows.enumerated() where TestVectors.fingerprint(ids) != expected[index] {
      Issue.record("\(family): text \(index) differs")
    }
  }

  @Test("gives the same ids by every kernel and by the pattern written out", arguments: kernels)
  func kernelsAgree(family: String) throws {
    let tokenizer = try TestVectors.tokenizer(family)
    let reference = try Encoder.of(tokenizer, variant: nil).rows(TestVectors.texts)
    for variant in EncoderTests.variants.compactMap(\.self) {
      let rows = try Encoder.of(tokenizer, variant: variant).rows(TestVectors.texts)
      #expect(rows == reference, "kernel \(variant)")
    }
  }

  @Test(
    "gives the same ids by every kernel around every character",
    arguments: ["gpt2", "llama3", "starcoder", "o200k"])
  func kernelsAgreeOnCharacters(family: String) throws {
    let tokenizer = try TestVectors.tokenizer(family)
    let texts = EncoderTests.characterTexts()
    let reference = try Encoder.of(tokenizer, variant: nil).rows(texts)
    for variant in EncoderTests.variants.compactMap(\.self) {
      let rows = try Encoder.of(tokenizer, variant: variant).rows(texts)
      #expect(rows == reference, "kernel \(variant)")
    }
  }

  /// Every character below U+3400 and a sample of the others, at changing places in blocks of 64 bytes.
  private static func characterTexts() -> [String] {
    let scalars = Array(0x80..<0x3400) + Array(stride(from: 0x3400, to: 0x110000, by: 61))
    var texts: [String] = []
    for start in stride(from: 0, to: scalars.count, by: 512) {
      var text = String(repeating: " ", count: start / 512 % 64)
      for value in scalars[start..<min(start + 512, scalars.count)] {
        guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
        text += "a\(scalar)'s 1 \(scalar)b\n\(scalar) 12"
      }
      texts.append(text)
    }
    return texts
  }

  @Test("gives the same ids with hardly any cache, and when used again")
  func cacheDoesNotMatter() throws {
    let tokenizer = try TestVectors.tokenizer("llama3")
    let roomy = try Encoder.of(tokenizer, variant: sl_kernel_best(), memory: 8 << 20)
    let narrow = try Encoder.of(tokenizer, variant: sl_kernel_best(), memory: 0)
    let first = try roomy.rows(TestVectors.texts)
    for _ in 0..<3 {
      #expect(try roomy.rows(TestVectors.texts) == first)
      #expect(try narrow.rows(TestVectors.texts) == first)
    }
  }

  @Test("encodes pieces of any length as the heap alone would")
  func longPieces() throws {
    let tokenizer = try TestVectors.tokenizer("gpt2")
    let heap = MergeHeap()
    guard case .bytePairs(let model) = tokenizer.model else { return }
    let merger = Merger(tokenizer.vocabulary, model)
    var generator = SeededGenerator(seed: 1)
    for size in [49, 1000, 4096, 4097, 9000, 20000] {
      for alphabet in ["a", "ab", "enrst", "abcdefghijklmnopqrstuvwxyz", "é=", " "] {
        let letters = Array(alphabet.utf8)
        let text = (0..<size).map { _ in letters.randomElement(using: &generator) ?? 0 }
        var windowed: [UInt32] = []
        let whole = [UInt32](unsafeUninitializedCapacity: size) { output, count in
          text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, let to = output.baseAddress else { return }
            merger.encode(base, size, appendingTo: &windowed)
            count = heap.merge(model.merges, base, size, into: to)
          }
        }
        #expect(windowed == whole, "\(size) of '\(alphabet)'")
      }
    }
  }

  @Test("merges pieces of up to 64 bytes as the heap does, by every kernel")
  func shortPieces() throws {
    let tokenizer = try TestVectors.tokenizer("gpt2")
    guard case .bytePairs(let model) = tokenizer.model else { return }
    let heap = MergeHeap()
    let mergers = (0...sl_kernel_best()).map { Merger(tokenizer.vocabulary, model, variant: $0) }
    var generator = SeededGenerator(seed: 4)
    for size in 1...64 {
      for alphabet in ["a", " t", "enrsti ", "éü—n", "0=\n"] {
        let letters = Array(alphabet.utf8)
        let text = (0..<size).map { _ in letters.randomElement(using: &generator) ?? 0 }
        let expected = encode(text) { heap.merge(model.merges, $0, size, into: $1) }
        for merger in mergers {
          #expect(encode(text) { merger.encode($0, size, into: $1) } == expected, "\(size) of '\(alphabet)'")
        }
        let symbols = encode(text) { from, to in
          for index in 0..<size { to[index] = model.merges.byteIDs[Int(from[index])] }
          return heap.merge(model.merges, symbolsOf: to, size)
        }
        #expect(symbols == expected)
      }
    }
  }

  private func encode(
    _ text: [UInt8], by body: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt32>) -> Int
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: text.count) { output, count in
      text.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress, let to = output.baseAddress else { return }
        count = body(base, to)
      }
    }
  }

  @Test("keeps its ids while its caches fill, grow and overflow", arguments: [0, 1 << 20, 4 << 20])
  func growth(memory: Int) throws {
    let tokenizer = try TestVectors.tokenizer("llama3")
    var generator = SeededGenerator(seed: 6)
    let letters = Array("etaoinшрλδü0'=")
    let words = (0..<20_000).map { _ in
      " "
        + String(
          (0..<Int.random(in: 1...24, using: &generator)).map { _ in
            letters.randomElement(using: &generator) ?? "x"
          })
    }
    let texts = stride(from: 0, to: words.count, by: 500).map { words[$0..<$0 + 500].joined() }
    let expected = try texts.map { try Encoder.of(tokenizer, variant: nil, memory: 0).rows([$0])[0] }
    for variant in EncoderTests.variants.compactMap(\.self) {
      let encoder = try Encoder.of(tokenizer, variant: variant, memory: memory)
      let before = encoder.cache.size
      #expect(try encoder.rows(texts) == expected)
      #expect(encoder.cache.size > before)
      #expect(encoder.cache.size <= max(memory, 1 << 16))
      #expect(try encoder.rows(texts.reversed()).reversed() == expected)
    }
  }

  @Test("encodes 400,000 times one letter in bounded memory")
  func oneLetter() throws {
    let encoder = try Encoder(TestVectors.tokenizer("llama3"))
    let text = String(repeating: "a", count: 400_000)
    let ids = try encoder.ids(text)
    #expect(encoder.tokenizer.decodes(ids[...], to: Array(text.utf8)[...]))
  }

  @Test("gives rows that are not selected or have no value no ids, and appends one to the others")
  func columns() throws {
    let tokenizer = try TestVectors.tokenizer("llama3")
    let encoder = try Encoder(tokenizer)
    var column = TextColumn(["one two", "dropped", "", "three"])
    column.offsets.append(UInt32(column.bytes.count))
    column.validity = Bitmap(repeating: true, count: 5)
    column.validity?[4] = false
    var selection = Bitmap(repeating: true, count: 5)
    selection[1] = false
    var tokens = TokenColumn()
    let end = try #require(tokenizer.id(of: "<|endoftext|>"))
    let report = try encoder.encode(column, selection: selection, append: end, into: &tokens)
    #expect(tokens.count == 5)
    #expect(tokens.range(1).isEmpty && tokens.range(4).isEmpty)
    #expect(Array(tokens.ids[tokens.range(2)]) == [end])
    #expect(Array(tokens.ids[tokens.range(3)]) == (try encoder.ids("three")) + [end])
    #expect(report.documents == 3 && report.bytes == 12 && report.tokens == tokens.ids.count)
    try encoder.encode(column, into: &tokens)
    #expect(tokens.count == 10)
    #expect(Array(tokens.ids[tokens.range(6)]) == (try encoder.ids("dropped")))
  }

  @Test(
    "gives back every text when decoded",
    arguments: TestVectors.families.filter { $0 != "roberta" })
  func roundTrip(family: String) throws {
    let encoder = try Encoder(TestVectors.tokenizer(family))
    for text in TestVectors.texts {
      let ids = try encoder.ids(text)
      let bytes = Array(text.utf8)
      #expect(encoder.tokenizer.decodes(ids[...], to: bytes[...]))
      #expect(try encoder.tokenizer.bytes(of: ids) == bytes)
    }
  }
}
