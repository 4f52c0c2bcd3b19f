internal import Glibc
public import SluiceCore
internal import SluiceCrypto

/// Digests of the files of a run's folder: what a report signs for and a verifier compares.
public enum EvidenceFiles {
  /// Digests of every file in `folder` and below, in the order of their paths.
  ///
  /// - Parameters:
  ///   - folder: The run's folder.
  ///   - excluded: Paths relative to it that are left out, such as the report itself; a folder's name leaves
  ///     out all it holds.
  /// - Throws: `noInput` for a missing folder, `inputOutput` if something cannot be read, `badData` for links
  ///   and devices, which no run writes.
  public static func scan(
    _ folder: String, excluding excluded: Set<String> = []
  ) throws(SluiceError) -> [EvidenceFile] {
    var files: [EvidenceFile] = []
    var pending = [""]
    while let relative = pending.popLast() {
      for name in try entries(of: join(folder, relative)) {
        let path = relative.isEmpty ? name : relative + "/" + name
        guard !excluded.contains(path) else { continue }
        switch try kind(of: join(folder, path)) {
        case S_IFDIR: pending.append(path)
        case S_IFREG: files.append(try digest(join(folder, path), named: path))
        default:
          throw SluiceError(.badData, "neither a file nor a folder", at: Place(file: join(folder, path)))
        }
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// Size and digest of one file, under the name `named`.
  ///
  /// - Throws: `noInput` for a missing file, otherwise `inputOutput`.
  public static func digest(_ path: String, named: String) throws(SluiceError) -> EvidenceFile {
    let hasher = SHA256Hasher()
    var total = 0
    unsafe try forEachBlock(of: path) { block in
      unsafe hasher.update(block)
      total += block.count
      return true
    }
    return EvidenceFile(path: named, bytes: total, sha256: hasher.finalize().hex)
  }

  /// All bytes of a file of at most `limit` bytes.
  ///
  /// - Throws: `noInput` for a missing file, `badData` for one that is too large, otherwise `inputOutput`.
  public static func read(_ path: String, limit: Int) throws(SluiceError) -> [UInt8] {
    var bytes: [UInt8] = []
    unsafe try forEachBlock(of: path) { block in
      unsafe bytes.append(contentsOf: block)
      return bytes.count <= limit
    }
    guard bytes.count <= limit else {
      throw SluiceError(.badData, "file is over the limit of \(limit) bytes", at: Place(file: path))
    }
    return bytes
  }

  /// Hands over block after block until the end or until `body` returns false.
  private static func forEachBlock(
    of path: String, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(SluiceError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw failure(path) }
    defer { _ = close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      let goesOn = unsafe buffer.withUnsafeBytes {
        unsafe body(UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
      guard count > 0, goesOn else { return }
    }
  }

  private static func entries(of folder: String) throws(SluiceError) -> [String] {
    guard let stream = unsafe opendir(folder) else { throw failure(folder) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw failure(folder) }
    return names
  }

  private static func kind(of path: String) throws(SluiceError) -> mode_t {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { throw failure(path) }
    return status.st_mode & S_IFMT
  }

  private static func join(_ folder: String, _ path: String) -> String {
    path.isEmpty ? folder : folder + "/" + path
  }

  private static func failure(_ path: String) -> SluiceError {
    let number = errno
    let reason = unsafe String(cString: strerror(number))
    return SluiceError(
      number == ENOENT ? .noInput : .inputOutput, "cannot read: \(reason)", at: Place(file: path))
  }
}
