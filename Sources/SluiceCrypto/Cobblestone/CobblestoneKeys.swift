internal import SluiceCore

/// What a message derives from input key, salt and context: a cipher, a base nonce and a commitment.
struct CobblestoneKeys {
  let cipher: AESGCM
  let commitment: [UInt8]
  private let nonceHead: UInt32
  private let nonceTail: UInt64

  private static let label = Array("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM".utf8)

  init(inputKey: SecretBytes, salt: [UInt8], context: [UInt8]) throws(SluiceError) {
    guard inputKey.count == Cobblestone256.keySize else {
      throw SluiceError(.badData, "a Cobblestone-256 key has 32 bytes, not \(inputKey.count)")
    }
    let commitmentStart = 32 + AESGCM.nonceSize
    let derived = try HKDF.expand(
      .sha512, key: inputKey, info: Self.label + [0] + salt + context,
      count: commitmentStart + Cobblestone256.commitmentSize)
    cipher = try AESGCM(key: derived.slice(0..<32))
    (nonceHead, nonceTail, commitment) = unsafe derived.withUnsafeBytes { bytes in
      unsafe (
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 32, as: UInt32.self)),
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 36, as: UInt64.self)),
        Array(bytes[commitmentStart...])
      )
    }
  }

  /// Lends the nonce of chunk `index` to `body`: the base nonce, its last bytes combined with the index.
  func withNonce<Failure: Error>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let nonce = SIMD4<UInt32>(
      nonceHead.bigEndian,
      UInt32(truncatingIfNeeded: (nonceTail ^ UInt64(index)) >> 32).bigEndian,
      UInt32(truncatingIfNeeded: nonceTail ^ UInt64(index)).bigEndian, 0)
    try unsafe withUnsafeBytes(of: nonce) { bytes throws(Failure) in
      try unsafe body(UnsafeRawBufferPointer(rebasing: bytes[..<AESGCM.nonceSize]))
    }
  }
}
