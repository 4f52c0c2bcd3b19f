public import SluiceCore

/// C2SP chunked-encryption with SHA-512 and AES-256-GCM: large messages in chunks of 16 KiB.
///
/// A message is a salt of 24 bytes, a key commitment of 32 and the sealed chunks, the last of which is always
/// shorter than the others. Position, end and context of every chunk are bound by key and nonce; a reader can
/// open any chunk alone. Specification: https://c2sp.org/chunked-encryption.
public enum Cobblestone256 {
  /// Bytes of the input key.
  public static let keySize = 32
  /// Bytes of the salt at the start of a message.
  public static let saltSize = 24
  /// Bytes of the commitment after the salt.
  public static let commitmentSize = 32
  /// Bytes before the first chunk.
  public static let headerSize = saltSize + commitmentSize
  /// Plaintext bytes of every chunk but the last, which has fewer.
  public static let chunkSize = 16_384
  /// Message bytes of every chunk but the last.
  public static let sealedChunkSize = chunkSize + AESGCM.tagSize
  /// Most chunks of one message.
  public static let chunkLimit = 1 << 38

  /// Size of the message that holds `plaintextSize` bytes.
  public static func messageSize(plaintextSize: Int) -> Int {
    headerSize + plaintextSize + (plaintextSize / chunkSize + 1) * AESGCM.tagSize
  }

  /// Plaintext bytes in a message of `messageSize` bytes, nil if no message has that size.
  public static func plaintextSize(messageSize: Int) -> Int? {
    let (chunks, rest) = (messageSize - headerSize).quotientAndRemainder(dividingBy: sealedChunkSize)
    guard messageSize >= headerSize, chunks < chunkLimit, rest >= AESGCM.tagSize else { return nil }
    return chunks * chunkSize + rest - AESGCM.tagSize
  }

  /// Offset in the message at which chunk number `index` starts.
  public static func offset(ofChunk index: Int) -> Int { headerSize + index * sealedChunkSize }

  /// The message that holds `plaintext`, under a fresh salt.
  public static func encrypt(
    _ plaintext: [UInt8], key: SecretBytes, context: [UInt8]
  ) throws(SluiceError) -> [UInt8] {
    let sink = ByteCollector(capacity: messageSize(plaintextSize: plaintext.count))
    let encryptor = try unsafe CobblestoneEncryptor(key: key, context: context) { unsafe sink.append($0) }
    try unsafe plaintext.withBytes { bytes throws(SluiceError) in try unsafe encryptor.append(bytes) }
    try encryptor.finish()
    return sink.bytes
  }

  /// The plaintext of a whole message.
  ///
  /// - Throws: A `badData` error if key, context, length or any chunk is wrong; no plaintext leaves then.
  public static func decrypt(
    _ message: [UInt8], key: SecretBytes, context: [UInt8]
  ) throws(SluiceError) -> [UInt8] {
    let decryptor = try CobblestoneDecryptor(
      key: key, context: context, header: message.prefix(headerSize), messageSize: message.count)
    var plaintext = [UInt8](repeating: 0, count: decryptor.plaintextSize)
    try unsafe message.withBytes { source throws(SluiceError) in
      let read: CobblestoneDecryptor.Source = { offset, buffer in
        let bytes = unsafe UnsafeRawBufferPointer(rebasing: source[offset..<offset + buffer.count])
        unsafe buffer.copyMemory(from: bytes)
      }
      try unsafe plaintext.withMutableBytes { output throws(SluiceError) in
        try unsafe decryptor.decrypt(0..<output.count, into: output, from: read)
      }
      if decryptor.plaintextSize.isMultiple(of: chunkSize) { try unsafe decryptor.verifyEnd(from: read) }
    }
    return plaintext
  }
}

/// Gathers what an encryptor emits.
private final class ByteCollector {
  var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  func append(_ piece: UnsafeRawBufferPointer) { unsafe bytes.append(contentsOf: piece) }
}
