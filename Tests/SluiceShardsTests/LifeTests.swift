import Foundation
import SluiceCore
import SluiceCrypto
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceShards

extension TestDataset {
  func keeper(key: (any HeldKey)? = nil, in fileSystem: any FileSystem = LocalFileSystem()) throws
    -> DatasetKeeper
  {
    try DatasetKeeper(
      folder: folder.path, key: key ?? node, signer: signer, trusted: trusted, in: fileSystem)
  }

  /// Bytes of all shard files, by name.
  func shardFiles() throws -> [String: [UInt8]] {
    let names = folder.names.filter { $0.hasSuffix(".slz") }
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try folder.read($0)) })
  }

  /// Everything that `key` can read: shard, source, record and tokens of each document.
  func content(key: (any HeldKey)? = nil) throws -> [[UInt32]] {
    var documents: [[UInt32]] = []
    let reader = try DatasetReader(folder: folder.path, key: key ?? node, trusted: trusted)
    try reader.forEachDocument { shard, entry, tokens in
      documents.append([UInt32(shard.index), entry.source, UInt32(entry.record)] + tokens)
    }
    return documents
  }
}

@Suite("Life of a dataset") struct LifeTests {
  @Test("a recipient is let in, taken off, and all are replaced: only the key file changes")
  func recipients() throws {
    let dataset = try TestDataset()
    let (shards, manifest) = (try dataset.shardFiles(), try dataset.folder.read("manifest.json"))
    let newcomer = try JWK.generate(.x25519, keyID: "new")
    let old = try dataset.folder.read("keys.json")

    var keeper = try dataset.keeper()
    let added = try keeper.add([#require(newcomer.publicKey)], reason: "a new node")
    #expect(added.added == ["new"] && added.removed.isEmpty && added.notReached.isEmpty)
    #expect(dataset.faults(key: newcomer) == [] && dataset.faults(key: dataset.node) == [])
    #expect(throws: SluiceError.self) { try keeper.add([newcomer], reason: "twice") }

    let removed = try keeper.remove(["did:web:node.example#k1"], reason: "sold")
    #expect(removed.removed == ["did:web:node.example#k1"] && !removed.notReached.isEmpty)
    #expect(dataset.faults(key: newcomer) == [] && dataset.faults(key: dataset.node) == [.keysRecipient])
    #expect(throws: SluiceError.self) { try dataset.keeper() }

    var successor = try dataset.keeper(key: newcomer)
    #expect(throws: SluiceError.self) { try successor.remove(["nobody"], reason: "x") }
    let others = try [KeyKind.p256, .p384, .symmetric].map { try JWK.generate($0, keyID: $0.rawValue) }
    let rewrapped = try successor.rewrap(for: others.map { $0.publicKey ?? $0 }, reason: "all new")
    #expect(rewrapped.renewedGroups == ["g0"] && rewrapped.recipients == ["P-256", "P-384", "oct"])
    for key in others { #expect(dataset.faults(key: key) == []) }
    #expect(dataset.faults(key: newcomer) == [.keysRecipient])
    #expect(try dataset.shardFiles() == shards && dataset.folder.read("manifest.json") == manifest)

    try dataset.folder.write(old, to: "keys.json")
    #expect(dataset.faults(key: dataset.node) == [.keysReplaced])
    #expect(throws: SluiceError.self) { try dataset.keeper() }
  }

  @Test("withdrawn documents are gone for readers at once, and from the files after compacting")
  func withdrawal() throws {
    let dataset = try TestDataset()
    let before = try dataset.shardFiles()
    let content = try dataset.content()
    var keeper = try dataset.keeper()
    let record = try keeper.withdraw([1: [0..<2], 2: [1..<2]], reason: "request 17")
    #expect(record.generation == 2 && record.tombstones.count == 2)
    #expect(dataset.faults(key: dataset.node) == [] && dataset.faults(key: nil) == [])
    #expect(dataset.faults(key: nil, minimumGeneration: 3) == [.manifestRollback])
    let left = try dataset.content()
    #expect(left.count == content.count - 3 && Set(left).isSubset(of: content))
    #expect(try dataset.shardFiles() == before)
    #expect(throws: SluiceError.self) { try keeper.withdraw([1: [0..<1]], reason: "again") }
    #expect(throws: SluiceError.self) { try keeper.withdraw([9999: [0..<1]], reason: "no shard") }
    #expect(throws: SluiceError.self) { try keeper.withdraw([1: [0..<9999]], reason: "no document") }

    let compacted = try keeper.compact(reason: "request 17", recipients: [dataset.node], workers: 2)
    #expect(compacted.losses.map(\.record.index) == [1, 2])
    #expect(dataset.faults(key: dataset.node) == [])
    #expect(try dataset.content() == left)
    let after = try dataset.shardFiles()
    #expect(after["tokens-1-00001.slz"] == nil && after["tokens-3-00001.slz"] != nil)
    for (name, bytes) in before where !["tokens-1-00001.slz", "tokens-1-00002.slz"].contains(name) {
      #expect(after[name] == bytes)
    }
    let manifest = try dataset.reader().manifest
    #expect(manifest.tombstones.isEmpty && manifest.generation == 3 && manifest.previous != nil)
    #expect(throws: SluiceError.self) { try keeper.compact(reason: "again", recipients: [dataset.node]) }
  }

  @Test("a shard all of whose documents are withdrawn disappears")
  func emptyShard() throws {
    let dataset = try TestDataset()
    var keeper = try dataset.keeper()
    let count = try #require(dataset.manifest.shards.first).documents
    _ = try keeper.withdraw([0: [0..<count]], reason: "all")
    let record = try keeper.compact(reason: "all", recipients: [dataset.node])
    #expect(record.losses.map(\.successor) == [nil])
    #expect(try dataset.reader().manifest.shards.first?.index == 1)
    #expect(dataset.faults(key: dataset.node) == [])
  }

  @Test("an erased shard opens for nobody, with no key file and no group key from before")
  func erasure() throws {
    let dataset = try TestDataset()
    let oldKeys = try KeyFile(parsing: dataset.folder.read("keys.json"))
    var keeper = try dataset.keeper()
    let record = try keeper.erase(shards: [1], reason: "agreement ended", recipients: [dataset.node])
    #expect(record.losses.map(\.record) == [dataset.receipts[1].record])
    #expect(record.notReached.count == 4)
    #expect(dataset.faults(key: dataset.node) == [])
    #expect(!dataset.folder.names.contains("tokens-1-00001.slz"))
    let keys = try KeyFile(parsing: dataset.folder.read("keys.json"))
    let secrets = try keys.open(with: dataset.node)
    #expect(throws: SluiceError.self) {
      try keys.shardKey(dataset.receipts[1].record, using: secrets)
    }
    #expect(throws: SluiceError.self) {
      try keys.shardKey(dataset.receipts[0].record, using: dataset.secrets)
    }
    #expect(throws: SluiceError.self) { try oldKeys.shardKey(dataset.receipts[1].record, using: secrets) }
  }

  @Test("a subject's documents are found by its erasure group and by no other")
  func subjects() throws {
    let dataset = try TestDataset()
    let (one, two) = (dataset.secrets.erasureGroup(of: [1]), dataset.secrets.erasureGroup(of: [2]))
    #expect(one != two && one > 0)
    let keeper = try dataset.keeper()
    #expect(try keeper.documents(ofSubject: [1]).isEmpty)
  }

  @Test("records that are missing, changed, signed by others or put back are named")
  func records() throws {
    let dataset = try TestDataset()
    let manifest = try dataset.folder.read("manifest.json")
    var keeper = try dataset.keeper()
    _ = try keeper.withdraw([1: [0..<1]], reason: "one")
    _ = try keeper.withdraw([1: [1..<2]], reason: "two")
    let (first, second) = (
      try dataset.folder.read("records/00001.json"), try dataset.folder.read("records/00002.json")
    )
    func faults(_ name: String, _ bytes: [UInt8]?) throws -> [DatasetFault.Kind] {
      let old = try dataset.folder.read(name)
      defer { _ = try? dataset.folder.write(old, to: name) }
      if let bytes {
        try dataset.folder.write(bytes, to: name)
      } else {
        try FileManager.default.removeItem(atPath: dataset.folder.path(name))
      }
      return dataset.faults(key: dataset.node)
    }
    #expect(dataset.faults(key: dataset.node) == [])
    #expect(try faults("records/00001.json", nil) == [.recordMissing])
    #expect(try faults("records/00002.json", nil) == [.recordMissing])
    #expect(try faults("records/00001.json", second) == [.recordBroken])
    #expect(try faults("records/00002.json", first) == [.recordBroken])
    #expect(try faults("records/00002.json", [1, 2]) == [.recordMalformed])
    let stranger = try JWK.generate(.ed25519, keyID: dataset.signer.keyID)
    let record = try ChangeRecord.verified(JWS(json: JSON.parse(second)), trusted: dataset.trusted)
    #expect(try faults("records/00002.json", record.signed(by: stranger)) == [.recordSignature])
    #expect(
      try faults("records/00002.json", dataset.manifest.signed(by: [dataset.signer])) == [.recordSignature])
    #expect(try faults("manifest.json", manifest).contains(.manifestRollback))
    try FileManager.default.removeItem(atPath: dataset.folder.path("records"))
    #expect(dataset.faults(key: dataset.node) == [.recordMissing])
  }

  @Test("a key of a shard that the manifest does not list is a fault")
  func extraKey() throws {
    let dataset = try TestDataset()
    let keys = try KeyFile(
      dataset.secrets, generation: 1, shards: dataset.receipts, recipients: [dataset.node])
    let shorter = Manifest(
      dataset.secrets, plan: dataset.plan, shards: Array(dataset.receipts.dropLast()),
      tokenizer: dataset.manifest.tokenizer)
    try dataset.folder.write(keys.encoded, to: "keys.json")
    try dataset.folder.write(shorter.signed(by: [dataset.signer]), to: "manifest.json")
    #expect(dataset.faults(key: nil) == [.shardExtra, .keyExtra])
  }

  @Test("a change that is interrupted at any call is done or undone by the next, never half")
  func interruptions() throws {
    for change in 0..<3 {
      var call = 0
      while true {
        let dataset = try TestDataset(documents: 6, shardTokens: 100)
        let content = try dataset.content()
        let disk = FaultyFileSystem(failing: nil)
        var keeper = try dataset.keeper(in: disk)
        if change > 0 { _ = try keeper.withdraw([1: [0..<1]], reason: "before") }
        let faulty = FaultyFileSystem(failing: call)
        do {
          var keeper = try dataset.keeper(in: faulty)
          switch change {
          case 0: _ = try keeper.withdraw([1: [0..<1]], reason: "x")
          case 1: _ = try keeper.compact(reason: "x", recipients: [dataset.node], workers: 1)
          default: _ = try keeper.erase(shards: [1], reason: "x", recipients: [dataset.node])
          }
        } catch { #expect(error is SluiceError) }
        _ = try dataset.keeper()
        #expect(
          dataset.faults(key: dataset.node).allSatisfy { $0 == .shardExtra }, "change \(change) call \(call)")
        let left = try dataset.content()
        #expect(left.count <= content.count && Set(left).isSubset(of: content))
        if !faulty.hasFailed { break }
        call += 1
      }
      #expect(call > 10)
    }
  }

  @Test("a thousand shards are wrapped anew for 64 nodes and no shard is written")
  func manyShards() throws {
    let folder = try TemporaryFolder()
    let plan = try ShardPlan(vocabulary: 100, frameTokens: 16, shardTokens: 1)
    let secrets = try DatasetSecrets.generate(dataset: DatasetID.random())
    let writer = ShardWriter(plan, secrets: secrets, folder: folder.path)
    let encoder = try BlockEncoder(plan)
    var assembler = ShardAssembler(plan)
    var receipts: [SealedShard] = []
    for number in 0..<100 {
      for block in assembler.append([UInt32(number % 100)], DocumentEntry()) {
        if let sealed = try writer.append(encoder.encode(block)) { receipts.append(sealed) }
      }
    }
    let (node, signer) = (try JWK.generate(.p256), try JWK.generate(.ed25519))
    let manifest = Manifest(
      secrets, plan: plan, shards: receipts,
      tokenizer: Manifest.Tokenizer(id: "t", digest: Digest256.hash([])))
    try folder.write(
      KeyFile(secrets, generation: 1, shards: receipts, recipients: [node]).encoded, to: "keys.json")
    try folder.write(manifest.signed(by: [signer]), to: "manifest.json")
    let public64 = try (0..<64).map { _ in try #require(JWK.generate(.p256).publicKey) }
    let before = folder.names
    var keeper = try DatasetKeeper(
      folder: folder.path, key: node, signer: signer, trusted: [#require(signer.publicKey)])
    let record = try keeper.rewrap(for: public64, reason: "scale")
    #expect(record.recipients.count == 64 && Set(folder.names) == Set(before + ["records"]))
  }

  @Test("a dataset that is bound to a profile admits no other recipient and no other signature")
  func profile() throws {
    let dataset = try TestDataset()
    let (signer, stranger) = try (JWK.generate(.p256), JWK.generate(.x25519))
    let trusted = [try #require(signer.publicKey)]
    let manifest = Manifest(
      dataset.secrets, plan: dataset.plan, shards: dataset.receipts, tokenizer: dataset.manifest.tokenizer,
      mechanisms: .eccg)
    #expect(throws: SluiceError.self) { try manifest.signed(by: [dataset.signer]) }
    try dataset.folder.write(manifest.signed(by: [signer]), to: "manifest.json")
    func faults(_ mechanisms: MechanismProfile?, trusting keys: [JWK]) -> [DatasetFault.Kind] {
      DatasetVerifier(
        folder: dataset.folder.path, trusted: keys, key: dataset.node, mechanisms: mechanisms
      ).faults().map(\.kind)
    }
    #expect(faults(.eccg, trusting: trusted) == [])
    let read = try Manifest.verified(dataset.folder.read("manifest.json"), trusted: trusted).manifest
    #expect(read == manifest && read.mechanisms == .eccg)

    var keeper = try DatasetKeeper(
      folder: dataset.folder.path, key: dataset.node, signer: signer, trusted: trusted)
    #expect(throws: SluiceError.self) { try keeper.add([stranger], reason: "x") }
    #expect(throws: SluiceError.self) { try keeper.rewrap(for: [stranger], reason: "x") }
    let keys = try KeyFile(
      dataset.secrets, generation: 1, shards: dataset.receipts, recipients: [dataset.node, stranger])
    try dataset.folder.write(keys.encoded, to: "keys.json")
    #expect(faults(nil, trusting: trusted) == [.keysMechanism])
    #expect(throws: SluiceError.self) {
      try DatasetReader(folder: dataset.folder.path, key: dataset.node, trusted: trusted)
    }

    let forged = try JWS.sign(
      manifest.json.canonical, with: [dataset.signer], type: "sluice-manifest+json")
    try dataset.folder.write(forged.json.canonical, to: "manifest.json")
    #expect(faults(nil, trusting: dataset.trusted) == [.manifestMechanism])
    try dataset.folder.write(dataset.manifest.signed(by: [dataset.signer]), to: "manifest.json")
    #expect(faults(.eccg, trusting: dataset.trusted) == [.manifestMechanism])
  }
}
