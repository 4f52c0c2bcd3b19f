internal import COpenSSL
public import SluiceCore

/// AES Key Wrap (RFC 3394, NIST SP 800-38F); the integrity check takes constant time.
public enum KeyWrap {
  /// Bytes by which a wrapped key is longer.
  public static let overhead = 8

  /// Wraps a key of 16 bytes or more, a multiple of 8, under a key of 16, 24 or 32 bytes.
  public static func wrap(_ key: SecretBytes, under wrappingKey: SecretBytes) throws(SluiceError) -> [UInt8] {
    guard key.count >= 16, key.count.isMultiple(of: 8), key.count <= 4096 else {
      throw SluiceError(.badData, "AES Key Wrap takes whole blocks of 8 bytes, at least 2")
    }
    let context = CipherContext()
    var wrapped = [UInt8](repeating: 0, count: key.count + overhead)
    var written: Int32 = 0
    let cipher = try unsafe cipher(for: wrappingKey)
    unsafe EVP_CIPHER_CTX_set_flags(context.handle, Int32(EVP_CIPHER_CTX_FLAG_WRAP_ALLOW))
    unsafe wrappingKey.withUnsafeBytes { kek in
      unsafe OpenSSL.must(
        EVP_EncryptInit_ex2(context.handle, cipher, kek.octets, nil, nil), "EVP_EncryptInit_ex2")
    }
    unsafe key.withUnsafeBytes { plain in
      unsafe OpenSSL.must(
        EVP_EncryptUpdate(context.handle, &wrapped, &written, plain.octets, Int32(plain.count)),
        "EVP_EncryptUpdate")
    }
    return wrapped
  }

  /// Unwraps what `wrap` made.
  ///
  /// - Throws: A `badData` error for a wrong length, a wrong key or a changed wrapping.
  public static func unwrap(
    _ wrapped: [UInt8], under wrappingKey: SecretBytes
  ) throws(SluiceError) -> SecretBytes {
    guard wrapped.count >= 24, wrapped.count.isMultiple(of: 8), wrapped.count <= 4096 + overhead else {
      throw SluiceError(.badData, "a wrapped key of \(wrapped.count) bytes is malformed")
    }
    let context = CipherContext()
    let cipher = try unsafe cipher(for: wrappingKey)
    unsafe EVP_CIPHER_CTX_set_flags(context.handle, Int32(EVP_CIPHER_CTX_FLAG_WRAP_ALLOW))
    unsafe wrappingKey.withUnsafeBytes { kek in
      unsafe OpenSSL.must(
        EVP_DecryptInit_ex2(context.handle, cipher, kek.octets, nil, nil), "EVP_DecryptInit_ex2")
    }
    // OpenSSL uses the room of the whole wrapping while it works.
    let room = try unsafe SecretBytes(count: wrapped.count) { output throws(SluiceError) in
      var written: Int32 = 0
      let start = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      try unsafe OpenSSL.check(
        EVP_DecryptUpdate(context.handle, start, &written, wrapped, Int32(wrapped.count)),
        "a wrapped key failed its integrity check")
    }
    return room.slice(0..<wrapped.count - overhead)
  }

  private static func cipher(for key: SecretBytes) throws(SluiceError) -> OpaquePointer {
    switch key.count {
    case 16: return unsafe aes128
    case 24: return unsafe aes192
    case 32: return unsafe aes256
    default: throw SluiceError(.badData, "an AES key has 16, 24 or 32 bytes, not \(key.count)")
    }
  }

  nonisolated(unsafe) private static let aes128 = unsafe OpenSSL.cipher("AES-128-WRAP")
  nonisolated(unsafe) private static let aes192 = unsafe OpenSSL.cipher("AES-192-WRAP")
  nonisolated(unsafe) private static let aes256 = unsafe OpenSSL.cipher("AES-256-WRAP")
}
