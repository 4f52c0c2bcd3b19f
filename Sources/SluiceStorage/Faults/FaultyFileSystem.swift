internal import Glibc
public import SluiceCore

/// A file system that fails when it is told to, for tests of everything that writes.
///
/// It counts every call and lets one of them fail; and it can play a loss of power, after which only what was
/// synced is left: bytes of files synced with `sync`, names of folders synced with `syncFolder`.
public final class FaultyFileSystem: FileSystem {
  /// How a call fails.
  public enum Fault: Sendable, Equatable, CaseIterable {
    /// The device reports an error (EIO).
    case device
    /// The file system is full (ENOSPC).
    case full
    /// A write takes half of its bytes and every later one fails with ENOSPC; other calls fail with EIO.
    case shortWrite
  }

  private let base: any FileSystem
  private let fault: Fault
  private let state: Monitor<State>

  /// A file system over `base` whose call number `call`, counted from 0, fails; nil for none.
  public init(
    failing call: Int? = nil, with fault: Fault = .device, over base: any FileSystem = LocalFileSystem()
  ) {
    self.base = base
    self.fault = fault
    state = Monitor(State(failingCall: call))
  }

  /// Number of calls so far.
  public var calls: Int { state.withLock { $0.calls } }

  /// True once the call that was to fail has been made.
  public var hasFailed: Bool { state.withLock { $0.hasFailed } }

  /// Undoes all that was not synced, as a loss of power would.
  public func losePower() throws(SluiceError) {
    let (changes, files) = state.withLock { state in
      let lost = (state.changes, state.durableSizes)
      state.changes = []
      state.durableSizes = [:]
      return lost
    }
    for (path, size) in files where try base.status(at: path) != nil {
      guard unsafe truncate(path, size) == 0 else { throw .system("truncate", path) }
    }
    for change in changes.reversed() { try undo(change) }
  }
}

extension FaultyFileSystem {
  internal struct State {
    var failingCall: Int?
    var calls = 0
    var hasFailed = false
    var isFull = false
    var changes: [Change] = []
    var paths: [FileNumber: String] = [:]
    /// Sizes that a loss of power leaves of the files written to.
    var durableSizes: [String: Int] = [:]
  }

  /// A change of names that a loss of power undoes as long as the folder is not synced.
  internal enum Change {
    case created(String)
    case renamed(String, to: String, replacing: [UInt8]?)
    case removed(String, contents: [UInt8]?)

    var folder: String {
      switch self {
      case .created(let path), .renamed(_, to: let path, _), .removed(let path, _): Path.folder(of: path)
      }
    }
  }

  private func undo(_ change: Change) throws(SluiceError) {
    switch change {
    case .created(let path):
      if try base.status(at: path) != nil { try base.remove(path) }
    case .renamed(let path, to: let newPath, let replaced):
      if try base.status(at: newPath) != nil { try base.rename(newPath, to: path) }
      if let replaced { try restore(replaced, at: newPath) }
    case .removed(let path, let contents):
      if let contents { try restore(contents, at: path) } else { try base.makeFolder(path) }
    }
  }

  private func restore(_ contents: [UInt8], at path: String) throws(SluiceError) {
    try AtomicFile.write(contents, to: path, in: base)
  }

  private func contents(of path: String) -> [UInt8]? {
    try? InputFile.contents(of: path, limit: .max, in: base)
  }

  /// Counts a call and throws if it is the one to fail; returns true if a write shall be short.
  @discardableResult
  private func count(_ action: String, _ path: String? = nil, isWrite: Bool = false) throws(SluiceError)
    -> Bool
  {
    let (fails, isFull) = state.withLock { state in
      let fails = state.calls == state.failingCall
      state.calls += 1
      if fails { state.hasFailed = true }
      let isFull = state.isFull
      if fails, fault == .shortWrite, isWrite { state.isFull = true }
      return (fails, isFull)
    }
    if isWrite, isFull { throw .system(action, path, number: ENOSPC) }
    guard fails else { return false }
    if fault == .shortWrite, isWrite { return true }
    throw .system(action, path, number: fault == .full ? ENOSPC : EIO)
  }
}

extension FaultyFileSystem {
  /// Opens a file, remembering what a loss of power would undo.
  public func open(_ path: String, for purpose: FilePurpose) throws(SluiceError) -> FileNumber {
    try count("open", path)
    let existed = try base.status(at: path) != nil
    let file = try base.open(path, for: purpose)
    let size = try base.status(of: file).size
    state.withLock { state in
      guard purpose != .reading else { return }
      state.paths[file] = path
      state.durableSizes[path] = size
      if !existed { state.changes.append(.created(path)) }
    }
    return file
  }

  /// Reads through to the file system below.
  public func read(
    _ file: FileNumber, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SluiceError) -> Int {
    try count("read")
    return unsafe try base.read(file, at: offset, into: buffer)
  }

  /// Writes through, or half of the bytes when the write is to be short.
  public func write(_ bytes: Span<UInt8>, to file: FileNumber) throws(SluiceError) -> Int {
    let isShort = try count("write", isWrite: true)
    return try base.write(isShort ? bytes.extracting(0..<max(1, bytes.count / 2)) : bytes, to: file)
  }

  /// Makes the file's bytes survive a loss of power.
  public func sync(_ file: FileNumber) throws(SluiceError) {
    try count("sync")
    try base.sync(file)
    let size = try base.status(of: file).size
    state.withLock { state in
      if let path = state.paths[file] { state.durableSizes[path] = size }
    }
  }

  /// Closes the file, also when it then fails.
  public func close(_ file: FileNumber) throws(SluiceError) {
    state.withLock { _ = $0.paths.removeValue(forKey: file) }
    try base.close(file)
    try count("close")
  }

  /// What is known about an open file.
  public func status(of file: FileNumber) throws(SluiceError) -> FileStatus {
    try count("read the status")
    return try base.status(of: file)
  }

  /// What is known about a path.
  public func status(at path: String) throws(SluiceError) -> FileStatus? {
    try count("read the status", path)
    return try base.status(at: path)
  }

  /// Names in a folder.
  public func names(inFolder path: String) throws(SluiceError) -> [String] {
    try count("list the folder", path)
    return try base.names(inFolder: path)
  }

  /// Renames, remembering what a loss of power would undo.
  public func rename(_ path: String, to newPath: String) throws(SluiceError) {
    try count("rename", path)
    let replaced = contents(of: newPath)
    try base.rename(path, to: newPath)
    state.withLock { state in
      state.changes.append(.renamed(path, to: newPath, replacing: replaced))
      if let size = state.durableSizes.removeValue(forKey: path) { state.durableSizes[newPath] = size }
    }
  }

  /// Removes, remembering what a loss of power would undo.
  public func remove(_ path: String) throws(SluiceError) {
    try count("remove", path)
    let lost = contents(of: path)
    try base.remove(path)
    state.withLock { state in
      state.changes.append(.removed(path, contents: lost))
      state.durableSizes[path] = nil
    }
  }

  /// Makes a folder.
  public func makeFolder(_ path: String) throws(SluiceError) {
    try count("make the folder", path)
    try base.makeFolder(path)
  }

  /// Makes the names of the folder survive a loss of power.
  public func syncFolder(_ path: String) throws(SluiceError) {
    try count("sync the folder", path)
    try base.syncFolder(path)
    state.withLock { $0.changes.removeAll { $0.folder == path } }
  }
}
