internal import SluiceCore

/// The key derivation of ECDH-ES (RFC 7518 §4.6.2, NIST SP 800-56A), one round of SHA-256.
enum ConcatKDF {
  static func derive(
    _ secret: SecretBytes, algorithm: String, partyU: [UInt8], partyV: [UInt8], keySize: Int
  ) throws(SluiceError) -> SecretBytes {
    precondition(keySize <= Digest256.size)
    let hasher = SHA256Hasher()
    hasher.update(bigEndian(1))
    unsafe secret.withUnsafeBytes { unsafe hasher.update($0) }
    for field in [Array(algorithm.utf8), partyU, partyV] {
      hasher.update(bigEndian(field.count) + field)
    }
    hasher.update(bigEndian(keySize * 8))
    let digest = hasher.finalize()
    return unsafe digest.withUnsafeBytes { bytes in
      unsafe SecretBytes(copying: UnsafeRawBufferPointer(rebasing: bytes[..<keySize]))
    }
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    let value = UInt32(truncatingIfNeeded: number)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
