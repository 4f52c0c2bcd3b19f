internal import COpenSSL
internal import SluiceCore

/// Owns one `EVP_PKEY`.
///
/// OpenSSL wipes private parts when it is freed. Reading it from many threads is safe.
@safe final class EVPKey: @unchecked Sendable {
  let handle: OpaquePointer

  init(adopting handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe EVP_PKEY_free(handle) }
}

/// Owns one `EVP_PKEY_CTX`.
@safe struct KeyContext: ~Copyable {
  let handle: OpaquePointer

  init(algorithm: String) {
    unsafe handle = OpenSSL.must(
      EVP_PKEY_CTX_new_from_name(nil, algorithm, nil), "EVP_PKEY_CTX_new_from_name")
  }

  init(key: EVPKey) {
    unsafe handle = OpenSSL.must(
      EVP_PKEY_CTX_new_from_pkey(nil, key.handle, nil), "EVP_PKEY_CTX_new_from_pkey")
  }

  deinit { unsafe EVP_PKEY_CTX_free(handle) }
}

extension EVPKey {
  /// A fresh key pair of `kind`.
  static func generate(_ kind: KeyKind) throws(SluiceError) -> EVPKey {
    let context = KeyContext(algorithm: kind.algorithm)
    unsafe OpenSSL.must(EVP_PKEY_keygen_init(context.handle), "EVP_PKEY_keygen_init")
    if let group = kind.group {
      unsafe OpenSSL.must(EVP_PKEY_CTX_set_group_name(context.handle, group), "EVP_PKEY_CTX_set_group_name")
    }
    var key: OpaquePointer?
    try unsafe OpenSSL.check(EVP_PKEY_generate(context.handle, &key), "key generation failed")
    return unsafe EVPKey(adopting: OpenSSL.must(key, "EVP_PKEY_generate"))
  }

  /// A key of RFC 7748 or RFC 8032 from its 32 public or private bytes.
  static func raw(_ kind: KeyKind, publicKey: [UInt8]) throws(SluiceError) -> EVPKey {
    let key = unsafe EVP_PKEY_new_raw_public_key_ex(nil, kind.algorithm, nil, publicKey, publicKey.count)
    return try unsafe adopt(key, kind)
  }

  static func raw(_ kind: KeyKind, privateKey: SecretBytes) throws(SluiceError) -> EVPKey {
    let key = unsafe privateKey.withUnsafeBytes { bytes in
      unsafe EVP_PKEY_new_raw_private_key_ex(nil, kind.algorithm, nil, bytes.octets, bytes.count)
    }
    return try unsafe adopt(key, kind)
  }

  /// A key on a NIST curve; OpenSSL refuses a point that is not on the curve.
  ///
  /// - Parameters:
  ///   - kind: P-256 or P-384.
  ///   - point: 0x04, x and y, or nil where only the scalar is known.
  ///   - scalar: The private part, if any.
  static func elliptic(
    _ kind: KeyKind, point: [UInt8]?, scalar: SecretBytes?
  ) throws(SluiceError) -> EVPKey {
    let number = unsafe scalar.flatMap { secret in
      unsafe secret.withUnsafeBytes { unsafe BN_bin2bn($0.octets, Int32($0.count), BN_secure_new()) }
    }
    defer { unsafe BN_clear_free(number) }
    guard unsafe scalar == nil || number != nil else {
      throw SluiceError(.failed, "no locked memory left for a private key")
    }
    guard let point else {
      return try unsafe adopt(sl_openssl_elliptic_key(kind.group, nil, 0, number), kind)
    }
    return try unsafe adopt(sl_openssl_elliptic_key(kind.group, point, point.count, number), kind)
  }

  private static func adopt(_ key: OpaquePointer?, _ kind: KeyKind) throws(SluiceError) -> EVPKey {
    guard let key = unsafe key else {
      ERR_clear_error()
      throw SluiceError(.badData, "not a valid key of \(kind.curveName)")
    }
    return unsafe EVPKey(adopting: key)
  }

  /// Checks that the public part is a valid point and, for a pair, that it belongs to the private part.
  func validate(_ kind: KeyKind, isPair: Bool) throws(SluiceError) {
    let context = KeyContext(key: self)
    try unsafe OpenSSL.check(EVP_PKEY_public_check(context.handle), "not a valid key of \(kind.curveName)")
    if isPair {
      try unsafe OpenSSL.check(
        EVP_PKEY_pairwise_check(context.handle), "private and public part of the key do not belong together")
    }
  }

  /// The public part: x and y for NIST curves, the 32 bytes of RFC 7748 or RFC 8032 otherwise.
  func publicBytes(_ kind: KeyKind) throws(SluiceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: kind.publicSize + 1)
    var count = bytes.count
    if kind.group == nil {
      try unsafe OpenSSL.check(
        EVP_PKEY_get_raw_public_key(handle, &bytes, &count), "the key has no public part")
      return Array(bytes.prefix(count))
    }
    let size = kind.coordinateSize
    bytes.removeLast()
    for (half, name) in [OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y].enumerated() {
      var number: OpaquePointer?
      defer { unsafe BN_free(number) }
      try unsafe OpenSSL.check(
        EVP_PKEY_get_bn_param(handle, name, &number), "the key has no public part")
      try unsafe bytes.withMutableBytes { output throws(SluiceError) in
        let start = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        try unsafe OpenSSL.check(
          BN_bn2binpad(number, start.map { unsafe $0 + half * size }, Int32(size)),
          "the key has no public part")
      }
    }
    return bytes
  }

  /// The private part: a big-endian scalar of the curve's size, or the 32 bytes of RFC 7748 or RFC 8032.
  func privateBytes(_ kind: KeyKind) throws(SluiceError) -> SecretBytes {
    try unsafe SecretBytes(count: kind.privateSize) { output throws(SluiceError) in
      let start = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      if kind.group == nil {
        var count = output.count
        try unsafe OpenSSL.check(
          EVP_PKEY_get_raw_private_key(handle, start, &count), "the key has no private part")
        return
      }
      var number: OpaquePointer?
      defer { unsafe BN_clear_free(number) }
      try unsafe OpenSSL.check(
        EVP_PKEY_get_bn_param(handle, OSSL_PKEY_PARAM_PRIV_KEY, &number), "the key has no private part")
      try unsafe OpenSSL.check(
        BN_bn2binpad(number, start, Int32(output.count)), "the private part is longer than its curve")
    }
  }
}
