internal import SluiceCodecs
internal import SluiceCore
internal import SluiceStorage

/// The stored bytes of a shard, which show every byte once, in order, to whoever wants to hash them.
internal final class StoredFile: SeekableByteSource {
  private let file: InputFile
  private let observer: ((Span<UInt8>) -> Void)?
  private var position = 0
  private var observed = 0

  internal init(_ file: InputFile, observer: ((Span<UInt8>) -> Void)?) {
    self.file = file
    self.observer = observer
  }

  internal var size: Int { file.size }

  internal func seek(to offset: Int) { position = offset }

  internal func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    let count = unsafe try file.read(at: position, into: buffer)
    if position <= observed, position + count > observed {
      let fresh = unsafe UnsafeRawBufferPointer(rebasing: buffer[(observed - position)..<count])
      observer?(unsafe Span(_unsafeBytes: fresh))
      observed = position + count
    }
    position += count
    return count
  }

  /// Reads what nobody has read yet, so that the observer sees all of the file.
  internal func observeRest() throws(SluiceError) {
    guard observer != nil else { return }
    let before = position
    position = observed
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
    defer { unsafe block.deallocate() }
    while unsafe try read(into: block) > 0 {}
    position = before
  }
}
