public import SluiceCore
public import SluiceCrypto
public import SluiceStorage

/// Changes a dataset in place, for somebody who holds all its keys.
///
/// Every change is whole or not done, whatever interrupts it, and leaves a signed record. One process at a time
/// may change a dataset; readers may be at work all the while.
public struct DatasetKeeper {
  /// The folder.
  public let folder: String
  /// The manifest as it stands.
  public internal(set) var manifest: Manifest
  var keyFile: KeyFile
  var secrets: DatasetSecrets
  let key: any HeldKey
  private let signer: any HeldKey
  private let trusted: [JWK]
  let fileSystem: any FileSystem
  private var manifestDigest: Digest256
  private var keysDigest: Digest256
  private var history: ChangeHistory

  /// Verifies a dataset and opens its keys, after finishing a change that was interrupted.
  ///
  /// - Parameters:
  ///   - folder: Where manifest, keys and shards are.
  ///   - key: A recipient of every group.
  ///   - signer: Signs the record and, where it changes, the manifest.
  ///   - trusted: Public keys of which one must have signed what is there.
  ///   - minimumGeneration: The floor that protects against an old manifest put back.
  ///   - fileSystem: Where the folder is.
  public init(
    folder: String, key: any HeldKey, signer: any HeldKey, trusted: [JWK], minimumGeneration: Int = 1,
    in fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) {
    let history = try Self.history(folder, trusted, fileSystem)
    try Settlement(folder: folder, last: history.records.last, fileSystem: fileSystem).settle()
    let manifestPath = Path.join(folder, Manifest.fileName)
    let manifestBytes = try InputFile.contents(of: manifestPath, in: fileSystem)
    do throws(SluiceError) {
      manifest = try Manifest.verified(
        manifestBytes, trusted: trusted, minimumGeneration: minimumGeneration, now: nil, file: manifestPath
      ).manifest
    } catch { throw error.at(Place(file: manifestPath)) }
    let keysPath = Path.join(folder, KeyFile.fileName)
    let keysBytes = try InputFile.contents(of: keysPath, in: fileSystem)
    keyFile = try KeyFile(parsing: keysBytes, file: keysPath)
    manifestDigest = Digest256.hash(manifestBytes)
    keysDigest = Digest256.hash(keysBytes)
    do throws(SluiceError) {
      try keyFile.check(belongsTo: manifest)
      secrets = try keyFile.openAll(with: key)
    } catch { throw error.at(Place(file: keysPath)) }
    if let last = history.records.last {
      guard last.manifest.after == manifestDigest, last.keys.after == keysDigest else {
        throw SluiceError(
          .badData, "manifest or keys are not those that the last record left", at: Place(file: folder),
          hint: "somebody put an older file back: see 'sluice verify'")
      }
    }
    self.folder = folder
    self.key = key
    self.signer = signer
    self.trusted = trusted
    self.fileSystem = fileSystem
    self.history = history
  }

  private static func history(
    _ folder: String, _ trusted: [JWK], _ fileSystem: any FileSystem
  ) throws(SluiceError) -> ChangeHistory {
    do throws(Fault) {
      return try ChangeHistory(folder: folder, trusted: trusted, in: fileSystem)
    } catch {
      throw SluiceError(.badData, error.value.message, at: Place(file: Path.join(folder, error.value.file)))
    }
  }

  /// Digest by which the next manifest names this one.
  var digest: Digest256 { manifestDigest }

  /// What a change does besides writing the two files.
  struct Change {
    var action: ChangeRecord.Action
    var reason: String
    var keyFile: KeyFile
    var secrets: DatasetSecrets
    /// Nil leaves the manifest as it is.
    var manifest: Manifest?
    var renewedGroups: [String] = []
    var losses: [ChangeRecord.Loss] = []
    var tombstones: [Manifest.Tombstone] = []
  }

  /// Makes a change: the new files stand beside the record first, so that it can be finished after a crash.
  mutating func commit(_ change: Change) throws(SluiceError) -> ChangeRecord {
    if let profile = manifest.mechanisms {
      try profile.require(signer)
      if let name = change.keyFile.recipient(outside: profile) {
        throw SluiceError(
          .badData, "recipient '\(name)' is not admitted by the profile '\(profile.rawValue)' of the dataset")
      }
    }
    let number = history.records.count + 1
    let staged = StagedFiles(folder: folder, number: number)
    let keyBytes = change.keyFile.encoded
    let manifestBytes = try change.manifest.map { new throws(SluiceError) in try new.signed(by: [signer]) }
    let record = record(
      change, number: number, keys: Digest256.hash(keyBytes), manifest: manifestBytes.map(Digest256.hash))
    let recordBytes = try record.signed(by: signer)
    let message = try JWS(json: JSON.parse(recordBytes))
    guard (try? ChangeRecord.verified(message, trusted: trusted)) == record else {
      throw SluiceError(
        .badData, "the key that signs is not one that is trusted", hint: "name its public part with '--trust'"
      )
    }
    try requireUnchanged()
    try fileSystem.makeFolder(Path.join(folder, ChangeRecord.folderName))
    if let manifestBytes { try write(manifestBytes, to: staged.manifest) }
    try write(keyBytes, to: staged.keys)
    let recordPath = Path.join(
      Path.join(folder, ChangeRecord.folderName), ChangeRecord.fileName(number))
    try write(recordBytes, to: recordPath)
    try Settlement(folder: folder, last: record, fileSystem: fileSystem).settle()
    history = try Self.history(folder, trusted, fileSystem)
    manifest = change.manifest ?? manifest
    keyFile = change.keyFile
    secrets = change.secrets
    manifestDigest = record.manifest.after
    keysDigest = record.keys.after
    return record
  }

  private func record(
    _ change: Change, number: Int, keys: Digest256, manifest new: Digest256?
  ) -> ChangeRecord {
    let before = keyFile.recipients
    let after = change.keyFile.recipients
    let kept = Set(change.secrets.groups)
    return ChangeRecord(
      dataset: manifest.dataset, number: number, previous: history.lastDigest, action: change.action,
      at: max(.now, history.records.last?.at ?? .now), reason: change.reason,
      generation: (change.manifest ?? manifest).generation,
      manifest: ChangeRecord.Step(before: manifestDigest, after: new ?? manifestDigest),
      keys: ChangeRecord.Step(before: keysDigest, after: keys), recipients: after.sorted(),
      added: after.subtracting(before).sorted(), removed: before.subtracting(after).sorted(),
      renewedGroups: change.renewedGroups, destroyedGroups: secrets.groups.filter { !kept.contains($0) },
      losses: change.losses, tombstones: change.tombstones)
  }

  private func write(_ bytes: [UInt8], to path: String) throws(SluiceError) {
    try AtomicFile.write(bytes, to: path, in: fileSystem, isShared: true)
  }

  /// Refuses to go on if somebody else changed the dataset meanwhile.
  private func requireUnchanged() throws(SluiceError) {
    for (name, digest) in [(Manifest.fileName, manifestDigest), (KeyFile.fileName, keysDigest)] {
      let path = Path.join(folder, name)
      guard Digest256.hash(try InputFile.contents(of: path, in: fileSystem)) == digest else {
        throw SluiceError(
          .failed, "somebody else changed the dataset meanwhile", at: Place(file: path),
          hint: "run the command again")
      }
    }
  }
}
