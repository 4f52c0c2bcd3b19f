internal import Glibc
public import SluiceCore
internal import Synchronization

/// A file that appears under its final name complete and synced, or not at all.
///
/// Bytes go to `<name>.tmp-<pid>-<n>` in the same folder. Publishing syncs that file, renames it and syncs the
/// folder; a file that is not published is removed when its owner goes away.
public struct AtomicFile: ~Copyable, Sendable {
  /// The final name.
  public let path: String
  /// Bytes written so far.
  public private(set) var size = 0
  /// Name before publication.
  public let temporaryPath: String
  private let fileSystem: any FileSystem
  private var file: FileNumber?
  private var isPublished = false

  /// Creates the temporary file; the folder must exist.
  ///
  /// - Parameter isShared: Whether others may read the file as far as the process's umask lets them; otherwise
  ///   only its owner can.
  public init(
    _ path: String, in fileSystem: any FileSystem = LocalFileSystem(), isShared: Bool = false
  ) throws(SluiceError) {
    let number = temporaryFiles.wrappingAdd(1, ordering: .relaxed).oldValue
    let temporaryPath = "\(path).tmp-\(getpid())-\(number)"
    let file = try fileSystem.open(temporaryPath, for: isShared ? .creatingShared : .creating)
    self.path = path
    self.temporaryPath = temporaryPath
    self.fileSystem = fileSystem
    self.file = file
  }

  deinit {
    if let file { try? fileSystem.close(file) }
    if !isPublished { try? fileSystem.remove(temporaryPath) }
  }

  /// Adds all of `bytes`.
  public mutating func write(_ bytes: Span<UInt8>) throws(SluiceError) {
    guard let file else { throw SluiceError(.bug, "written after publication", at: Place(file: path)) }
    var position = 0
    while position < bytes.count {
      do throws(SluiceError) {
        position += try fileSystem.write(bytes.extracting(position..<bytes.count), to: file)
      } catch {
        throw error.at(Place(file: path))
      }
    }
    size += bytes.count
  }

  /// Adds all of `bytes`.
  public mutating func write(_ bytes: [UInt8]) throws(SluiceError) { try write(bytes.span) }

  /// Makes the file appear under its final name, replacing what stands there; it then survives a loss of power.
  ///
  /// If this throws, the file may stand under its final name only complete.
  public mutating func publish() throws(SluiceError) {
    guard let file else { throw SluiceError(.bug, "published twice", at: Place(file: path)) }
    do throws(SluiceError) {
      try fileSystem.sync(file)
      self.file = nil
      try fileSystem.close(file)
      try fileSystem.rename(temporaryPath, to: path)
      isPublished = true
      try fileSystem.syncFolder(Path.folder(of: path))
    } catch {
      throw error.at(Place(file: path))
    }
  }

  /// Writes a whole small file in one go.
  public static func write(
    _ bytes: [UInt8], to path: String, in fileSystem: any FileSystem = LocalFileSystem(),
    isShared: Bool = false
  ) throws(SluiceError) {
    var file = try AtomicFile(path, in: fileSystem, isShared: isShared)
    try file.write(bytes.span)
    try file.publish()
  }
}

private let temporaryFiles = Atomic(0)
