import Foundation
import SluiceCore
import SluiceCrypto
import SluiceStorage

@testable import SluiceShards

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "sluice-shards-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
  func read(_ name: String) throws -> [UInt8] { try InputFile.contents(of: file(name)) }
  func write(_ bytes: [UInt8], _ name: String) throws { try Data(bytes).write(to: URL(filePath: file(name))) }
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// Generator of xorshift kind, so that a failing case can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// Documents of a made-up corpus: some empty, some long, small ids more frequent than large ones.
struct Corpus {
  var documents: [[UInt32]] = []
  var entries: [DocumentEntry] = []

  init(vocabulary: Int, documents count: Int, seed: UInt64 = 3) {
    var generator = SeededGenerator(state: seed)
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
      expires: expires, policy: Manifest.Reference(id: "urn:agreement:1", digest: Digest256.hash([2])))
    try folder.write(
      KeyFile(secrets, generation: generation, shards: receipts, recipients: [node]).encoded, "keys.json")
    try folder.write(manifest.signed(by: [signer]), "manifest.json")
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

extension [UInt8] {
  /// A copy with one to three bytes changed, removed, doubled or swapped.
  func mutated(using generator: inout SeededGenerator) -> [UInt8] {
    var copy = self
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !copy.isEmpty {
      let position = Int.random(in: copy.indices, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: copy[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: copy.remove(at: position)
      case 2: copy.insert(UInt8.random(in: 0...255, using: &generator), at: position)
      case 3: copy.removeSubrange(position..<Swift.min(copy.count, position + 20))
      case 4: copy[position] = 0xFF
      default: copy.swapAt(position, Int.random(in: copy.indices, using: &generator))
      }
    }
    return copy
  }
}
