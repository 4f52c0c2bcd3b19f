import Foundation
import SluiceCodecs
import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceCrypto
@testable import SluiceShards

/// The example that Docs/formats spells out byte by byte; the documents are the expectation.
@Suite("The example of the format documents") struct GoldenTests {
  private let uuid: DatasetID
  private let shardKey = GoldenTests.secret(0x00)
  private let datasetKey = GoldenTests.secret(0x40)
  private let groupKey = GoldenTests.secret(0x60)
  private let salt = (0x20..<0x38).map { UInt8($0) }
  private let plan: ShardPlan
  private let secrets: DatasetSecrets

  init() throws {
    uuid = try #require(DatasetID("00112233-4455-4677-8899-aabbccddeeff"))
    plan = try ShardPlan(vocabulary: 50_257, frameTokens: 4, shardTokens: 7)
    secrets = DatasetSecrets(dataset: uuid, datasetKey: datasetKey, groupKeys: ["g0": groupKey])
  }

  private static func secret(_ first: Int) -> SecretBytes {
    var bytes = (first..<first + 32).map { UInt8($0) }
    return SecretBytes(consuming: &bytes)
  }

  /// The values of the tables `| name | `value` |` in a document.
  private func values(_ document: String) throws -> [String: String] {
    let url = SharedData.checkout.appending(path: "Docs/formats/\(document)")
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
    return rows.reduce(into: [:]) { values, row in
      guard row.count == 2, row[1].hasPrefix("`"), row[1].hasSuffix("`") else { return }
      values[row[0]] = String(row[1].dropFirst().dropLast())
    }
  }

  /// Writes the example with the real writer and gives it the example's key and salt.
  private func shard() throws -> (plaintext: [UInt8], message: [UInt8], record: ShardRecord) {
    let folder = try TemporaryFolder()
    var assembler = ShardAssembler(plan)
    let documents: [([UInt32], DocumentEntry)] = [
      ([1, 2, 3, 4, 5], DocumentEntry()), ([], DocumentEntry(record: 1)),
      ([6, 50_256], DocumentEntry(source: 1, record: 7, group: 2, flags: .cut)),
    ]
    let blocks = documents.flatMap { assembler.append($0.0, $0.1) }
    let encoder = try BlockEncoder(plan)
    let writer = ShardWriter(plan, secrets: secrets, folder: folder.path)
    var written: SealedShard?
    for block in blocks { written = try writer.append(encoder.encode(block)) }
    let sealed = try #require(written)
    let context = ShardContext.bytes(dataset: uuid, generation: 1, index: 0)
    let plaintext = try Cobblestone256.decrypt(
      folder.read(sealed.record.name), key: KeyWrap.unwrap(sealed.wrappedKey, under: groupKey),
      context: context)
    var message: [UInt8] = []
    let encryptor = try CobblestoneEncryptor(key: shardKey, context: context, salt: salt) { message += $0 }
    try plaintext.withUnsafeBytes { try encryptor.append($0) }
    try encryptor.finish()
    var json = try #require(sealed.record.json.object)
    json["sha256"] = JSON(Digest256.hash(message).hex)
    json["commitment"] = JSON(Hex.string(message[24..<56]))
    return (plaintext, message, try ShardRecord(json: JSON(json)))
  }

  @Test("the shard comes out byte for byte")
  func shardBytes() throws {
    let golden = try values("shard.md")
    let (plaintext, message, record) = try shard()
    let indexStart = plaintext.count - record.indexBytes
    let index = try ShardIndex(
      Array(plaintext[indexStart...]).span, record: record, frameTokens: 4, layout: .u16)
    let firstFrame = index.seekTable.entries[0].compressedSize
    var content = ContentDigest(layout: .u16, frameTokens: 4, tokens: 7)
    content.add(Digest256.hash(try #require(Hex.bytes("0100020003000400"))))
    content.add(Digest256.hash(try #require(Hex.bytes("0500060050c4"))))
    content.add(Digest256.hash(index.documentTable))
    let computed = [
      "dataset": uuid.description, "shard key": hex(shardKey), "dataset key": hex(datasetKey),
      "group key": hex(groupKey), "salt": Hex.string(salt),
      "context": Hex.string(ShardContext.bytes(dataset: uuid, generation: 1, index: 0)),
      "commitment": record.commitment.hex, "frame 0": Hex.string(plaintext[..<firstFrame]),
      "frame 1": Hex.string(plaintext[firstFrame..<indexStart]),
      "document table": Hex.string(index.documentTable), "index": Hex.string(plaintext[indexStart...]),
      "file": Hex.string(message), "sha256": record.digest.hex, "index_hmac": record.indexCode.hex,
      "content_hmac": record.contentCode.hex, "SHA-256(content)": content.plain.hex,
      "wrapped shard key": Base64.urlString(try KeyWrap.wrap(shardKey, under: groupKey)),
      "wrapped dataset key": Base64.urlString(try KeyWrap.wrap(datasetKey, under: groupKey)),
      "u16plane": Hex.string(plane([65_535, 65_536, 123_456])),
    ]
    #expect(content.code(under: datasetKey) == record.contentCode)
    let dependsOnFrames: Set = ["commitment", "file", "sha256", "frame 0", "frame 1", "index", "index_hmac"]
    for (name, value) in computed.sorted(by: { $0.key < $1.key }) {
      if dependsOnFrames.contains(name), ZstdParameters.libraryVersion != "1.5.4" { continue }
      #expect(golden[name] == value, "\(name)")
    }
  }

  private func hex(_ secret: SecretBytes) -> String { secret.withUnsafeBytes { Hex.string($0) } }

  private func plane(_ tokens: [UInt32]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: tokens.count * 3)
    tokens.withUnsafeBufferPointer { tokens in
      bytes.withUnsafeMutableBytes { output in _ = ShardLayout.u16plane.encode(tokens, into: output) }
    }
    return bytes
  }

  @Test("the manifest comes out byte for byte, and verifies")
  func manifest() throws {
    let golden = try values("manifest.md")
    let signer = try JWK(json: JSON.parse(#require(golden["signing key"])))
    let receipt = SealedShard(record: try shard().record, wrappedKey: [])
    let manifest = Manifest(
      secrets, plan: plan, shards: [receipt],
      tokenizer: Manifest.Tokenizer(id: "example", digest: Digest256.hash([])),
      created: try #require(Timestamp("2026-01-02T03:04:05Z")),
      policy: Manifest.Reference(id: "urn:example:agreement", digest: Digest256.hash([])))
    guard ZstdParameters.libraryVersion == "1.5.4" else { return }
    #expect(golden["payload"] == String(decoding: manifest.json.canonical, as: UTF8.self))
    let file = try manifest.signed(by: [signer])
    #expect(golden["manifest.json"] == String(decoding: file.dropLast(), as: UTF8.self))
    #expect(try Manifest.verified(file, trusted: [#require(signer.publicKey)]).manifest == manifest)
  }

  @Test("the dataset of the three documents reads as one")
  func dataset() throws {
    let folder = try TemporaryFolder()
    let (shard, manifest, keys) = try (values("shard.md"), values("manifest.md"), values("keys.md"))
    try folder.write(#require(Hex.bytes(shard["file"] ?? "")), to: "tokens-1-00000.slz")
    try folder.write(Array(#require(manifest["manifest.json"]).utf8), to: "manifest.json")
    try folder.write(Array(#require(keys["keys.json"]).utf8), to: "keys.json")
    let node = try JWK(json: JSON.parse(#require(keys["node key"])))
    let signer = try JWK(json: JSON.parse(#require(manifest["signing key"])))
    let trusted = try [#require(signer.publicKey)]
    #expect(DatasetVerifier(folder: folder.path, trusted: trusted, key: node).faults() == [])
    let reader = try DatasetReader(folder: folder.path, key: node, trusted: trusted)
    #expect(try reader.shard(0).tokens(0..<7) == [1, 2, 3, 4, 5, 6, 50_256])
    #expect(try reader.shard(0).documents.map(\.start) == [0, 5, 5])
    #expect(try reader.shard(0).contentDigest().hex == shard["SHA-256(content)"])
  }
}
