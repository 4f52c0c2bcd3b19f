import SluiceCore
import Testing

@testable import SluiceTokenizers

@Suite("Cache snapshots") struct CacheSnapshotTests {
  @Test("start another encoder with what the first one learnt, and change no id")
  func teaches() throws {
    let tokenizer = try TestVectors.tokenizer("llama3")
    let first = try Encoder(tokenizer)
    let expected = try first.rows(TestVectors.texts)
    let bytes = CacheSnapshot(of: first).bytes
    #expect(bytes.count > 10_000)
    let second = try Encoder(tokenizer, snapshot: CacheSnapshot(bytes, for: tokenizer))
    let known = CacheSnapshot(of: second).bytes
    #expect(known.count > bytes.count / 2)
    #expect(try second.rows(TestVectors.texts) == expected)
  }

  @Test("of several encoders hold what each of them knows, within the memory given")
  func joins() throws {
    let tokenizer = try TestVectors.tokenizer("gpt2")
    let encoders = try ["one two three", "four five six"].map { text in
      let encoder = try Encoder(tokenizer)
      _ = try encoder.ids(text)
      return encoder
    }
    let snapshot = try CacheSnapshot(of: encoders, memory: 1 << 20)
    for word in [" two", " five", " six"] {
      #expect(snapshot.bytes.firstRange(of: Array(word.utf8)) != nil)
    }
    let crowded = try Encoder(tokenizer)
    _ = try crowded.ids((0..<100_000).map { " w\($0)x" }.joined())
    let small = try CacheSnapshot(of: [crowded], memory: 1 << 16)
    #expect(small.bytes.count < 1 << 16)
  }

  @Test("are refused for another tokenizer, and where they are damaged")
  func refusals() throws {
    let tokenizer = try TestVectors.tokenizer("gpt2")
    let encoder = try Encoder(tokenizer)
    _ = try encoder.ids("some words to remember")
    let bytes = CacheSnapshot(of: encoder).bytes
    let other = try TestVectors.tokenizer("llama3")
    #expect(throws: SluiceError.self) { try CacheSnapshot(bytes, for: other) }
    #expect(throws: SluiceError.self) { try CacheSnapshot(Array(bytes.dropLast()), for: tokenizer) }
    #expect(throws: SluiceError.self) { try CacheSnapshot(Array(bytes.prefix(10)), for: tokenizer) }
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<500 {
      var damaged = bytes
      damaged[Int.random(in: 21..<damaged.count, using: &generator)] ^= UInt8.random(
        in: 1...255, using: &generator)
      guard let snapshot = try? CacheSnapshot(damaged, for: tokenizer) else { continue }
      _ = try Encoder(tokenizer, snapshot: snapshot).ids("some words to remember")
    }
  }
}
