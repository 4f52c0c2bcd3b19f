public import SluiceCore

/// A source that can be looked into before it is read.
@safe
public final class BufferedSource: ByteSource {
  private let source: any ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0

  /// A view of `source` that can look `capacity` bytes ahead.
  public init(_ source: any ByteSource, capacity: Int = 256 << 10) {
    self.source = source
    unsafe buffer = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit { unsafe buffer.deallocate() }

  /// The next bytes without taking them: `count` of them, less only at the end.
  public func peek(_ count: Int) throws(SluiceError) -> [UInt8] {
    let count = min(count, unsafe buffer.count)
    if end - start < count {
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      (start, end) = (0, end - start)
      while end < count {
        let step = unsafe try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        if step == 0 { break }
        end += step
      }
    }
    return unsafe Array(buffer[start..<min(end, start + count)])
  }

  /// Takes the next bytes.
  public func read(into target: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    guard start < end else { return unsafe try source.read(into: target) }
    let count = min(target.count, end - start)
    unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<start + count]))
    start += count
    return count
  }

  /// The bytes at hand, at least one of them; empty at the end.
  internal func window() throws(SluiceError) -> UnsafeMutableRawBufferPointer {
    if start == end {
      start = 0
      end = unsafe try source.read(into: buffer)
    }
    return unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end])
  }

  /// Takes `count` bytes of the window.
  internal func take(_ count: Int) {
    precondition(count <= end - start)
    start += count
  }
}
