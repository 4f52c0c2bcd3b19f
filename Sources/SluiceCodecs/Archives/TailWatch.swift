internal import SluiceCore

/// Counts the zeros at the end of what was read.
internal final class TailWatch: ByteSource {
  private let source: any ByteSource
  internal private(set) var trailingZeros = 0

  internal init(_ source: any ByteSource) { self.source = source }

  internal func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    let count = unsafe try source.read(into: buffer)
    let last = unsafe buffer[..<count].lastIndex { $0 != 0 }
    trailingZeros = last.map { count - 1 - $0 } ?? trailingZeros + count
    return count
  }
}
