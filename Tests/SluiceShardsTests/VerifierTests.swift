import Foundation
import SluiceCore
import SluiceCrypto
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceShards

@Suite("Naming what is wrong with a dataset") struct VerifierTests {
  @Test("each fault of the manifest has its name")
  func manifestFaults() throws {
    let dataset = try TestDataset(expires: Timestamp("2030-01-01"))
    let original = try dataset.folder.read("manifest.json")
    #expect(dataset.faults(key: nil) == [])
    #expect(dataset.faults(key: nil, minimumGeneration: 2) == [.manifestRollback])
    #expect(dataset.faults(key: nil, now: try #require(Timestamp("2031-01-01"))) == [.manifestExpired])

    let stranger = try JWK.generate(.ed25519, keyID: "stranger")
    try dataset.folder.write(dataset.manifest.signed(by: [stranger]), to: "manifest.json")
    #expect(dataset.faults(key: nil) == [.manifestSigner])
    let impostor = try JWK.generate(.ed25519, keyID: dataset.signer.keyID)
    try dataset.folder.write(dataset.manifest.signed(by: [impostor]), to: "manifest.json")
    #expect(dataset.faults(key: nil) == [.manifestSignature])

    var json = try #require(JSON.parse(original).object)
    json["payload"] = JSON(Base64.urlString(JSON(JSONObject()).canonical))
    try dataset.folder.write(JSON(json).canonical, to: "manifest.json")
    #expect(dataset.faults(key: nil) == [.manifestSignature])
    try dataset.folder.write(Array(original.dropLast(40)), to: "manifest.json")
    #expect(dataset.faults(key: nil) == [.manifestMalformed])
    try FileManager.default.removeItem(atPath: dataset.folder.path("manifest.json"))
    #expect(dataset.faults(key: nil) == [.manifestMissing])
  }

  @Test("a signed manifest whose parts disagree is malformed")
  func inconsistentManifest() throws {
    let dataset = try TestDataset()
    let changes: [(inout JSONObject) -> Void] = [
      { $0["tokens"] = 1 }, { $0["docs"] = 1 }, { $0["suite"] = 2 }, { $0["sluice"] = "manifest/2" },
      { $0["surprise"] = 1 }, { $0["layout"] = "u16plane" }, { $0["frame_tokens"] = 65 },
      { $0["generation"] = 0 }, { $0["prev"] = "AB" }, { $0["created"] = "yesterday" },
      { $0["shards"] = JSON(($0["shards"]?.array ?? []).reversed()) },
      {
        $0["tombstones"] = [
          ["shard": 99, "doc_from": 0, "doc_to": 1, "reason": "x", "at": "2026-01-01T00:00:00Z"]
        ]
      },
      { object in
        var shards = object["shards"]?.array ?? []
        var first = shards[0].object ?? JSONObject()
        first["name"] = "../tokens-1-00000.slz"
        shards[0] = JSON(first)
        object["shards"] = JSON(shards)
      },
    ]
    for (number, change) in changes.enumerated() {
      var payload = try #require(dataset.manifest.json.object)
      change(&payload)
      let signed = try JWS.sign(JSON(payload).canonical, with: [dataset.signer], type: "sluice-manifest+json")
      try dataset.folder.write(signed.json.canonical, to: "manifest.json")
      #expect(dataset.faults(key: nil) == [.manifestMalformed], "change \(number)")
    }
    let pretty = Array(dataset.manifest.json.pretty.utf8)
    let signed = try JWS.sign(pretty, with: [dataset.signer], type: "sluice-manifest+json")
    try dataset.folder.write(signed.json.canonical, to: "manifest.json")
    #expect(dataset.faults(key: nil) == [.manifestMalformed])
    let other = try JWS.sign(
      dataset.manifest.json.canonical, with: [dataset.signer], type: "sluice-report+json")
    try dataset.folder.write(other.json.canonical, to: "manifest.json")
    #expect(dataset.faults(key: nil) == [.manifestSignature])
  }

  @Test("each fault of the key file has its name")
  func keyFaults() throws {
    let dataset = try TestDataset()
    let original = try dataset.folder.read("keys.json")
    let all = dataset.receipts.map { _ in DatasetFault.Kind.keyMissing }
    func faults(_ change: (inout JSONObject, inout JSONObject) throws -> Void) throws -> [DatasetFault.Kind] {
      var file = try #require(JSON.parse(original).object)
      var group = try #require(file["groups"]?.array?[0].object)
      try change(&file, &group)
      if file["groups"] != nil { file["groups"] = [JSON(group)] }
      try dataset.folder.write(JSON(file).canonical, to: "keys.json")
      return dataset.faults(key: dataset.node)
    }
    #expect(try faults { _, _ in } == [])
    #expect(
      try faults { file, _ in file["dataset"] = JSON(try DatasetID.random().description) } == [.keysDataset])
    #expect(try faults { file, _ in file["generation"] = 2 } == [.keysGeneration])
    #expect(try faults { file, _ in file["groups"] = nil } == [.keysMalformed])
    #expect(try faults { _, group in group["gid"] = "g1" } == [.keysChanged])
    #expect(try faults { _, group in group["shard_keys"] = [:] } == all)
    #expect(
      try faults { _, group in
        var keys = try #require(group["shard_keys"]?.object)
        (keys["0"], keys["1"]) = (keys["1"], keys["0"])
        group["shard_keys"] = JSON(keys)
      } == [.keySwapped, .keySwapped])
    #expect(
      try faults { _, group in
        var keys = try #require(group["shard_keys"]?.object)
        keys["0"] = JSON(Base64.urlString([UInt8](repeating: 7, count: 40)))
        group["shard_keys"] = JSON(keys)
      } == [.keysChanged])
    #expect(
      try faults { _, group in
        var envelope = try #require(group["jwe"]?.object)
        envelope["tag"] = JSON(Base64.urlString([UInt8](repeating: 7, count: 16)))
        group["jwe"] = JSON(envelope)
      } == [.keysChanged])

    let foreign = try TestDataset()
    try dataset.folder.write(foreign.folder.read("keys.json"), to: "keys.json")
    #expect(dataset.faults(key: dataset.node) == [.keysDataset])
    try dataset.folder.write(original, to: "keys.json")
    #expect(dataset.faults(key: try JWK.generate(.p256, keyID: "nobody")) == [.keysRecipient])
    #expect(dataset.faults(key: try JWK.generate(.p256, keyID: dataset.node.keyID)) == [.keysChanged])
    try FileManager.default.removeItem(atPath: dataset.folder.path("keys.json"))
    #expect(dataset.faults(key: dataset.node) == [.keysMissing])
  }

  @Test("each fault of a shard has its name, with the recipient's key and without")
  func shardFaults() throws {
    let dataset = try TestDataset(documents: 1500, frameTokens: 8192, shardTokens: 40_000)
    let (first, second) = (dataset.receipts[0].record, dataset.receipts[1].record)
    let original = try dataset.folder.read(first.name)
    #expect(first.bytes > 3 * 16_400)
    func check(
      _ bytes: [UInt8], _ kind: DatasetFault.Kind, without: DatasetFault.Kind? = nil, _ place: String = ""
    ) throws {
      try dataset.folder.write(bytes, to: first.name)
      #expect(dataset.faults(key: dataset.node) == [kind], "\(place)")
      #expect(dataset.faults(key: nil) == [without ?? kind], "\(place)")
    }
    let borders = Array(stride(from: 56, to: original.count, by: 16_400))
    let ends = Set(
      [0, 1, 24, original.count].flatMap { [$0 - 1, $0] } + borders.flatMap { [$0 - 1, $0, $0 + 1] })
    for end in ends.sorted() where (0..<original.count).contains(end) {
      try check(Array(original.prefix(end)), .shardTruncated, "cut at \(end)")
    }
    try check(original + [0], .shardExtended)
    try check(dataset.folder.read(second.name), .shardSwapped)
    try check(original.changed(at: 3), .shardHeader, without: .shardChanged, "salt")
    try check(original.changed(at: 30), .shardHeader, "commitment")
    for position in [56, 56 + 16_399, 56 + 16_400, original.count - 1] {
      try check(original.changed(at: position), .shardChunk, without: .shardChanged, "byte \(position)")
    }
    let chunks = borders.dropLast().map { $0..<$0 + 16_400 }
    for (first, one) in chunks.enumerated() {
      for other in chunks.dropFirst(first + 1) {
        var exchanged = original
        exchanged.replaceSubrange(one, with: original[other])
        exchanged.replaceSubrange(other, with: original[one])
        try check(exchanged, .shardChunk, without: .shardChanged, "chunks at \(one) and \(other)")
      }
    }
    let neighbour = try dataset.folder.read(second.name)
    var spliced = original
    spliced.replaceSubrange(chunks[1], with: neighbour[chunks[1]])
    try check(spliced, .shardChunk, without: .shardChanged, "a chunk of another shard")

    try dataset.folder.write(original, to: first.name)
    try dataset.folder.write(original, to: "tokens-1-00999.slz")
    try dataset.folder.write([1], to: "tokens-1-00000.slz.tmp-1-0")
    #expect(Set(dataset.faults(key: nil)) == [.shardExtra, .leftover])
    try FileManager.default.removeItem(atPath: dataset.folder.path("tokens-1-00999.slz"))
    try FileManager.default.removeItem(atPath: dataset.folder.path("tokens-1-00000.slz.tmp-1-0"))
    try FileManager.default.removeItem(atPath: dataset.folder.path(first.name))
    #expect(dataset.faults(key: dataset.node) == [.shardMissing])
  }

  @Test("every bit of a small shard counts")
  func everyBit() throws {
    let dataset = try TestDataset(documents: 4, frameTokens: 64, shardTokens: 10_000)
    let record = dataset.receipts[0].record
    let original = try dataset.folder.read(record.name)
    let key = try KeyWrap.unwrap(dataset.receipts[0].wrappedKey, under: dataset.secrets.groupKey("g0"))
    let context = ShardContext.bytes(dataset: dataset.secrets.dataset, generation: 1, index: 0)
    for bit in 0..<original.count * 8 {
      let changed = original.changed(at: bit / 8, bit: bit % 8)
      #expect(throws: SluiceError.self) { try Cobblestone256.decrypt(changed, key: key, context: context) }
    }
    let file = try KeyFile(parsing: dataset.folder.read("keys.json"))
    let keys = OpenedKeys(file: file, secrets: try file.open(with: dataset.node))
    for bit in 0..<original.count * 8 {
      try dataset.folder.write(original.changed(at: bit / 8, bit: bit % 8), to: record.name)
      let named = [keys, nil].map { keys in
        ShardVerifier(
          record: record, manifest: dataset.manifest, keys: keys, path: dataset.folder.path(record.name),
          fileSystem: LocalFileSystem()
        ).faults().map(\.kind)
      }
      let withKey: DatasetFault.Kind = bit / 8 < 56 ? .shardHeader : .shardChunk
      let without: DatasetFault.Kind = (24..<56).contains(bit / 8) ? .shardHeader : .shardChanged
      #expect(named == [[withKey], [without]], "bit \(bit)")
    }
  }

  @Test("a shard sealed for another place does not open, whoever filed its key")
  func wrongContext() throws {
    let dataset = try TestDataset()
    let key = try KeyWrap.unwrap(dataset.receipts[0].wrappedKey, under: dataset.secrets.groupKey("g0"))
    let message = try dataset.folder.read(dataset.receipts[0].record.name)
    let other = try DatasetID.random()
    let contexts = [
      ShardContext.bytes(dataset: dataset.secrets.dataset, generation: 2, index: 0),
      ShardContext.bytes(dataset: dataset.secrets.dataset, generation: 1, index: 1),
      ShardContext.bytes(dataset: other, generation: 1, index: 0),
    ]
    for context in contexts {
      #expect(throws: SluiceError.self) { try Cobblestone256.decrypt(message, key: key, context: context) }
    }
  }

  @Test("an insider who holds every key cannot change content under the signature")
  func insider() throws {
    let dataset = try TestDataset(documents: 6, shardTokens: 1 << 20)
    let receipt = dataset.receipts[0]
    let forged = try TestDataset(documents: 5, shardTokens: 1 << 20, secrets: dataset.secrets)
    let other = forged.receipts[0].record
    func manifest(_ change: (inout JSONObject) -> Void) throws -> Manifest {
      var record = try #require(other.json.object)
      change(&record)
      var payload = try #require(forged.manifest.json.object)
      payload["shards"] = [JSON(record)]
      return try Manifest(json: JSON(payload))
    }
    // The forger's own shard under digests that an honest signer had put down for another.
    try dataset.folder.write(forged.folder.read(other.name), to: other.name)
    let keys = try KeyFile(
      dataset.secrets, generation: 1, shards: forged.receipts, recipients: [dataset.node])
    try dataset.folder.write(keys.encoded, to: "keys.json")
    for (member, kind) in [("index_hmac", DatasetFault.Kind.shardIndex), ("content_hmac", .shardContent)] {
      let signed = try manifest { $0[member] = receipt.record.json[member] }.signed(by: [dataset.signer])
      try dataset.folder.write(signed, to: "manifest.json")
      #expect(dataset.faults(key: dataset.node) == [kind])
    }
  }

  @Test("mutated manifests and key files are refused or equal, and never crash")
  func fuzz() throws {
    let dataset = try TestDataset(documents: 12)
    var generator = SeededGenerator(seed: 5)
    let manifest = try dataset.folder.read("manifest.json")
    let payload = dataset.manifest.json.canonical
    let keys = try dataset.folder.read("keys.json")
    for _ in 0..<300 {
      if let read = try? Manifest.verified(generator.mutation(of: manifest), trusted: dataset.trusted) {
        #expect(read.manifest == dataset.manifest)
      }
      if let json = try? JSON.parse(generator.mutation(of: payload)) { _ = try? Manifest(json: json) }
      if let file = try? KeyFile(parsing: generator.mutation(of: keys)),
        let opened = try? file.open(with: dataset.node)
      {
        #expect(opened.datasetKey.isEqual(to: dataset.secrets.datasetKey))
      }
    }
  }
}

extension [UInt8] {
  /// A copy with one bit changed.
  func changed(at position: Int, bit: Int = 0) -> [UInt8] {
    var copy = self
    copy[position] ^= 1 << UInt8(bit)
    return copy
  }
}
