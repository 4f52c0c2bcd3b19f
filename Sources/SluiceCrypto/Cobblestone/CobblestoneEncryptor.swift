internal import COpenSSL
public import SluiceCore

/// Encrypts one Cobblestone-256 message as it is written, under a salt of its own.
@safe public final class CobblestoneEncryptor {
  /// Receives the message, piece by piece, in order.
  public typealias Sink = (UnsafeRawBufferPointer) throws(SluiceError) -> Void

  /// The key commitment in the message's header.
  public let commitment: [UInt8]
  /// Bytes handed to the sink so far.
  public private(set) var messageSize = 0
  private let keys: CobblestoneKeys
  private let sink: Sink
  private let pending: UnsafeMutableRawBufferPointer
  private let sealed: UnsafeMutableRawBufferPointer
  private var pendingCount = 0
  private var sealedCount = 0
  private var chunk = 0
  private var isFinished = false

  private static let chunksPerPiece = 16

  /// Draws a salt and hands the header to `sink`.
  ///
  /// - Parameters:
  ///   - key: Uniformly random, 32 bytes.
  ///   - context: Bound into the message; the reader must know it.
  ///   - sink: Receives the message.
  public convenience init(
    key: SecretBytes, context: [UInt8], sink: @escaping Sink
  ) throws(SluiceError) {
    try unsafe self.init(
      key: key, context: context, salt: Random.bytes(Cobblestone256.saltSize), sink: sink)
  }

  /// For vectors only: a salt must never serve twice under one key.
  init(key: SecretBytes, context: [UInt8], salt: [UInt8], sink: @escaping Sink) throws(SluiceError) {
    keys = try CobblestoneKeys(inputKey: key, salt: salt, context: context)
    commitment = keys.commitment
    unsafe self.sink = sink
    unsafe pending = .allocate(byteCount: Cobblestone256.chunkSize, alignment: 64)
    unsafe sealed = .allocate(
      byteCount: Self.chunksPerPiece * Cobblestone256.sealedChunkSize, alignment: 64)
    try unsafe (salt + commitment).withBytes { bytes throws(SluiceError) in try unsafe emit(bytes) }
  }

  deinit {
    unsafe OPENSSL_cleanse(pending.baseAddress, pending.count)
    unsafe pending.deallocate()
    unsafe sealed.deallocate()
  }

  /// Adds plaintext to the message.
  public func append(_ plaintext: UnsafeRawBufferPointer) throws(SluiceError) {
    precondition(!isFinished)
    var rest = unsafe plaintext
    if pendingCount > 0 {
      let count = min(rest.count, Cobblestone256.chunkSize - pendingCount)
      unsafe hold(UnsafeRawBufferPointer(rebasing: rest[..<count]))
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      guard pendingCount == Cobblestone256.chunkSize else { return }
      try unsafe seal(UnsafeRawBufferPointer(pending))
      pendingCount = 0
    }
    while rest.count >= Cobblestone256.chunkSize {
      try unsafe seal(UnsafeRawBufferPointer(rebasing: rest[..<Cobblestone256.chunkSize]))
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[Cobblestone256.chunkSize...])
    }
    unsafe hold(rest)
  }

  /// Seals the last chunk; the message is complete afterwards.
  public func finish() throws(SluiceError) {
    precondition(!isFinished)
    try unsafe seal(UnsafeRawBufferPointer(rebasing: pending[..<pendingCount]))
    try flush()
    isFinished = true
  }

  private func hold(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    unsafe UnsafeMutableRawBufferPointer(rebasing: pending[pendingCount...]).copyMemory(from: bytes)
    pendingCount += bytes.count
  }

  private func seal(_ plaintext: UnsafeRawBufferPointer) throws(SluiceError) {
    guard chunk < Cobblestone256.chunkLimit else { throw SluiceError(.badData, "message too long to seal") }
    let end = sealedCount + plaintext.count + AESGCM.tagSize
    let output = unsafe UnsafeMutableRawBufferPointer(rebasing: sealed[sealedCount..<end])
    try unsafe keys.withNonce(chunk) { nonce throws(SluiceError) in
      try unsafe keys.cipher.seal(plaintext, nonce: nonce, into: output)
    }
    sealedCount = end
    chunk += 1
    if unsafe sealedCount + Cobblestone256.sealedChunkSize > sealed.count { try flush() }
  }

  private func flush() throws(SluiceError) {
    guard sealedCount > 0 else { return }
    try unsafe emit(UnsafeRawBufferPointer(rebasing: sealed[..<sealedCount]))
    sealedCount = 0
  }

  private func emit(_ bytes: UnsafeRawBufferPointer) throws(SluiceError) {
    try unsafe sink(bytes)
    messageSize += bytes.count
  }
}
