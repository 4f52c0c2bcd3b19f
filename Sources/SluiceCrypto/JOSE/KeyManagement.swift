internal import SluiceCore

/// Key management of RFC 7518 §4.4 and §4.6, RFC 8037 §3.2: A*KW and ECDH-ES+A*KW; HPKE; and what services wrap.
enum KeyManagement {
  static func wrap(
    _ contentKey: SecretBytes, of content: ContentEncryption, for key: any HeldKey
  ) throws(SluiceError) -> JWE.Recipient {
    guard let algorithm = key.encryptionAlgorithm else {
      throw SluiceError(.badData, "a key of kind \(key.kind.rawValue) cannot receive an envelope")
    }
    guard let keyID = key.name else { throw SluiceError(.badData, "a recipient's key needs a 'kid'") }
    try key.require(
      algorithm: algorithm, use: "enc", operations: ["deriveKey", "deriveBits", "wrapKey", "unwrapKey"])
    var header = JSONObject()
    header["alg"] = JSON(algorithm)
    header["kid"] = JSON(keyID)
    guard key.kind != .symmetric else {
      return JWE.Recipient(header: header, encryptedKey: try key.wrap(contentKey))
    }
    guard let peer = key.publicKey else { throw SluiceError(.bug, "a key pair has no public part") }
    if key.kind == .hybrid { return try encapsulate(contentKey, content, peer, header) }
    let ephemeral = try JWK.generate(key.kind)
    header["epk"] = JWK(
      kind: key.kind, handle: nil, publicBytes: ephemeral.publicBytes, secret: nil, keyID: nil
    ).json()
    let wrappingKey = try ConcatKDF.derive(
      ephemeral.agree(with: peer), algorithm: algorithm, partyU: [], partyV: [], keySize: 32)
    return JWE.Recipient(header: header, encryptedKey: try KeyWrap.wrap(contentKey, under: wrappingKey))
  }

  /// The key encryption of draft-ietf-jose-hpke-encrypt.
  private static func encapsulate(
    _ contentKey: SecretBytes, _ content: ContentEncryption, _ peer: JWK, _ header: JSONObject
  ) throws(SluiceError) -> JWE.Recipient {
    let (ciphertext, secret) = try HybridKEM.encapsulate(peer.publicBytes)
    let (sealing, nonce) = try HybridHPKE.schedule(secret, info: HybridHPKE.recipientInfo(content))
    var header = header
    header["ek"] = JSON(Base64.urlString(ciphertext))
    let sealed = try ContentEncryption.a256gcm.seal(
      contentKey, key: sealing, nonce: nonce, authenticating: [])
    return JWE.Recipient(header: header, encryptedKey: sealed)
  }

  static func unwrap(
    _ encryptedKey: [UInt8], of content: ContentEncryption, _ header: JOSEHeader, _ key: any HeldKey,
    _ accepted: JOSEAlgorithms
  ) throws(SluiceError) -> SecretBytes {
    let algorithm = try header.required("alg")
    guard let keySize = keySize(algorithm, key, accepted) else {
      throw SluiceError(.badData, "key management '\(algorithm)' is refused: it is not that of the key")
    }
    try key.require(
      algorithm: algorithm, use: "enc", operations: ["deriveKey", "deriveBits", "unwrapKey", "decrypt"])
    if key.kind == .symmetric { return try key.unwrap(encryptedKey) }
    if key.kind == .hybrid {
      guard let encapsulated = try header.optionalBytes("ek") else {
        throw SluiceError(.badData, "'ek' of the header of the envelope is missing")
      }
      let (sealing, nonce) = try HybridHPKE.schedule(
        key.decapsulate(encapsulated), info: HybridHPKE.recipientInfo(content))
      return try ContentEncryption.a256gcm.open(encryptedKey, key: sealing, nonce: nonce, authenticating: [])
    }
    let ephemeral = try JWK(json: header.object("epk"))
    guard ephemeral.kind == key.kind else {
      throw SluiceError(.badData, "the envelope's ephemeral key is on another curve")
    }
    let wrappingKey = try ConcatKDF.derive(
      key.agree(with: ephemeral), algorithm: algorithm, partyU: header.optionalBytes("apu") ?? [],
      partyV: header.optionalBytes("apv") ?? [], keySize: keySize)
    return try KeyWrap.unwrap(encryptedKey, under: wrappingKey)
  }

  /// Size of the wrapping key under `algorithm`, nil if that is not the key's.
  private static func keySize(_ algorithm: String, _ key: any HeldKey, _ accepted: JOSEAlgorithms) -> Int? {
    guard let own = key.encryptionAlgorithm else { return nil }
    let sizes = key.kind == .symmetric ? [(key as? JWK)?.secret?.count ?? 32] : [16, 24, 32]
    return sizes.first { size in
      let isFamily = own.hasSuffix("A256KW")
      return accepted.keySizes.contains(size)
        && algorithm == (isFamily ? "\(own.dropLast(6))A\(size * 8)KW" : own)
    }
  }
}
