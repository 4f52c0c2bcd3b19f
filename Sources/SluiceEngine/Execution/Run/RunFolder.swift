internal import Glibc
internal import SluiceCore
internal import SluiceStorage

/// The folder of a run and the names in it.
struct RunFolder: Sendable {
  let path: String
  let fileSystem: any FileSystem

  var state: String { Path.join(path, "run.json") }
  var catalogue: String { Path.join(path, "lineage.sqlite") }
  var events: String { Path.join(path, "events.jsonl") }
  var report: String { Path.join(path, "report.json") }
  var reportPage: String { Path.join(path, "report.html") }
  var quarantine: String { Path.join(path, "quarantine") }
  var spill: String { Path.join(path, "spill") }

  func journal(_ phase: Int) -> String { Path.join(path, "journal/phase-\(phase).jsonl") }

  /// Makes the folder and those in it.
  func make() throws(SluiceError) {
    try fileSystem.makeFolder(Path.join(path, "journal"))
    try fileSystem.makeFolder(quarantine)
  }

  /// Removes what broken runs left behind; under the run's lock nobody else writes in these folders.
  func removeOrphans(in folders: [String]) throws(SluiceError) {
    for folder in [path, Path.join(path, "journal"), quarantine] + folders {
      guard try fileSystem.status(at: folder)?.kind == .folder else { continue }
      for name in try fileSystem.names(inFolder: folder) where Orphan.isTemporary(name) {
        try fileSystem.remove(Path.join(folder, name))
      }
    }
  }

  /// Removes the folder with all it holds.
  func remove() throws(SluiceError) { try RunFolder.remove(path, fileSystem) }

  private static func remove(_ path: String, _ fileSystem: any FileSystem) throws(SluiceError) {
    guard let status = try fileSystem.status(at: path) else { return }
    if status.kind == .folder {
      for name in try fileSystem.names(inFolder: path) { try remove(Path.join(path, name), fileSystem) }
    }
    try fileSystem.remove(path)
  }
}

/// Keeps two processes from working in one run's folder; the kernel lets go when its process ends.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  init(_ folder: RunFolder) throws(SluiceError) {
    let path = Path.join(folder.path, "lock")
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SluiceError(.inputOutput, "the run's folder cannot be locked", at: Place(file: path))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw SluiceError(
        .failed, "another process is working on this run", at: Place(file: folder.path),
        hint: "wait for it, or choose another folder with --output")
    }
    self.descriptor = descriptor
  }

  /// Lets go by name: closing alone would leave the lock with a child process that has not yet reached `exec`.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
