internal import COpenSSL

/// Owns one `EVP_MD_CTX`; freeing it wipes its state.
@safe struct DigestContext: ~Copyable {
  let handle: OpaquePointer

  init() { unsafe handle = OpenSSL.must(EVP_MD_CTX_new(), "EVP_MD_CTX_new") }

  deinit { unsafe EVP_MD_CTX_free(handle) }

  func start(_ function: HashFunction) {
    unsafe OpenSSL.must(EVP_DigestInit_ex2(handle, function.descriptor, nil), "EVP_DigestInit_ex2")
  }

  func update(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    unsafe OpenSSL.must(EVP_DigestUpdate(handle, bytes.baseAddress, bytes.count), "EVP_DigestUpdate")
  }

  /// Writes the digest to `output`, which must have room for `digestSize` bytes.
  func finish(into output: UnsafeMutableRawPointer) {
    let bytes = unsafe output.assumingMemoryBound(to: UInt8.self)
    unsafe OpenSSL.must(EVP_DigestFinal_ex(handle, bytes, nil), "EVP_DigestFinal_ex")
  }

  func copyState(from other: borrowing DigestContext) {
    unsafe OpenSSL.must(EVP_MD_CTX_copy_ex(handle, other.handle), "EVP_MD_CTX_copy_ex")
  }
}
