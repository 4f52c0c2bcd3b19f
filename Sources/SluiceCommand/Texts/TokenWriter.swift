internal import SluiceCore
internal import SluiceStorage

/// Writes ids to a file that appears complete or not at all, or to standard output.
struct TokenWriter: ~Copyable {
  private var file: AtomicFile?
  private var offsets: AtomicFile?
  private let console: Console
  /// Number of ids written.
  private var count: UInt64 = 0

  init(_ path: String?, hasOffsets: Bool, _ console: Console) throws(SluiceError) {
    self.console = console
    guard let path else { return }
    file = try AtomicFile(path)
    guard hasOffsets else { return }
    offsets = try AtomicFile(path + ".offsets")
    try writeOffset()
  }

  /// Writes the ids of some documents.
  ///
  /// - Parameters:
  ///   - bytes: The ids as they are written.
  ///   - documents: Number of ids of each document.
  mutating func write(_ bytes: [UInt8], documents: [Int]) throws(SluiceError) {
    if file == nil { return try console.write(String(decoding: bytes, as: UTF8.self)) }
    try file?.write(bytes)
    for size in documents {
      count += UInt64(size)
      try writeOffset()
    }
  }

  /// Makes the files appear.
  mutating func publish() throws(SluiceError) {
    try offsets?.publish()
    try file?.publish()
  }

  private mutating func writeOffset() throws(SluiceError) {
    guard offsets != nil else { return }
    let number = count
    try offsets?.write((0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) })
  }
}
