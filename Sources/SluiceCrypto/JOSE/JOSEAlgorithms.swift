internal import SluiceCore

/// Which algorithms a reader of envelopes accepts.
struct JOSEAlgorithms {
  let keySizes: Set<Int>
  let content: Set<ContentEncryption>

  /// What this library writes: keys of 256 bits only.
  static let own = JOSEAlgorithms(keySizes: [32], content: [.a256gcm])
  /// The shorter keys of the same algorithms, which published vectors use.
  static let allKeySizes = JOSEAlgorithms(keySizes: [16, 24, 32], content: Set(ContentEncryption.allCases))
}

/// Content encryption of RFC 7518 §5.3.
enum ContentEncryption: String, CaseIterable {
  case a128gcm = "A128GCM"
  case a192gcm = "A192GCM"
  case a256gcm = "A256GCM"

  var keySize: Int {
    switch self {
    case .a128gcm: 16
    case .a192gcm: 24
    case .a256gcm: 32
    }
  }

  func seal(
    _ plaintext: SecretBytes, key: SecretBytes, nonce: [UInt8], authenticating data: [UInt8]
  ) throws(SluiceError) -> [UInt8] {
    let cipher = try AESGCM(key: key)
    var sealed = [UInt8](repeating: 0, count: plaintext.count + AESGCM.tagSize)
    try unsafe sealed.withMutableBytes { output throws(SluiceError) in
      try unsafe plaintext.withUnsafeBytes { input throws(SluiceError) in
        try unsafe nonce.withBytes { nonce throws(SluiceError) in
          try unsafe data.withBytes { data throws(SluiceError) in
            try unsafe cipher.seal(input, nonce: nonce, authenticating: data, into: output)
          }
        }
      }
    }
    return sealed
  }

  func open(
    _ sealed: [UInt8], key: SecretBytes, nonce: [UInt8], authenticating data: [UInt8]
  ) throws(SluiceError) -> SecretBytes {
    let cipher = try AESGCM(key: key)
    guard sealed.count >= AESGCM.tagSize else { throw SluiceError(.badData, "the envelope is cut short") }
    return try unsafe SecretBytes(count: sealed.count - AESGCM.tagSize) { output throws(SluiceError) in
      try unsafe sealed.withBytes { input throws(SluiceError) in
        try unsafe nonce.withBytes { nonce throws(SluiceError) in
          try unsafe data.withBytes { data throws(SluiceError) in
            try unsafe cipher.open(input, nonce: nonce, authenticating: data, into: output)
          }
        }
      }
    }
  }
}

/// Key management of RFC 7518 §4.4 and §4.6, RFC 8037 §3.2: A*KW and ECDH-ES+A*KW.
enum KeyManagement {
  private static func name(_ kind: KeyKind, keySize: Int) -> String {
    (kind == .symmetric ? "A" : "ECDH-ES+A") + "\(keySize * 8)KW"
  }

  static func wrap(_ contentKey: SecretBytes, for key: JWK) throws(SluiceError) -> JWE.Recipient {
    guard let algorithm = key.kind.encryptionAlgorithm else {
      throw SluiceError(.badData, "a key of kind \(key.kind.rawValue) cannot receive an envelope")
    }
    guard let keyID = key.name else { throw SluiceError(.badData, "a recipient's key needs a 'kid'") }
    try key.require(
      algorithm: algorithm, use: "enc", operations: ["deriveKey", "deriveBits", "wrapKey", "unwrapKey"])
    var header = JSONObject()
    header["alg"] = JSON(algorithm)
    header["kid"] = JSON(keyID)
    let wrappingKey: SecretBytes
    if let peer = key.handle {
      let ephemeral = try EVPKey.generate(key.kind)
      let point = try ephemeral.publicBytes(key.kind)
      let epk = JWK(kind: key.kind, handle: nil, publicBytes: point, secret: nil, keyID: nil)
      header["epk"] = epk.json()
      wrappingKey = try ConcatKDF.derive(
        ephemeral.agree(with: peer), algorithm: algorithm, partyU: [], partyV: [], keySize: 32)
    } else if let secret = key.secret, secret.count == 32 {
      wrappingKey = secret
    } else {
      throw SluiceError(.badData, "A256KW needs a symmetric key of 32 bytes")
    }
    return JWE.Recipient(header: header, encryptedKey: try KeyWrap.wrap(contentKey, under: wrappingKey))
  }

  static func unwrap(
    _ encryptedKey: [UInt8], _ header: JOSEHeader, _ key: JWK, _ accepted: JOSEAlgorithms
  ) throws(SluiceError) -> SecretBytes {
    let algorithm = try header.required("alg")
    let sizes = key.kind == .symmetric ? [key.secret?.count ?? 0] : [16, 24, 32]
    let keySize = sizes.first { accepted.keySizes.contains($0) && name(key.kind, keySize: $0) == algorithm }
    guard let keySize, key.kind.encryptionAlgorithm != nil else {
      throw SluiceError(.badData, "key management '\(algorithm)' is refused: it is not that of the key")
    }
    try key.require(
      algorithm: algorithm, use: "enc", operations: ["deriveKey", "deriveBits", "unwrapKey", "decrypt"])
    guard let secret = key.secret else {
      throw SluiceError(.badData, "opening an envelope needs the private part of the key")
    }
    guard let handle = key.handle else { return try KeyWrap.unwrap(encryptedKey, under: secret) }
    let ephemeral = try JWK(json: header.object("epk"))
    guard ephemeral.kind == key.kind, let peer = ephemeral.handle else {
      throw SluiceError(.badData, "the envelope's ephemeral key is on another curve")
    }
    let wrappingKey = try ConcatKDF.derive(
      handle.agree(with: peer), algorithm: algorithm, partyU: header.optionalBytes("apu") ?? [],
      partyV: header.optionalBytes("apv") ?? [], keySize: keySize)
    return try KeyWrap.unwrap(encryptedKey, under: wrappingKey)
  }
}
