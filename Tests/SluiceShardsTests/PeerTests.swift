import Foundation
import SluiceCore
import SluiceCrypto
import SluiceTestSupport
import Testing

@testable import SluiceShards

@Suite("Other implementations") struct PeerTests {
  /// Runs Tests/shards/peers.py in the environment that Docs/formats/shard.md describes.
  private func peers(_ arguments: [String]) throws -> JSON? {
    let python = SharedData.checkout.appending(path: ".build/venv/bin/python3").path
    guard FileManager.default.isExecutableFile(atPath: python) else {
      FileHandle.standardError.write(
        Data(
          "SKIPPED: other implementations: .build/venv with cryptography>=50 joserfc zstandard is missing\n"
            .utf8))
      return nil
    }
    let script = SharedData.checkout.appending(path: "Tests/shards/peers.py").path
    let output = try run(python, ["-W", "ignore", script] + arguments)
    return try JSON.parse(output)
  }

  private func run(_ program: String, _ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return [UInt8](data)
  }

  @Test(
    "pyca, joserfc and python-zstandard read a dataset from its specification alone",
    arguments: [50_257, 128_000])
  func strangerReads(vocabulary: Int) throws {
    let dataset = try TestDataset(vocabulary: vocabulary, documents: 40)
    let keys = try TemporaryFolder()
    let node = try keys.write(Array(dataset.node.json(revealingSecret: true).compact.utf8), to: "node.jwk")
    let signer = try keys.write(Array(dataset.trusted[0].json().compact.utf8), to: "signer.jwk")
    guard let result = try peers(["read", dataset.folder.path, node, signer]) else { return }
    let shards = try #require(result["shards"]?.array)
    #expect(shards.count == dataset.receipts.count)
    let reader = try dataset.reader()
    for (position, shard) in shards.enumerated() {
      let own = try reader.shard(position)
      #expect(
        try shard["tokens"]?.array?.compactMap(\.integer).map(UInt32.init)
          == own.tokens(0..<own.record.tokens))
      let entries = own.documents.map {
        [$0.start, Int($0.source), $0.record, Int($0.group), Int($0.flags.rawValue)]
      }
      #expect(shard["documents"]?.array?.map { ($0.array ?? []).compactMap(\.integer) } == entries)
    }
    try decompress(dataset, reader)
  }

  /// The zstd tool reads what the peer decrypted; in the `u16` layout that is the token array itself.
  private func decompress(_ dataset: TestDataset, _ reader: DatasetReader) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/zstd") else {
      FileHandle.standardError.write(Data("SKIPPED: zstd is missing\n".utf8))
      return
    }
    let record = dataset.receipts[0].record
    let raw = try run("/usr/bin/zstd", ["-dcq", dataset.folder.path(record.name + ".zst")])
    #expect(raw.count == record.tokens * dataset.plan.layout.bytesPerToken)
    guard dataset.plan.layout == .u16 else { return }
    let tokens = stride(from: 0, to: raw.count, by: 2).map { UInt32(raw[$0]) | UInt32(raw[$0 + 1]) << 8 }
    #expect(try tokens == reader.shard(0).tokens(0..<record.tokens))
  }

  @Test("messages, envelopes and signatures of pyca and joserfc open here")
  func peerWrites() throws {
    let folder = try TemporaryFolder()
    guard try peers(["write", folder.path]) != nil else { return }
    var bytes = (0..<32).map { UInt8($0) }
    let key = SecretBytes(consuming: &bytes)
    for size in [0, 1, 16_383, 16_384, 16_385, 100_000] {
      let message = try folder.read("\(size).cobblestone")
      let plaintext = try Cobblestone256.decrypt(message, key: key, context: Array("peer".utf8))
      #expect(plaintext == (0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) })
    }
    let envelope = try JWE(json: JSON.parse(folder.read("envelope.json")))
    for name in ["p256", "p384", "x25519"] {
      var text = try folder.read("\(name).jwk")
      let secret = try envelope.open(with: JWK(consuming: &text))
      #expect(secret.withUnsafeBytes { Array($0) } == [UInt8](repeating: UInt8(ascii: "s"), count: 32))
    }
    var hybrid = try folder.read("hybrid.jwk")
    let opened = try JWE(json: JSON.parse(folder.read("hybrid.json"))).open(with: JWK(consuming: &hybrid))
    #expect(opened.withUnsafeBytes { Array($0) } == [UInt8](repeating: UInt8(ascii: "s"), count: 32))
    for name in ["EdDSA", "ES256", "ES384"] {
      var text = try folder.read("\(name).jwk")
      let signed = try JWS(json: JSON.parse(folder.read("\(name).jws.json")))
      #expect(try signed.verify(with: [JWK(consuming: &text)]).payload == Array("payload".utf8))
    }
  }
}
