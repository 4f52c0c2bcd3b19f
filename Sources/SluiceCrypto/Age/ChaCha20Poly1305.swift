internal import COpenSSL
internal import SluiceCore

/// ChaCha20-Poly1305 (RFC 8439), sealing only: the `age` format needs it, shards never do.
struct ChaCha20Poly1305: ~Copyable {
  static let tagSize = 16
  static let nonceSize = 12
  private let context = CipherContext()

  init(key: SecretBytes) throws(SluiceError) {
    guard key.count == 32 else { throw SluiceError(.bug, "a ChaCha20 key has 32 bytes") }
    unsafe key.withUnsafeBytes { bytes in
      unsafe OpenSSL.must(
        EVP_EncryptInit_ex2(context.handle, Self.cipher, bytes.octets, nil, nil), "EVP_EncryptInit_ex2")
    }
  }

  /// Ciphertext and tag at the end of `output`; a nonce must never serve twice.
  func seal(
    _ plaintext: UnsafeRawBufferPointer, nonce: [UInt8], appendingTo output: inout [UInt8]
  ) throws(SluiceError) {
    precondition(nonce.count == Self.nonceSize)
    guard let size = Int32(exactly: plaintext.count) else { throw SluiceError(.bug, "too long to seal") }
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: plaintext.count + Self.tagSize))
    let message = "ChaCha20-Poly1305 encryption failed"
    var written: Int32 = 0
    try unsafe OpenSSL.check(EVP_EncryptInit_ex2(context.handle, nil, nil, nonce, nil), message)
    try unsafe output.withUnsafeMutableBufferPointer { buffer throws(SluiceError) in
      guard let target = unsafe buffer.baseAddress.map({ unsafe $0 + start }) else { return }
      if size > 0 {
        try unsafe OpenSSL.check(
          EVP_EncryptUpdate(context.handle, target, &written, plaintext.octets, size), message)
      }
      let end = unsafe target + Int(size)
      try unsafe OpenSSL.check(EVP_EncryptFinal_ex(context.handle, end, &written), message)
      try unsafe OpenSSL.check(
        EVP_CIPHER_CTX_ctrl(context.handle, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagSize), end), message)
    }
  }

  nonisolated(unsafe) private static let cipher = unsafe OpenSSL.cipher("ChaCha20-Poly1305")
}
