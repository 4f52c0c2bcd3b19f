internal import Glibc
public import SluiceCore

/// The files of this machine through POSIX calls; calls interrupted by a signal are repeated.
public struct LocalFileSystem: FileSystem {
  /// The one there is.
  public init() {}

  /// Opens a file; it is closed in processes that this one starts.
  public func open(_ path: String, for purpose: FilePurpose) throws(SluiceError) -> FileNumber {
    let flags: Int32 =
      switch purpose {
      case .reading: O_RDONLY
      case .creating, .creatingShared: O_WRONLY | O_CREAT | O_EXCL
      case .appending: O_WRONLY | O_CREAT | O_APPEND
      }
    let descriptor = retried {
      unsafe Glibc.open(path, flags | O_CLOEXEC, purpose == .creatingShared ? 0o666 : 0o600)
    }
    guard descriptor >= 0 else { throw .system(flags & O_EXCL != 0 ? "create" : "open", path) }
    return FileNumber(descriptor)
  }

  /// Reads up to `buffer.count` bytes from `offset` on; pipes are read where they stand.
  public func read(
    _ file: FileNumber, at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SluiceError) -> Int {
    let count = retried {
      unsafe pread(file.descriptor, buffer.baseAddress, min(buffer.count, 1 << 30), offset)
    }
    guard count < 0 else { return count }
    guard errno == ESPIPE else { throw .system("read") }
    let piped = retried { unsafe Glibc.read(file.descriptor, buffer.baseAddress, buffer.count) }
    guard piped >= 0 else { throw .system("read") }
    return piped
  }

  /// Writes at the end of what was written before.
  public func write(_ bytes: Span<UInt8>, to file: FileNumber) throws(SluiceError) -> Int {
    let count = unsafe bytes.withUnsafeBufferPointer { buffer in
      retried { unsafe Glibc.write(file.descriptor, buffer.baseAddress, min(buffer.count, 1 << 30)) }
    }
    guard count >= 0 else { throw .system("write") }
    return count
  }

  /// Calls fsync.
  public func sync(_ file: FileNumber) throws(SluiceError) {
    guard retried({ fsync(file.descriptor) }) == 0 else { throw .system("sync") }
  }

  /// Closes the descriptor.
  public func close(_ file: FileNumber) throws(SluiceError) {
    guard Glibc.close(file.descriptor) == 0 || errno == EINTR else { throw .system("close") }
  }

  /// What is known about an open file.
  public func status(of file: FileNumber) throws(SluiceError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(file.descriptor, &status) == 0 else { throw .system("read the status") }
    return FileStatus(status)
  }

  /// What is known about a path, following links.
  public func status(at path: String) throws(SluiceError) -> FileStatus? {
    var status = stat()
    guard unsafe fstatat(AT_FDCWD, path, &status, 0) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system("read the status", path)
    }
    return FileStatus(status)
  }

  /// Names in a folder in ascending order of their bytes.
  public func names(inFolder path: String) throws(SluiceError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw .system("list the folder", path) }
    defer { unsafe _ = closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      let length = unsafe Int(entry.pointee.d_reclen)
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: length) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .system("list the folder", path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Gives a file a new name in one step.
  public func rename(_ path: String, to newPath: String) throws(SluiceError) {
    guard unsafe Glibc.rename(path, newPath) == 0 else { throw .system("rename to \(newPath)", path) }
  }

  /// Removes a file or an empty folder.
  public func remove(_ path: String) throws(SluiceError) {
    guard unsafe Glibc.remove(path) == 0 else { throw .system("remove", path) }
  }

  /// Makes a folder and those above it.
  public func makeFolder(_ path: String) throws(SluiceError) {
    guard !path.isEmpty, try status(at: path)?.kind != .folder else { return }
    try makeFolder(Path.folder(of: path))
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .system("make the folder", path) }
    guard try status(at: path)?.kind == .folder else {
      throw .system("make the folder", path, number: ENOTDIR)
    }
  }

  /// Calls fsync on the folder.
  public func syncFolder(_ path: String) throws(SluiceError) {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open the folder", path) }
    defer { _ = Glibc.close(descriptor) }
    guard retried({ fsync(descriptor) }) == 0 || errno == EINVAL else {
      throw .system("sync the folder", path)
    }
  }

  private func retried<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .special
      }
    let seconds = Int64(status.st_mtim.tv_sec)
    let modified = Timestamp(microseconds: seconds * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000)
    self.init(kind: kind, size: Int(status.st_size), modified: modified)
  }
}
