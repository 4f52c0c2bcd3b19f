import Foundation
import SluiceCore
import SluiceCrypto
import SluiceStorage
import SluiceTestSupport

@testable import SluiceShards

extension TemporaryFolder {
  func read(_ name: String) throws -> [UInt8] { try InputFile.contents(of: path(name)) }
}

/// Documents of a made-up corpus: some empty, some long, small ids more frequent than large ones.
struct Corpus {
  var documents: [[UInt32]] = []
  var entries: [DocumentEntry] = []

  init(vocabulary: Int, documents count: Int, seed: UInt64 = 3) {
    var generator = SeededGenerator(seed: seed)
    for number in 0..<count {
      let length = number % 7 == 3 ? 0 : Int.random(in: 1...(number % 5 == 4 ? 400 : 60), using: &generator)
      documents.append(
        (0..<length).map { _ in
          let limit = Int.random(in: 1...vocabulary, using: &generator)
          return UInt32.random(in: 0..<UInt32(limit), using: &generator)
        })
      let flags: DocumentEntry.Flags = number % 11 == 0 ? .cut : []
      entries.append(
        DocumentEntry(
          source: UInt32(number / 10), record: number % 10 * (number % 3 + 1), group: UInt32(number % 2),
          flags: flags))
    }
  }
}

/// A small dataset on disk, with all its keys.
struct TestDataset {
  let folder: TemporaryFolder
  let corpus: Corpus
  let plan: ShardPlan
  let secrets: DatasetSecrets
  let node: JWK
  let signer: JWK
  let receipts: [SealedShard]
  let manifest: Manifest

  var trusted: [JWK] { [signer.publicKey ?? signer] }

  init(
    vocabulary: Int = 50_257, documents: Int = 60, frameTokens: Int = 64, shardTokens: Int = 900,
    secrets: DatasetSecrets? = nil, generation: Int = 1, expires: Timestamp? = nil,
    allowsPlaintext: Bool = false, tombstones: [Manifest.Tombstone] = [],
    encode: ([TokenBlock], ShardPlan) throws -> [EncodedBlock] = TestDataset.encodeInOrder
  ) throws {
    folder = try TemporaryFolder()
    corpus = Corpus(vocabulary: vocabulary, documents: documents)
    plan = try ShardPlan(vocabulary: vocabulary, frameTokens: frameTokens, shardTokens: shardTokens)
    let secrets = try secrets ?? DatasetSecrets.generate(dataset: DatasetID.random())
    self.secrets = secrets
    node = try JWK.generate(.p256, keyID: "did:web:node.example#k1")
    signer = try JWK.generate(.ed25519, keyID: "did:web:signer.example#k1")
    let writer = ShardWriter(plan, secrets: secrets, generation: generation, folder: folder.path)
    receipts = try encode(TestDataset.blocks(of: corpus, plan), plan).compactMap { try writer.append($0) }
    manifest = Manifest(
      secrets, plan: plan, shards: receipts,
      tokenizer: Manifest.Tokenizer(id: "test", digest: Digest256.hash([1])), generation: generation,
      expires: expires, policy: Manifest.Reference(id: "urn:agreement:1", digest: Digest256.hash([2])),
      allowsPlaintext: allowsPlaintext, tombstones: tombstones)
    try folder.write(
      KeyFile(secrets, generation: generation, shards: receipts, recipients: [node]).encoded, to: "keys.json")
    try folder.write(manifest.signed(by: [signer]), to: "manifest.json")
  }

  static func blocks(of corpus: Corpus, _ plan: ShardPlan) -> [TokenBlock] {
    var assembler = ShardAssembler(plan)
    var blocks: [TokenBlock] = []
    for (tokens, entry) in zip(corpus.documents, corpus.entries) { blocks += assembler.append(tokens, entry) }
    if let last = assembler.finish() { blocks.append(last) }
    return blocks
  }

  static func encodeInOrder(_ blocks: [TokenBlock], _ plan: ShardPlan) throws -> [EncodedBlock] {
    let encoder = try BlockEncoder(plan)
    return try blocks.map { try encoder.encode($0) }
  }

  func reader() throws -> DatasetReader {
    try DatasetReader(folder: folder.path, key: node, trusted: trusted)
  }

  func faults(key: JWK?, minimumGeneration: Int = 1, now: Timestamp = .now) -> [DatasetFault.Kind] {
    DatasetVerifier(
      folder: folder.path, trusted: trusted, key: key, minimumGeneration: minimumGeneration, now: now
    ).faults().map(\.kind)
  }
}
