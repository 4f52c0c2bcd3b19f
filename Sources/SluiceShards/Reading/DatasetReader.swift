public import SluiceCore
public import SluiceCrypto
public import SluiceStorage

/// Opens a dataset for one recipient: verified manifest, unwrapped keys, shards on demand.
public struct DatasetReader: Sendable {
  /// The folder.
  public let folder: String
  /// The verified manifest.
  public let manifest: Manifest
  /// Digest of the manifest file, by which a dataset is identified.
  public let manifestDigest: Digest256
  /// Names of the keys that signed.
  public let signers: [String]
  /// The keys that the recipient may use.
  public let secrets: DatasetSecrets
  private let keyFile: KeyFile
  private let fileSystem: any FileSystem

  /// Verifies the manifest and opens the keys.
  ///
  /// - Parameters:
  ///   - folder: Where `manifest.json`, `keys.json` and the shards are.
  ///   - key: A recipient's private or symmetric key.
  ///   - trusted: Public keys of which one must have signed.
  ///   - minimumGeneration: The floor that protects against an old manifest put back.
  ///   - now: The instant at which the manifest must be valid; nil accepts expired ones.
  ///   - fileSystem: Where the folder is.
  /// - Throws: A `badData` error that says what does not hold; `noInput` if a file is missing.
  public init(
    folder: String, key: any HeldKey, trusted: [JWK], minimumGeneration: Int = 1, now: Timestamp? = .now,
    in fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) {
    let manifestPath = Path.join(folder, Manifest.fileName)
    let keyPath = Path.join(folder, KeyFile.fileName)
    let bytes = try InputFile.contents(of: manifestPath, in: fileSystem)
    do throws(SluiceError) {
      (manifest, signers) = try Manifest.verified(
        bytes, trusted: trusted, minimumGeneration: minimumGeneration, now: now, file: manifestPath)
    } catch { throw error.at(Place(file: manifestPath)) }
    manifestDigest = Digest256.hash(bytes)
    keyFile = try KeyFile(parsing: InputFile.contents(of: keyPath, in: fileSystem), file: keyPath)
    do throws(SluiceError) {
      try keyFile.check(belongsTo: manifest)
      secrets = try keyFile.open(with: key)
    } catch { throw error.at(Place(file: keyPath)) }
    self.folder = folder
    self.fileSystem = fileSystem
  }

  /// Opens shard number `position` of the manifest's list.
  public func shard(_ position: Int) throws(SluiceError) -> ShardReader {
    let record = manifest.shards[position]
    return try ShardReader(
      record, manifest: manifest, key: keyFile.shardKey(record, using: secrets),
      datasetKey: secrets.datasetKey, file: InputFile(Path.join(folder, record.name), in: fileSystem))
  }

  /// Calls `body` with every document that no tombstone covers, in order.
  public func forEachDocument(
    _ body: (_ shard: ShardRecord, _ entry: DocumentEntry, _ tokens: [UInt32]) throws(SluiceError)
      -> Void
  ) throws(SluiceError) {
    for position in manifest.shards.indices {
      try forEachDocument(ofShard: position) { shard, _, entry, tokens throws(SluiceError) in
        try body(shard, entry, tokens)
      }
    }
  }

  /// Calls `body` with every document of shard number `position` that no tombstone covers, in order.
  public func forEachDocument(
    ofShard position: Int,
    _ body: (_ shard: ShardRecord, _ number: Int, _ entry: DocumentEntry, _ tokens: [UInt32])
      throws(SluiceError) -> Void
  ) throws(SluiceError) {
    let reader = try shard(position)
    let buried = manifest.tombstones.filter { $0.shard == reader.record.index }
    for (number, entry) in reader.documents.enumerated() {
      if buried.contains(where: { $0.documents.contains(number) }) { continue }
      try body(reader.record, number, entry, reader.tokens(reader.tokenRange(ofDocument: number)))
    }
  }

  /// A digest of the content of all shards, equal for every run that writes the same documents by the same plan,
  /// whatever its keys.
  ///
  /// - Throws: A `badData` error if any content is not the one in the manifest.
  public func contentDigest() throws(SluiceError) -> Digest256 {
    let hasher = SHA256Hasher()
    for position in manifest.shards.indices {
      hasher.update(try shard(position).contentDigest().bytes)
    }
    return hasher.finalize()
  }
}

extension KeyFile {
  /// - Throws: A `badData` error if the file is of another dataset or generation.
  func check(belongsTo manifest: Manifest) throws(SluiceError) {
    guard dataset == manifest.dataset else {
      throw SluiceError(.badData, "the key file is for another dataset")
    }
    guard generation == manifest.generation else {
      throw SluiceError(
        .badData, "the key file is of generation \(generation), the manifest of \(manifest.generation)")
    }
    if let profile = manifest.mechanisms, let name = recipient(outside: profile) {
      throw SluiceError(
        .badData, "recipient '\(name)' is not admitted by the profile '\(profile.rawValue)' of the manifest")
    }
  }
}
