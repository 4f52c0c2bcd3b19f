public import SluiceCore

/// A file open for reading at any offset, from any thread.
public final class InputFile: Sendable {
  /// Path as given.
  public let path: String
  /// What was known about it when it was opened.
  public let status: FileStatus
  private let file: FileNumber
  private let fileSystem: any FileSystem

  /// Opens `path`; `.noInput` if it is missing or a folder.
  public init(_ path: String, in fileSystem: any FileSystem = LocalFileSystem()) throws(SluiceError) {
    let file = try fileSystem.open(path, for: .reading)
    do throws(SluiceError) {
      status = try fileSystem.status(of: file)
      guard status.kind != .folder else { throw SluiceError(.noInput, "is a folder, not a file") }
    } catch {
      try? fileSystem.close(file)
      throw error.at(Place(file: path))
    }
    self.path = path
    self.file = file
    self.fileSystem = fileSystem
  }

  deinit { try? fileSystem.close(file) }

  /// Size in bytes when it was opened.
  public var size: Int { status.size }

  /// Reads up to `buffer.count` bytes from `offset` on; less only at the end of the file.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    var count = 0
    while count < buffer.count {
      do throws(SluiceError) {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
        let step = unsafe try fileSystem.read(file, at: offset + count, into: rest)
        if step == 0 { break }
        count += step
      } catch {
        throw error.at(Place(file: path, byteOffset: offset + count))
      }
    }
    return count
  }

  /// The bytes of `range`; `.badData` if the file ends before.
  public func bytes(_ range: Range<Int>) throws(SluiceError) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= size else {
      throw SluiceError(.badData, "the file ends at byte \(size)", at: Place(file: path))
    }
    var failure: SluiceError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      do throws(SluiceError) {
        count = unsafe try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard bytes.count == range.count else {
      throw SluiceError(.badData, "the file ended while it was read", at: Place(file: path))
    }
    return bytes
  }

  /// All bytes of a small file; `.badData` if it is larger than `limit` bytes.
  public func contents(limit: Int) throws(SluiceError) -> [UInt8] {
    guard size <= limit else {
      throw SluiceError(
        .badData, "has \(ByteSize(bytes: size)), at most \(ByteSize(bytes: limit)) are read",
        at: Place(file: path))
    }
    return try bytes(0..<size)
  }

  /// All bytes of a small file.
  public static func contents(
    of path: String, limit: Int = 64 << 20, in fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) -> [UInt8] {
    try InputFile(path, in: fileSystem).contents(limit: limit)
  }
}
