internal import CMLKEM
internal import SluiceCore

/// ML-KEM-768 (FIPS 203): a secret carried to the holder of a key, safe from quantum computers.
enum MLKEM768 {
  static let seedSize = Int(SL_MLKEM_SEED)
  static let publicSize = Int(SL_MLKEM_PUBLIC)
  static let ciphertextSize = Int(SL_MLKEM_CIPHERTEXT)
  static let secretSize = Int(SL_MLKEM_SECRET)

  /// The key pair that follows from the 64 bytes d ‖ z.
  static func keyPair(seed: SecretBytes) throws(SluiceError) -> (publicKey: [UInt8], privateKey: SecretBytes)
  {
    precondition(seed.count == seedSize)
    var publicKey = [UInt8](repeating: 0, count: publicSize)
    let privateKey = try unsafe SecretBytes(count: Int(SL_MLKEM_PRIVATE)) { output in
      unsafe seed.withUnsafeBytes { unsafe sl_mlkem_generate($0.octets, &publicKey, output.octets) }
    }
    return (publicKey, privateKey)
  }

  /// A ciphertext and the secret it carries.
  ///
  /// - Parameter random: 32 random bytes.
  /// - Throws: A `badData` error for a key that is not one.
  static func encapsulate(
    _ publicKey: [UInt8], random: SecretBytes
  ) throws(SluiceError) -> (ciphertext: [UInt8], secret: SecretBytes) {
    guard publicKey.count == publicSize, random.count == 32 else {
      throw SluiceError(.badData, "a key of ML-KEM-768 has \(publicSize) bytes")
    }
    var ciphertext = [UInt8](repeating: 0, count: ciphertextSize)
    let secret = try unsafe SecretBytes(count: secretSize) { output throws(SluiceError) in
      let isKey = unsafe random.withUnsafeBytes {
        unsafe sl_mlkem_encapsulate(publicKey, $0.octets, &ciphertext, output.octets)
      }
      guard isKey else { throw SluiceError(.badData, "not a valid key of ML-KEM-768") }
    }
    return (ciphertext, secret)
  }

  /// The secret in a ciphertext; for one that was changed, another that nobody can foretell.
  static func decapsulate(
    _ ciphertext: [UInt8], privateKey: SecretBytes
  ) throws(SluiceError) -> SecretBytes {
    guard ciphertext.count == ciphertextSize, privateKey.count == Int(SL_MLKEM_PRIVATE) else {
      throw SluiceError(.badData, "a ciphertext of ML-KEM-768 has \(ciphertextSize) bytes")
    }
    return try unsafe SecretBytes(count: secretSize) { output throws(SluiceError) in
      let isKey = unsafe privateKey.withUnsafeBytes {
        unsafe sl_mlkem_decapsulate($0.octets, ciphertext, output.octets)
      }
      guard isKey else { throw SluiceError(.badData, "the parts of a private key do not belong together") }
    }
  }
}

/// SHA-3 and SHAKE (FIPS 202) of secrets.
enum Keccak {
  /// SHA3-256 of the parts, one after another.
  static func sha3(_ parts: [SecretBytes]) throws(SluiceError) -> SecretBytes {
    let message = try SecretBytes.joining(parts)
    return try unsafe SecretBytes(count: 32) { output in
      unsafe message.withUnsafeBytes { unsafe sl_sha3_256($0.octets, $0.count, output.octets) }
    }
  }

  /// `count` bytes of SHAKE256 of the parts, one after another.
  static func shake256(_ parts: [SecretBytes], count: Int) throws(SluiceError) -> SecretBytes {
    let message = try SecretBytes.joining(parts)
    return try unsafe SecretBytes(count: count) { output in
      unsafe message.withUnsafeBytes {
        unsafe sl_shake256($0.octets, $0.count, output.octets, output.count)
      }
    }
  }
}

extension SecretBytes {
  /// All bytes of `parts` in order.
  static func joining(_ parts: [SecretBytes]) throws(SluiceError) -> SecretBytes {
    try unsafe SecretBytes(count: parts.reduce(0) { $0 + $1.count }) { output in
      var position = 0
      for part in parts {
        unsafe part.withUnsafeBytes { bytes in
          unsafe UnsafeMutableRawBufferPointer(rebasing: output[position...]).copyMemory(from: bytes)
        }
        position += part.count
      }
    }
  }

  /// A copy of bytes that are no secret, to be joined with secrets.
  static func open(_ bytes: [UInt8]) -> SecretBytes {
    unsafe bytes.withUnsafeBytes { unsafe SecretBytes(copying: $0) }
  }
}
