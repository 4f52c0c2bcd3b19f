internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// An atomic file that digests what is written to it.
final class DigestedFile {
  private var file: AtomicFile
  /// Bytes written so far.
  var size: Int { file.size }
  private let hasher = SHA256Hasher()

  init(_ path: String, _ fileSystem: any FileSystem) throws(SluiceError) {
    file = try AtomicFile(path, in: fileSystem, isShared: true)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SluiceError) {
    unsafe hasher.update(bytes)
    try unsafe file.write(bytes.bindMemory(to: UInt8.self).span)
  }

  func write(_ bytes: [UInt8]) throws(SluiceError) {
    hasher.update(bytes)
    try file.write(bytes)
  }

  /// Makes the file appear under its name, and says what its digest is.
  func publish() throws(SluiceError) -> Digest256 {
    try file.publish()
    return hasher.finalize()
  }
}
