public import SluiceCore

/// Bytes that are read once from first to last.
public protocol ByteSource: AnyObject {
  /// Reads up to `buffer.count` bytes; 0 only at the end or for an empty buffer.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int
}

/// Bytes that can also be read again from any offset, as the directory at the end of a zip file wants.
public protocol SeekableByteSource: ByteSource {
  /// Size in bytes.
  var size: Int { get }

  /// Lets the next read start at `offset`, which is at most `size`.
  func seek(to offset: Int)
}

/// Bytes in memory.
public final class MemorySource: SeekableByteSource {
  private let bytes: [UInt8]
  private var position = 0

  /// A source of `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Number of bytes.
  public var size: Int { bytes.count }

  /// Lets the next read start at `offset`.
  public func seek(to offset: Int) { position = min(max(0, offset), bytes.count) }

  /// Copies what follows.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    let count = min(buffer.count, bytes.count - position)
    unsafe bytes.withUnsafeBytes { source in
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
    }
    position += count
    return count
  }
}
