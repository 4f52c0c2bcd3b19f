internal import Glibc
internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// Where the keys of runs lie: apart from the runs' folders, so that a folder alone opens nothing.
///
/// `$SLUICE_STATE`, or else `$XDG_STATE_HOME/sluice`, or else `~/.local/state/sluice`.
struct KeyStore: Sendable {
  private let folder: String
  private let fileSystem: any FileSystem

  init(in fileSystem: any FileSystem) throws(SluiceError) {
    self.fileSystem = fileSystem
    func variable(_ name: String) -> String? {
      guard let value = unsafe getenv(name) else { return nil }
      let text = unsafe String(cString: value)
      return text.isEmpty ? nil : text
    }
    if let named = variable("SLUICE_STATE") {
      folder = named
    } else if let state = variable("XDG_STATE_HOME") {
      folder = Path.join(state, "sluice")
    } else if let home = variable("HOME") {
      folder = Path.join(home, ".local/state/sluice")
    } else {
      throw SluiceError(
        .inputOutput, "there is no folder for the key of the run",
        hint: "set SLUICE_STATE to a folder that only you can read")
    }
  }

  private func path(_ run: String) -> String { Path.join(folder, "\(run).key") }

  /// The key of a run, if it is there.
  func key(of run: String) throws(SluiceError) -> SecretBytes? {
    guard try fileSystem.status(at: path(run)) != nil else { return nil }
    var bytes = try InputFile.contents(of: path(run), limit: 32, in: fileSystem)
    guard bytes.count == 32 else {
      throw SluiceError(.badData, "the key of the run must have 32 bytes", at: Place(file: path(run)))
    }
    return SecretBytes(consuming: &bytes)
  }

  /// Makes and keeps a key for a run, readable by its owner only.
  func makeKey(of run: String) throws(SluiceError) -> SecretBytes {
    try fileSystem.makeFolder(folder)
    for orphan in try Orphan.orphans(in: folder, of: fileSystem) { try fileSystem.remove(orphan) }
    var bytes = try Random.bytes(32)
    try AtomicFile.write(bytes, to: path(run), in: fileSystem)
    return SecretBytes(consuming: &bytes)
  }

  /// The key of this installation, which signs reports of pipelines that name none; made at first use.
  func installationKey() throws(SluiceError) -> JWK {
    let path = Path.join(folder, "installation.jwk")
    if try fileSystem.status(at: path) == nil {
      try fileSystem.makeFolder(folder)
      let key = try JWK.generate(.ed25519)
      try AtomicFile.write(Array(key.json(revealingSecret: true).pretty.utf8), to: path, in: fileSystem)
    }
    var bytes = try InputFile.contents(of: path, limit: 1 << 16, in: fileSystem)
    return try JWK(consuming: &bytes, file: path)
  }

  /// Forgets the key of a run.
  func forget(_ run: String) throws(SluiceError) {
    if try fileSystem.status(at: path(run)) != nil { try fileSystem.remove(path(run)) }
  }
}
