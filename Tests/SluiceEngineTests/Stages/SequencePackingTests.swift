import SluiceCore
import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("Packing of documents into sequences") struct SequencePackingTests {
  private func check(_ lengths: [Int], _ length: Int) -> SequencePacking.Result {
    let packed = SequencePacking(length: length, pad: 0).pack(lengths)
    #expect(packed.order.sorted() == Array(lengths.indices))
    var position = 0
    for (document, padding) in zip(packed.order, packed.padding) {
      // A document of so many sequences and a rest touches one sequence more at most, and that only with a rest.
      let touched = (position % length + lengths[document] + length - 1) / length
      #expect(lengths[document] == 0 || touched == (lengths[document] + length - 1) / length)
      position += lengths[document] + padding
      #expect(padding == 0 || (padding < length && position % length == 0))
    }
    #expect(position % length == 0 && packed.sequences == position / length)
    #expect(packed.cut == lengths.count { $0 > length })
    return packed
  }

  @Test(
    "no document is cut more often than its length asks for, sequences are full, and each comes once",
    arguments: 0..<200)
  func properties(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let length = [16, 17, 64, 100, 2048][seed % 5]
    let lengths = (0..<Int.random(in: 0...300, using: &random)).map { _ in
      Int.random(in: 0...[length / 4, length, length * 3][seed % 3], using: &random)
    }
    _ = check(lengths, length)
  }

  @Test("puts documents where the least room is left over")
  func bestFit() {
    let packed = check([10, 6, 9, 7, 16, 20, 12], 16)
    #expect(packed.order == [0, 1, 2, 3, 4, 5, 6] && packed.padding.reduce(0, +) == 0)
    #expect(check([17, 17, 17], 16).order == [0, 1, 2] && check([17, 17, 17], 16).padding == [0, 0, 13])
  }

  @Test("fills up less than a twentieth of what documents take")
  func fewer() {
    var random = SeededGenerator(seed: 3)
    let lengths = (0..<2000).map { _ in Int.random(in: 1...2048, using: &random) }
    let packed = check(lengths, 2048)
    #expect(packed.padding.reduce(0, +) * 20 < lengths.reduce(0, +))
  }

  @Test("no documents, or only empty ones, take no sequence")
  func empty() {
    #expect(check([], 16).sequences == 0)
    #expect(check([0, 0], 16).sequences == 0)
  }
}
