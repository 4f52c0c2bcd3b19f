public import SluiceCore
public import SluiceCrypto
public import SluiceStorage

/// Checks everything a dataset promises and names each fault it finds.
///
/// Without a recipient's key it checks signature, digests and commitments; with one also keys, every frame and
/// every document.
public struct DatasetVerifier: Sendable {
  private let folder: String
  private let trusted: [JWK]
  private let key: (any HeldKey)?
  private let minimumGeneration: Int
  private let now: Timestamp?
  private let mechanisms: MechanismProfile?
  private let fileSystem: any FileSystem

  /// A verifier of one dataset.
  ///
  /// - Parameters:
  ///   - folder: Where `manifest.json`, `keys.json` and the shards are.
  ///   - trusted: Public keys of which one must have signed.
  ///   - key: A recipient's key, if the content shall be checked.
  ///   - minimumGeneration: The floor that protects against an old manifest put back.
  ///   - now: The instant at which the manifest must be valid; nil accepts expired ones.
  ///   - mechanisms: The profile that the manifest must be bound to; its own is checked in any case.
  ///   - fileSystem: Where the folder is.
  public init(
    folder: String, trusted: [JWK], key: (any HeldKey)? = nil, minimumGeneration: Int = 1,
    now: Timestamp? = .now,
    mechanisms: MechanismProfile? = nil, in fileSystem: any FileSystem = LocalFileSystem()
  ) {
    self.folder = folder
    self.trusted = trusted
    self.key = key
    self.minimumGeneration = minimumGeneration
    self.now = now
    self.mechanisms = mechanisms
    self.fileSystem = fileSystem
  }

  /// All faults, in the order of the files; none means that everything holds that could be checked.
  public func faults() -> [DatasetFault] {
    let manifest: Manifest
    switch readManifest() {
    case .failure(let fault): return [fault.value]
    case .success(let value): manifest = value
    }
    var faults = strayFiles(manifest)
    let keys: OpenedKeys?
    switch readKeys(manifest) {
    case .failure(let fault):
      faults.append(fault.value)
      keys = nil
    case .success(let value): keys = value
    }
    faults += HistoryVerifier(
      folder: folder, trusted: trusted, manifest: manifest, fileSystem: fileSystem
    ).faults()
    for record in manifest.shards {
      faults += ShardVerifier(
        record: record, manifest: manifest, keys: keys, path: Path.join(folder, record.name),
        fileSystem: fileSystem
      ).faults()
    }
    return faults
  }

  private func readManifest() -> Result<Manifest, Fault> {
    let name = Manifest.fileName
    let bytes: [UInt8]
    do throws(SluiceError) {
      bytes = try InputFile.contents(of: Path.join(folder, name), in: fileSystem)
    } catch { return .failure(Fault(reading: error, name, missing: .manifestMissing)) }
    let message: JWS
    do throws(SluiceError) {
      message = try JWS(json: JSON.parse(bytes))
    } catch { return .failure(Fault(.manifestMalformed, name, error.message)) }
    let names = trusted.map(\.keyID)
    guard names.contains(nil) || message.claimedSigners.contains(where: names.contains) else {
      return .failure(Fault(.manifestSigner, name, "none of its signatures is by a trusted key"))
    }
    do throws(SluiceError) {
      _ = try Manifest.payload(of: message, trusted: trusted)
    } catch { return .failure(Fault(.manifestSignature, name, error.message)) }
    do throws(SluiceError) {
      let payload = try JSON.parse(message.payload ?? [])
      let named = payload["mechanisms"]?.string.flatMap(MechanismProfile.init)
      if let outside = named.flatMap({ message.algorithm(outside: $0) }) {
        return .failure(Fault(.manifestMechanism, name, "its profile does not admit '\(outside)'"))
      }
      let manifest = try Manifest.verified(bytes, trusted: trusted, minimumGeneration: 1, now: nil).manifest
      if let mechanisms, manifest.mechanisms != mechanisms {
        return .failure(
          Fault(.manifestMechanism, name, "it is not bound to the profile '\(mechanisms.rawValue)'"))
      }
      return checkedForTime(manifest)
    } catch { return .failure(Fault(.manifestMalformed, name, error.message)) }
  }

  private func checkedForTime(_ manifest: Manifest) -> Result<Manifest, Fault> {
    guard manifest.generation >= minimumGeneration else {
      return .failure(
        Fault(
          .manifestRollback, Manifest.fileName,
          "generation \(manifest.generation) is below the floor of \(minimumGeneration)"))
    }
    if let now, let expires = manifest.expires, expires < now {
      return .failure(Fault(.manifestExpired, Manifest.fileName, "expired at \(expires)"))
    }
    return .success(manifest)
  }

  private func strayFiles(_ manifest: Manifest) -> [DatasetFault] {
    let names: [String]
    do throws(SluiceError) {
      names = try fileSystem.names(inFolder: folder)
    } catch { return [Fault(.unreadable, folder, error.message).value] }
    let known = Set(manifest.shards.map(\.name))
    return names.compactMap { name in
      if Orphan.isTemporary(name) {
        return Fault(.leftover, name, "an interrupted writer left it behind").value
      }
      guard name.hasSuffix(".slz"), !known.contains(name) else { return nil }
      return Fault(.shardExtra, name, "the manifest does not list it").value
    }
  }

  private func readKeys(_ manifest: Manifest) -> Result<OpenedKeys?, Fault> {
    let name = KeyFile.fileName
    let file: KeyFile
    let bytes: [UInt8]
    do throws(SluiceError) {
      bytes = try InputFile.contents(of: Path.join(folder, name), in: fileSystem)
    } catch { return .failure(Fault(reading: error, name, missing: .keysMissing)) }
    do throws(SluiceError) {
      file = try KeyFile(parsing: bytes)
    } catch { return .failure(Fault(.keysMalformed, name, error.message)) }
    guard file.dataset == manifest.dataset else {
      return .failure(Fault(.keysDataset, name, "it is for dataset \(file.dataset)"))
    }
    guard file.generation == manifest.generation else {
      return .failure(Fault(.keysGeneration, name, "it is of generation \(file.generation)"))
    }
    if let outside = manifest.mechanisms.flatMap({ file.recipient(outside: $0) }) {
      return .failure(Fault(.keysMechanism, name, "the profile does not admit recipient '\(outside)'"))
    }
    let listed = Set(manifest.shards.map(\.index))
    for group in file.groups {
      if let extra = group.shardKeys.keys.filter({ !listed.contains($0) }).min() {
        return .failure(Fault(.keyExtra, name, "group '\(group.name)' has a key of shard \(extra)"))
      }
    }
    guard let key else { return .success(nil) }
    guard let own = key.name, file.recipients.contains(own) else {
      return .failure(Fault(.keysRecipient, name, "the key is not a recipient"))
    }
    do throws(SluiceError) {
      return .success(OpenedKeys(file: file, secrets: try file.open(with: key)))
    } catch { return .failure(Fault(.keysChanged, name, error.message)) }
  }
}

/// A key file and what its reader can open of it.
struct OpenedKeys {
  let file: KeyFile
  let secrets: DatasetSecrets
}

/// A fault as an error, for functions that stop at the first.
struct Fault: Error {
  let value: DatasetFault

  init(_ kind: DatasetFault.Kind, _ file: String, _ message: String) {
    value = DatasetFault(kind: kind, file: file, message: message)
  }

  init(reading error: SluiceError, _ file: String, missing: DatasetFault.Kind) {
    self.init(error.code == .noInput ? missing : .unreadable, file, error.message)
  }
}
