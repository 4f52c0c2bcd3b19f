internal import COpenSSL
internal import SluiceCore

extension EVPKey {
  /// The shared secret of ECDH: the x coordinate (NIST curves) or the u coordinate (X25519).
  ///
  /// - Throws: A `badData` error for a peer on another curve and for a secret of zeros.
  func agree(with peer: EVPKey) throws(SluiceError) -> SecretBytes {
    let context = KeyContext(key: self)
    let message = "key agreement failed"
    try unsafe OpenSSL.check(EVP_PKEY_derive_init(context.handle), message)
    try unsafe OpenSSL.check(EVP_PKEY_derive_set_peer(context.handle, peer.handle), message)
    var count = 0
    try unsafe OpenSSL.check(EVP_PKEY_derive(context.handle, nil, &count), message)
    return try unsafe SecretBytes(count: count) { output throws(SluiceError) in
      try unsafe OpenSSL.check(
        EVP_PKEY_derive(context.handle, output.baseAddress?.assumingMemoryBound(to: UInt8.self), &count),
        message)
    }
  }

  /// A signature in the form of JWS: r and s side by side (ECDSA), or as in RFC 8032 (Ed25519).
  func sign(_ message: [UInt8], _ kind: KeyKind) throws(SluiceError) -> [UInt8] {
    let context = DigestContext()
    try unsafe OpenSSL.check(
      EVP_DigestSignInit_ex(context.handle, nil, kind.signatureHash?.rawValue, nil, nil, handle, nil),
      "the key cannot sign")
    var count = 256
    var signature = [UInt8](repeating: 0, count: count)
    try unsafe OpenSSL.check(
      EVP_DigestSign(context.handle, &signature, &count, message, message.count), "signing failed")
    signature.removeLast(signature.count - count)
    guard kind.signatureHash != nil else { return signature }
    return try ECDSASignature.fixedWidth(signature, width: kind.coordinateSize)
  }

  /// True if `signature` is the key's own over `message`.
  func verifies(_ signature: [UInt8], of message: [UInt8], _ kind: KeyKind) -> Bool {
    guard signature.count == kind.signatureSize else { return false }
    let encoded =
      kind.signatureHash == nil
      ? signature : ECDSASignature.derEncoded(signature, width: kind.coordinateSize)
    let context = DigestContext()
    let hash = kind.signatureHash?.rawValue
    let isReady = unsafe EVP_DigestVerifyInit_ex(context.handle, nil, hash, nil, nil, handle, nil) > 0
    let result =
      unsafe isReady
      && EVP_DigestVerify(context.handle, encoded, encoded.count, message, message.count) == 1
    if !result { ERR_clear_error() }
    return result
  }
}

/// Turns signatures between the DER form that OpenSSL speaks and the fixed width of IEEE P1363.
private enum ECDSASignature {
  static func fixedWidth(_ der: [UInt8], width: Int) throws(SluiceError) -> [UInt8] {
    let parsed = unsafe der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return unsafe d2i_ECDSA_SIG(nil, &position, buffer.count)
    }
    defer { unsafe ECDSA_SIG_free(parsed) }
    var fixed = [UInt8](repeating: 0, count: 2 * width)
    try unsafe fixed.withMutableBytes { output throws(SluiceError) in
      let start = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let r = unsafe BN_bn2binpad(ECDSA_SIG_get0_r(parsed), start, Int32(width))
      let s = unsafe BN_bn2binpad(ECDSA_SIG_get0_s(parsed), start.map { unsafe $0 + width }, Int32(width))
      try OpenSSL.check(min(r, s), "signing failed")
    }
    return fixed
  }

  static func derEncoded(_ fixed: [UInt8], width: Int) -> [UInt8] {
    let signature = unsafe OpenSSL.must(ECDSA_SIG_new(), "ECDSA_SIG_new")
    defer { unsafe ECDSA_SIG_free(signature) }
    unsafe fixed.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      let r = unsafe OpenSSL.must(BN_bin2bn(start, Int32(width), nil), "BN_bin2bn")
      let s = unsafe OpenSSL.must(BN_bin2bn(start + width, Int32(width), nil), "BN_bin2bn")
      unsafe OpenSSL.must(ECDSA_SIG_set0(signature, r, s), "ECDSA_SIG_set0")
    }
    var der = [UInt8](repeating: 0, count: Int(unsafe i2d_ECDSA_SIG(signature, nil)))
    unsafe der.withUnsafeMutableBufferPointer { buffer in
      var position = buffer.baseAddress
      _ = unsafe i2d_ECDSA_SIG(signature, &position)
    }
    return der
  }
}
