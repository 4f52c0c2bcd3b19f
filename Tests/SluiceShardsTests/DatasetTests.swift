import Foundation
import SluiceCore
import SluiceCrypto
import SluiceStorage
import SluiceTestSupport
import Synchronization
import Testing

@testable import SluiceShards

@Suite("Writing and reading a dataset") struct DatasetTests {
  @Test("what was written comes back, document by document", arguments: [50_257, 128_000])
  func roundTrip(vocabulary: Int) throws {
    let dataset = try TestDataset(vocabulary: vocabulary)
    #expect(dataset.receipts.count > 2)
    let reader = try dataset.reader()
    #expect(reader.manifest == dataset.manifest)
    #expect(reader.signers == ["did:web:signer.example#k1"])
    var number = 0
    try reader.forEachDocument { _, entry, tokens in
      var expected = dataset.corpus.entries[number]
      expected.start = entry.start
      #expect(tokens == dataset.corpus.documents[number])
      #expect(entry == expected)
      number += 1
    }
    #expect(number == dataset.corpus.documents.count)
    #expect(dataset.faults(key: dataset.node) == [])
    #expect(dataset.faults(key: nil) == [])
  }

  @Test("any range of tokens can be read alone")
  func ranges() throws {
    let dataset = try TestDataset(shardTokens: 1 << 20)
    let shard = try dataset.reader().shard(0)
    let all = dataset.corpus.documents.flatMap { $0 }
    #expect(try shard.tokens(0..<all.count) == all)
    for range in [0..<0, 0..<1, 63..<65, 100..<900, all.count - 1..<all.count] {
      #expect(try shard.tokens(range) == Array(all[range]))
    }
    #expect(throws: SluiceError.self) { try shard.tokens(0..<all.count + 1) }
  }

  @Test("workers and keys do not change the content")
  func determinism() throws {
    let first = try TestDataset()
    let second = try TestDataset(secrets: first.secrets) { blocks, plan in
      let results = Monitor([EncodedBlock?](repeating: nil, count: blocks.count))
      let next = Atomic(0)
      try WorkerPool.run(workers: 4) { _, _ in
        let encoder = try BlockEncoder(plan)
        while case let number = next.add(1, ordering: .relaxed).oldValue, number < blocks.count {
          let encoded = try encoder.encode(blocks[blocks.count - 1 - number])
          results.withLock { $0[blocks.count - 1 - number] = encoded }
        }
      }
      return results.withLock { $0.compactMap { $0 } }
    }
    #expect(first.manifest.contentCode == second.manifest.contentCode)
    #expect(first.receipts.map(\.record.indexCode) == second.receipts.map(\.record.indexCode))
    #expect(Set(first.receipts.map(\.record.digest)).isDisjoint(with: second.receipts.map(\.record.digest)))
    let third = try TestDataset()
    #expect(third.manifest.contentCode != first.manifest.contentCode)
    #expect(try third.reader().contentDigest() == first.reader().contentDigest())
    let other = try TestDataset(documents: 59)
    #expect(try other.reader().contentDigest() != first.reader().contentDigest())
  }

  @Test("blocks out of order never reach a file")
  func outOfOrder() throws {
    let dataset = try TestDataset(documents: 0)
    let corpus = Corpus(vocabulary: 50_257, documents: 30)
    let blocks = try TestDataset.encodeInOrder(TestDataset.blocks(of: corpus, dataset.plan), dataset.plan)
    let writer = ShardWriter(dataset.plan, secrets: dataset.secrets, folder: dataset.folder.path)
    #expect(throws: SluiceError.self) { try writer.append(blocks[1]) }
    _ = try writer.append(blocks[0])
    #expect(throws: SluiceError.self) { try writer.append(blocks[2]) }
    #expect(throws: SluiceError.self) { try writer.append(blocks[1]) }
    #expect(dataset.folder.names == ["keys.json", "manifest.json"])
  }

  @Test("whichever call of the file system fails, a shard stands complete or not at all")
  func failingDisk() throws {
    let plan = try ShardPlan(vocabulary: 50_257, frameTokens: 64, shardTokens: 900)
    let corpus = Corpus(vocabulary: 50_257, documents: 30)
    let blocks = try TestDataset.encodeInOrder(TestDataset.blocks(of: corpus, plan), plan)
    let secrets = try DatasetSecrets.generate(dataset: DatasetID.random())
    for fault in FaultyFileSystem.Fault.allCases {
      var call = 0
      while true {
        let folder = try TemporaryFolder()
        let disk = FaultyFileSystem(failing: call, with: fault)
        let writer = ShardWriter(plan, secrets: secrets, folder: folder.path, in: disk)
        var receipts: [SealedShard] = []
        do {
          for block in blocks { if let sealed = try writer.append(block) { receipts.append(sealed) } }
        } catch { #expect(error.code == .inputOutput) }
        writer.abandon()
        let written = folder.names
        for receipt in receipts {
          #expect(Digest256.hash(try folder.read(receipt.record.name)) == receipt.record.digest)
        }
        // A failed sync of the folder may leave one complete file whose receipt was never given.
        #expect(written.filter { $0.hasSuffix(".slz") }.count <= receipts.count + 1)
        if !disk.hasFailed { break }
        call += 1
      }
      #expect(call > 10)
    }
  }

  @Test("receipts and sealed keys survive a crash of the run")
  func resumption() throws {
    let dataset = try TestDataset()
    for receipt in dataset.receipts {
      #expect(try SealedShard(json: JSON.parse(receipt.json.compact)) == receipt)
    }
    let sealer = SegmentSealer(runKey: try SecretBytes.random(32), purpose: "keys")
    let sealed = try dataset.secrets.sealed(by: sealer, name: "dataset")
    let again = try DatasetSecrets(opening: sealed, by: sealer, name: "dataset")
    #expect(again.dataset == dataset.secrets.dataset)
    #expect(again.datasetKey.isEqual(to: dataset.secrets.datasetKey))
    #expect(again.groups == dataset.secrets.groups)
    #expect(try again.groupKey("g0").isEqual(to: dataset.secrets.groupKey("g0")))
  }
}

@Suite("Keys of a dataset") struct KeyFileTests {
  @Test("groups have recipients of their own")
  func groups() throws {
    let folder = try TemporaryFolder()
    let plan = try ShardPlan(vocabulary: 100, frameTokens: 16, shardTokens: 1000)
    let secrets = try DatasetSecrets.generate(dataset: DatasetID.random(), groups: ["open", "closed"])
    let (anna, bert) = try (JWK.generate(.p384, keyID: "anna"), JWK.generate(.symmetric, keyID: "bert"))
    let encoder = try BlockEncoder(plan)
    var receipts: [SealedShard] = []
    for (number, group) in ["open", "closed"].enumerated() {
      var assembler = ShardAssembler(plan, firstShard: number)
      _ = assembler.append([1, 2, UInt32(number)], DocumentEntry())
      let writer = ShardWriter(plan, secrets: secrets, group: group, folder: folder.path)
      let finished = assembler.finish()
      let block = try encoder.encode(#require(finished))
      receipts.append(try #require(try writer.append(block)))
    }
    let file = try KeyFile(
      secrets, generation: 1, shards: receipts, recipients: ["open": [anna, bert], "closed": [bert]])
    let records = receipts.map(\.record)
    let annas = try file.open(with: anna)
    #expect(annas.groups == ["open"])
    _ = try file.shardKey(records[0], using: annas)
    #expect(throws: SluiceError.self) { try file.shardKey(records[1], using: annas) }
    #expect(try file.open(with: bert).groups == ["closed", "open"])
    #expect(throws: SluiceError.self) { try file.openAll(with: anna) }
  }
}
