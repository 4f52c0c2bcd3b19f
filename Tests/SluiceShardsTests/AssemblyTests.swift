import SluiceCore
import SluiceCrypto
import SluiceTestSupport
import Testing

@testable import SluiceShards

@Suite("Assembling blocks and shards") struct AssemblyTests {
  @Test("a layout is chosen by the vocabulary and gives the tokens back")
  func layouts() throws {
    #expect(try ShardLayout(vocabulary: 65_536) == .u16)
    #expect(try ShardLayout(vocabulary: 65_537) == .u16plane)
    #expect(throws: SluiceError.self) { try ShardLayout(vocabulary: (1 << 24) + 1) }
    #expect(throws: SluiceError.self) { try ShardLayout(vocabulary: 0) }
    for layout in ShardLayout.allCases {
      var tokens: [UInt32] = [0, 1, 255]
      if !layout.isBytes { tokens += [256, 65_535] }
      if layout == .u16plane { tokens += [65_536, 123_456, 0xFF_FFFF] }
      var bytes = [UInt8](repeating: 0, count: tokens.count * layout.bytesPerToken)
      let highest = tokens.withUnsafeBufferPointer { tokens in
        bytes.withUnsafeMutableBytes { layout.encode(tokens, into: $0) }
      }
      #expect(highest == tokens.max())
      var decoded = [UInt32](repeating: 9, count: tokens.count)
      decoded.withUnsafeMutableBufferPointer { decoded in
        bytes.withUnsafeBytes { layout.decode($0, into: decoded) }
      }
      #expect(decoded == tokens)
    }
  }

  @Test("all blocks but the last of a shard are full, and shards end with documents")
  func cuts() throws {
    let plan = try ShardPlan(vocabulary: 1000, frameTokens: 10, shardTokens: 25)
    var assembler = ShardAssembler(plan)
    var blocks: [TokenBlock] = []
    for length in [7, 0, 13, 4, 1, 80, 5] {
      blocks += assembler.append([UInt32](repeating: UInt32(length), count: length), DocumentEntry())
    }
    #expect(blocks.map(\.shard) == [0, 0, 0] + [Int](repeating: 1, count: 8))
    #expect(blocks.map(\.index) == [0, 1, 2, 0, 1, 2, 3, 4, 5, 6, 7])
    #expect(blocks[2].tokens == [4, 4, 4, 4, 1])
    #expect(blocks[2].end?.documents.map(\.start) == [0, 7, 7, 20, 24])
    #expect(blocks[10].end == ShardEnd(documents: [DocumentEntry()], tokens: 80))
    #expect(blocks[10].tokens.count == 10)
    let finished = assembler.finish()
    let last = try #require(finished)
    #expect(last.shard == 2 && last.tokens.count == 5)
    let none = assembler.finish()
    #expect(none == nil)
  }

  @Test("a stream of empty documents makes one shard without frames")
  func emptyDocuments() throws {
    let dataset = try TestDataset(documents: 0)
    #expect(dataset.receipts.isEmpty)
    #expect(dataset.faults(key: dataset.node) == [])
    var assembler = ShardAssembler(dataset.plan)
    let blocks = assembler.append([], DocumentEntry(source: 4))
    #expect(blocks.isEmpty)
    let finished = assembler.finish()
    let last = try #require(finished)
    let block = try BlockEncoder(dataset.plan).encode(last)
    #expect(block.frame.isEmpty)
    let writer = ShardWriter(dataset.plan, secrets: dataset.secrets, folder: dataset.folder.path)
    let sealed = try #require(try writer.append(block))
    #expect(sealed.record.frames == 0 && sealed.record.documents == 1 && sealed.record.tokens == 0)
  }

  @Test("streams into one dataset interleave their shards")
  func severalStreams() throws {
    let plan = try ShardPlan(vocabulary: 10, frameTokens: 4, shardTokens: 2)
    var second = ShardAssembler(plan, firstShard: 1, shardStep: 3)
    let blocks = (0..<3).flatMap { _ in second.append([1, 2], DocumentEntry()) }
    #expect(blocks.map(\.shard) == [1, 4, 7])
  }

  @Test("a token outside the vocabulary is an error, not a wrong shard")
  func outsideVocabulary() throws {
    let plan = try ShardPlan(vocabulary: 100)
    let block = TokenBlock(shard: 0, index: 0, tokens: [99, 100], end: nil)
    #expect(throws: SluiceError.self) { try BlockEncoder(plan).encode(block) }
  }

  @Test("UUIDs keep their text, and other texts are refused")
  func datasetID() throws {
    let id = try DatasetID.random()
    #expect(DatasetID(id.description) == id)
    #expect(Array(id.description)[14] == "4")
    for text in [
      "", "x", id.description.uppercased(), String(id.description.dropLast()), id.description + "0",
    ] {
      #expect(DatasetID(text) == nil || text == id.description)
    }
  }
}
