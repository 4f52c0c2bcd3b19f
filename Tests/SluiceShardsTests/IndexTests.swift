import SluiceCore
import SluiceCrypto
import SluiceTestSupport
import Testing

@testable import SluiceShards

@Suite("The index of a shard") struct IndexTests {
  private func sample() throws -> (dataset: TestDataset, record: ShardRecord, bytes: [UInt8]) {
    let dataset = try TestDataset(documents: 20, shardTokens: 1 << 20)
    let record = dataset.receipts[0].record
    let message = try dataset.folder.read(record.name)
    let key = try KeyWrap.unwrap(dataset.receipts[0].wrappedKey, under: dataset.secrets.groupKey("g0"))
    let context = ShardContext.bytes(dataset: dataset.secrets.dataset, generation: 1, index: 0)
    let plaintext = try Cobblestone256.decrypt(message, key: key, context: context)
    return (dataset, record, Array(plaintext.suffix(record.indexBytes)))
  }

  private func parse(_ bytes: [UInt8], _ record: ShardRecord, _ plan: ShardPlan) throws(SluiceError)
    -> ShardIndex
  {
    try ShardIndex(bytes.span, record: record, frameTokens: plan.frameTokens, layout: plan.layout)
  }

  @Test("numbers survive as varints, and only in their shortest form")
  func varints() throws {
    for value in [0, 1, 127, 128, 300, 1 << 32, 1 << 53, .max] as [UInt64] {
      var bytes: [UInt8] = []
      Varint.append(value, to: &bytes)
      var position = 0
      #expect(try Varint.read(bytes.span, at: &position) == value)
      #expect(position == bytes.count)
    }
    for value in [0, 1, -1, 5, -5, 1 << 52, -(1 << 52)] {
      #expect(Varint.unzigzag(Varint.zigzag(value)) == value)
    }
    let malformed: [[UInt8]] = [
      [], [0x80], [0x80, 0x00], [UInt8](repeating: 0xFF, count: 10),
      [UInt8](repeating: 0x80, count: 11) + [1],
    ]
    for bytes in malformed {
      var position = 0
      #expect(throws: SluiceError.self) { try Varint.read(bytes.span, at: &position) }
    }
  }

  @Test("the document table gives back what was written")
  func documentTable() throws {
    var corpus = Corpus(vocabulary: 10, documents: 200)
    var start = 0
    for number in corpus.entries.indices {
      corpus.entries[number].start = start
      start += corpus.documents[number].count
    }
    let bytes = DocumentTable.encode(corpus.entries)
    #expect(try DocumentTable.decode(bytes.span, count: 200, tokens: start) == corpus.entries)
    #expect(throws: SluiceError.self) { try DocumentTable.decode(bytes.span, count: 199, tokens: start) }
    #expect(throws: SluiceError.self) { try DocumentTable.decode(bytes.span, count: 200, tokens: 10) }
  }

  @Test("consecutive records of one source cost five bytes each")
  func compactTable() {
    let entries = (0..<100).map { DocumentEntry(start: $0 * 50, source: 7, record: $0) }
    #expect(DocumentTable.encode(entries).count == 500)
  }

  @Test("the index parses, and agrees with the record in every number")
  func agreement() throws {
    let (dataset, record, bytes) = try sample()
    let index = try parse(bytes, record, dataset.plan)
    #expect(index.documents.count == 20)
    #expect(index.seekTable.entries.count == record.frames)
    for member in ["tokens", "docs", "frames", "bytes"] {
      guard var object = record.json.object else { continue }
      object[member] = JSON((object[member]?.integer ?? 0) + 1)
      let other = try ShardRecord(json: JSON(object))
      #expect(throws: SluiceError.self, "\(member)") { try parse(bytes, other, dataset.plan) }
    }
  }

  @Test("a mutated index is refused or parses to bounded parts, and never crashes")
  func fuzz() throws {
    let (dataset, record, bytes) = try sample()
    var generator = SeededGenerator(seed: 17)
    for _ in 0..<3000 {
      let mutated = generator.mutation(of: bytes)
      guard let index = try? parse(mutated, record, dataset.plan) else { continue }
      #expect(index.documents.count == record.documents)
    }
    for count in 0..<bytes.count {
      #expect(throws: SluiceError.self) { try parse(Array(bytes.prefix(count)), record, dataset.plan) }
    }
  }
}
