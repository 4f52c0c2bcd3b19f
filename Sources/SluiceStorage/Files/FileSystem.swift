public import SluiceCore

/// Every call that touches a file, so that tests can put a faulty disk under the whole engine.
///
/// All errors are `.inputOutput`, except `.noInput` where a file named for reading does not exist.
public protocol FileSystem: Sendable {
  /// Opens a file.
  func open(_ path: String, for purpose: FilePurpose) throws(SluiceError) -> FileNumber

  /// Reads up to `buffer.count` bytes from `offset` on; 0 at the end of the file.
  func read(
    _ file: FileNumber, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SluiceError) -> Int

  /// Writes at the end of what was written before; may write less than all, never nothing.
  func write(_ bytes: Span<UInt8>, to file: FileNumber) throws(SluiceError) -> Int

  /// Returns when the file's bytes would survive a loss of power.
  func sync(_ file: FileNumber) throws(SluiceError)

  /// Closes a file; its number is invalid afterwards, even when this throws.
  func close(_ file: FileNumber) throws(SluiceError)

  /// What is known about an open file.
  func status(of file: FileNumber) throws(SluiceError) -> FileStatus

  /// What is known about a path, following links; nil if nothing is there.
  func status(at path: String) throws(SluiceError) -> FileStatus?

  /// Names in a folder without `.` and `..`, in ascending order of their bytes.
  func names(inFolder path: String) throws(SluiceError) -> [String]

  /// Gives a file a new name in one step, replacing what stands there.
  func rename(_ path: String, to newPath: String) throws(SluiceError)

  /// Removes a file or an empty folder.
  func remove(_ path: String) throws(SluiceError)

  /// Makes a folder and those above it; does nothing if it is there.
  func makeFolder(_ path: String) throws(SluiceError)

  /// Returns when the names in a folder would survive a loss of power.
  func syncFolder(_ path: String) throws(SluiceError)
}

/// An open file.
public struct FileNumber: Sendable, Equatable, Hashable {
  /// The descriptor of the operating system.
  public let descriptor: Int32

  /// The file behind a descriptor.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }
}

/// What a file is opened for.
public enum FilePurpose: Sendable, Equatable {
  /// Reading at any offset.
  case reading
  /// Writing a file that must not exist yet, readable and writable by its owner only.
  case creating
  /// Writing a file that must not exist yet, with the access that the process grants by default (umask).
  case creatingShared
  /// Writing at the end of a file, made if it is missing, readable and writable by its owner only.
  case appending
}

/// What is known about a file.
public struct FileStatus: Sendable, Equatable {
  /// What stands under a path.
  public enum Kind: Sendable, Equatable {
    /// Bytes.
    case file
    /// A folder.
    case folder
    /// A pipe, a device or a socket.
    case special
  }

  /// What it is.
  public var kind: Kind
  /// Size in bytes.
  public var size: Int
  /// When its bytes last changed.
  public var modified: Timestamp

  /// A status of the given parts.
  public init(kind: Kind, size: Int, modified: Timestamp) {
    self.kind = kind
    self.size = size
    self.modified = modified
  }
}
