internal import COpenSSL

/// Owns one `EVP_CIPHER_CTX`; freeing it wipes its key schedule.
@safe struct CipherContext: ~Copyable {
  let handle: OpaquePointer

  init() { unsafe handle = OpenSSL.must(EVP_CIPHER_CTX_new(), "EVP_CIPHER_CTX_new") }

  deinit { unsafe EVP_CIPHER_CTX_free(handle) }
}
