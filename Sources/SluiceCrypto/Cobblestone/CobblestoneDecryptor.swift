internal import COpenSSL
public import SluiceCore

/// Opens any range of one Cobblestone-256 message; nothing leaves that was not authenticated.
///
/// One instance serves one thread.
@safe public final class CobblestoneDecryptor {
  /// Fills the buffer with the message's bytes from an offset on.
  public typealias Source = (_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) ->
    Void

  /// Bytes of plaintext, by the message's size; authentic once the last chunk has been opened.
  public let plaintextSize: Int
  private let keys: CobblestoneKeys
  private let messageSize: Int
  private let sealed: UnsafeMutableRawBufferPointer
  private let opened: UnsafeMutableRawBufferPointer

  private static let chunksPerRead = 16

  /// Checks size and commitment before anything is decrypted.
  ///
  /// - Parameters:
  ///   - key: The input key, 32 bytes.
  ///   - context: What the writer bound.
  ///   - header: The first 56 bytes of the message.
  ///   - messageSize: Size of the whole message in bytes.
  /// - Throws: A `badData` error if the size is impossible, or key or context are not the writer's.
  public init(
    key: SecretBytes, context: [UInt8], header: some Collection<UInt8>, messageSize: Int
  ) throws(SluiceError) {
    guard let size = Cobblestone256.plaintextSize(messageSize: messageSize),
      header.count == Cobblestone256.headerSize
    else { throw SluiceError(.badData, "the sealed message is truncated: no message has its size") }
    keys = try CobblestoneKeys(
      inputKey: key, salt: Array(header.prefix(Cobblestone256.saltSize)), context: context)
    guard ConstantTime.areEqual(keys.commitment, Array(header.dropFirst(Cobblestone256.saltSize))) else {
      throw SluiceError(
        .badData, "the key commitment does not match: wrong key, wrong context or changed header")
    }
    plaintextSize = size
    self.messageSize = messageSize
    unsafe sealed = .allocate(
      byteCount: Self.chunksPerRead * Cobblestone256.sealedChunkSize, alignment: 64)
    unsafe opened = .allocate(byteCount: Cobblestone256.chunkSize, alignment: 64)
  }

  deinit {
    unsafe OPENSSL_cleanse(opened.baseAddress, opened.count)
    unsafe opened.deallocate()
    unsafe sealed.deallocate()
  }

  /// Opens the plaintext bytes of `range` into `output`, reading at most one chunk too many at either end.
  ///
  /// - Throws: A `badData` error if the range lies outside or a chunk is not authentic; what `source` throws.
  public func decrypt(
    _ range: Range<Int>, into output: UnsafeMutableRawBufferPointer, from source: Source
  ) throws(SluiceError) {
    precondition(output.count == range.count)
    guard range.lowerBound >= 0, range.upperBound <= plaintextSize else {
      throw SluiceError(.badData, "the range ends after the message")
    }
    guard !range.isEmpty else { return }
    var chunk = range.lowerBound / Cobblestone256.chunkSize
    let last = (range.upperBound - 1) / Cobblestone256.chunkSize
    while chunk <= last {
      let chunks = chunk..<min(last + 1, chunk + Self.chunksPerRead)
      try unsafe open(chunks, range, into: output, from: source)
      chunk = chunks.upperBound
    }
  }

  /// Opens the last chunk, which proves that the message ends where it claims to end.
  public func verifyEnd(from source: Source) throws(SluiceError) {
    let last = plaintextSize / Cobblestone256.chunkSize
    let start = Cobblestone256.offset(ofChunk: last)
    let input = unsafe UnsafeMutableRawBufferPointer(rebasing: sealed[..<(messageSize - start)])
    try unsafe source(start, input)
    let output = unsafe UnsafeMutableRawBufferPointer(rebasing: opened[..<(input.count - AESGCM.tagSize)])
    try unsafe open(last, UnsafeRawBufferPointer(input), into: output)
  }

  private func open(
    _ chunks: Range<Int>, _ range: Range<Int>, into output: UnsafeMutableRawBufferPointer, from source: Source
  ) throws(SluiceError) {
    let start = Cobblestone256.offset(ofChunk: chunks.lowerBound)
    let end = min(messageSize, Cobblestone256.offset(ofChunk: chunks.upperBound))
    let input = unsafe UnsafeMutableRawBufferPointer(rebasing: sealed[..<(end - start)])
    try unsafe source(start, input)
    for chunk in chunks {
      let offset = (chunk - chunks.lowerBound) * Cobblestone256.sealedChunkSize
      let piece = unsafe UnsafeRawBufferPointer(
        rebasing: input[offset..<min(input.count, offset + Cobblestone256.sealedChunkSize)])
      let first = chunk * Cobblestone256.chunkSize
      let extent = first..<first + piece.count - AESGCM.tagSize
      let wanted = extent.clamped(to: range)
      if wanted == extent {
        let start = extent.lowerBound - range.lowerBound
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: output[start..<start + extent.count])
        try unsafe open(chunk, piece, into: target)
      } else {
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: opened[..<extent.count])
        try unsafe open(chunk, piece, into: target)
        let copied = unsafe UnsafeRawBufferPointer(
          rebasing: target[wanted.lowerBound - first..<wanted.upperBound - first])
        unsafe UnsafeMutableRawBufferPointer(rebasing: output[(wanted.lowerBound - range.lowerBound)...])
          .copyMemory(from: copied)
      }
    }
  }

  private func open(
    _ chunk: Int, _ piece: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(SluiceError) {
    do throws(SluiceError) {
      try unsafe keys.withNonce(chunk) { nonce throws(SluiceError) in
        try unsafe keys.cipher.open(piece, nonce: nonce, into: output)
      }
    } catch {
      throw SluiceError(.badData, "chunk \(chunk) of the sealed message failed authentication")
    }
  }
}
