internal import COpenSSL
public import SluiceCore

/// AES in Galois/Counter Mode (NIST SP 800-38D) with nonces of 12 bytes and tags of 16.
///
/// One instance serves one thread: it keeps one prepared context for each direction.
public final class AESGCM {
  /// Bytes of a nonce.
  public static let nonceSize = 12
  /// Bytes by which a sealed message is longer.
  public static let tagSize = 16
  private let sealing = CipherContext()
  private let opening = CipherContext()

  /// Prepares both directions under a key of 16, 24 or 32 bytes.
  public init(key: SecretBytes) throws(SluiceError) {
    let cipher: OpaquePointer
    switch key.count {
    case 16: unsafe cipher = Self.aes128
    case 24: unsafe cipher = Self.aes192
    case 32: unsafe cipher = Self.aes256
    default: throw SluiceError(.badData, "an AES key has 16, 24 or 32 bytes, not \(key.count)")
    }
    unsafe key.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe OpenSSL.must(EVP_EncryptInit_ex2(sealing.handle, cipher, start, nil, nil), "EVP_EncryptInit_ex2")
      unsafe OpenSSL.must(EVP_DecryptInit_ex2(opening.handle, cipher, start, nil, nil), "EVP_DecryptInit_ex2")
    }
  }

  /// Writes ciphertext and tag of `plaintext` to `output`, which is 16 bytes longer.
  ///
  /// A nonce must never serve twice under one key.
  public func seal(
    _ plaintext: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer,
    authenticating data: UnsafeRawBufferPointer = unsafe UnsafeRawBufferPointer(start: nil, count: 0),
    into output: UnsafeMutableRawBufferPointer
  ) throws(SluiceError) {
    let size = try unsafe Self.check(nonce: nonce, data: data, plaintextCount: plaintext.count)
    precondition(output.count == plaintext.count + Self.tagSize)
    let context = unsafe sealing.handle
    guard let result = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    var written: Int32 = 0
    let message = "AES-GCM encryption failed"
    try unsafe OpenSSL.check(EVP_EncryptInit_ex2(context, nil, nil, nonce.octets, nil), message)
    if data.count > 0 {
      try unsafe OpenSSL.check(
        EVP_EncryptUpdate(context, nil, &written, data.octets, Int32(data.count)), message)
    }
    if size > 0 {
      try unsafe OpenSSL.check(EVP_EncryptUpdate(context, result, &written, plaintext.octets, size), message)
    }
    try unsafe OpenSSL.check(EVP_EncryptFinal_ex(context, result + Int(size), &written), message)
    try unsafe OpenSSL.check(
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagSize), result + Int(size)), message)
  }

  /// Writes the plaintext of `sealed` to `output`, which is 16 bytes shorter.
  ///
  /// - Throws: A `badData` error if the tag does not match; `output` is zeroed then.
  public func open(
    _ sealed: UnsafeRawBufferPointer, nonce: UnsafeRawBufferPointer,
    authenticating data: UnsafeRawBufferPointer = unsafe UnsafeRawBufferPointer(start: nil, count: 0),
    into output: UnsafeMutableRawBufferPointer
  ) throws(SluiceError) {
    guard sealed.count >= Self.tagSize else {
      throw SluiceError(.badData, "sealed data is shorter than its tag")
    }
    let size = try unsafe Self.check(nonce: nonce, data: data, plaintextCount: sealed.count - Self.tagSize)
    precondition(output.count == Int(size))
    let context = unsafe opening.handle
    let result = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let message = "sealed data failed authentication"
    var written: Int32 = 0
    var spare: UInt8 = 0
    try unsafe OpenSSL.check(EVP_DecryptInit_ex2(context, nil, nil, nonce.octets, nil), message)
    let tag = unsafe UnsafeMutableRawPointer(mutating: sealed.baseAddress.map { unsafe $0 + Int(size) })
    try unsafe OpenSSL.check(
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagSize), tag), message)
    if data.count > 0 {
      try unsafe OpenSSL.check(
        EVP_DecryptUpdate(context, nil, &written, data.octets, Int32(data.count)), message)
    }
    if size > 0 {
      try unsafe OpenSSL.check(EVP_DecryptUpdate(context, result, &written, sealed.octets, size), message)
    }
    do throws(SluiceError) {
      try unsafe OpenSSL.check(EVP_DecryptFinal_ex(context, &spare, &written), message)
    } catch {
      unsafe OPENSSL_cleanse(output.baseAddress, output.count)
      throw error
    }
  }

  private static func check(
    nonce: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, plaintextCount: Int
  ) throws(SluiceError) -> Int32 {
    guard nonce.count == nonceSize else {
      throw SluiceError(.badData, "an AES-GCM nonce has 12 bytes, not \(nonce.count)")
    }
    guard let size = Int32(exactly: plaintextCount), Int32(exactly: data.count) != nil else {
      throw SluiceError(.badData, "a message of AES-GCM is limited to 2 GiB here")
    }
    return size
  }

  nonisolated(unsafe) private static let aes128 = unsafe OpenSSL.cipher("AES-128-GCM")
  nonisolated(unsafe) private static let aes192 = unsafe OpenSSL.cipher("AES-192-GCM")
  nonisolated(unsafe) private static let aes256 = unsafe OpenSSL.cipher("AES-256-GCM")
}

extension UnsafeRawBufferPointer {
  var octets: UnsafePointer<UInt8>? { unsafe baseAddress?.assumingMemoryBound(to: UInt8.self) }
}

extension UnsafeMutableRawBufferPointer {
  /// The bytes as OpenSSL and C take them.
  var octets: UnsafeMutablePointer<UInt8>? { unsafe baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
