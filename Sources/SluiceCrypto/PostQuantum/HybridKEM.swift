internal import SluiceCore

/// MLKEM768-X25519, also known as X-Wing: a secret that stays one as long as either of the two does.
///
/// As in draft-connolly-cfrg-xwing-kem and draft-ietf-hpke-pq, number 0x647a of the HPKE registry. Experimental.
enum HybridKEM {
  static let seedSize = 32
  static let publicSize = MLKEM768.publicSize + 32
  static let ciphertextSize = MLKEM768.ciphertextSize + 32
  private static let label: [UInt8] = [0x5C, 0x2E, 0x2F, 0x2F, 0x5E, 0x5C]

  /// The public part of the key that follows from 32 bytes.
  static func publicKey(seed: SecretBytes) throws(SluiceError) -> [UInt8] {
    let parts = try expand(seed)
    return try MLKEM768.keyPair(seed: parts.lattice).publicKey + parts.curve.publicBytes(.x25519)
  }

  private static func expand(_ seed: SecretBytes) throws(SluiceError) -> (lattice: SecretBytes, curve: EVPKey)
  {
    guard seed.count == seedSize else { throw SluiceError(.badData, "a seed has \(seedSize) bytes") }
    let expanded = try Keccak.shake256([seed], count: MLKEM768.seedSize + 32)
    return (
      expanded.slice(0..<MLKEM768.seedSize),
      try EVPKey.raw(.x25519, privateKey: expanded.slice(MLKEM768.seedSize..<expanded.count))
    )
  }

  /// A ciphertext for a public key and the secret it carries.
  static func encapsulate(
    _ publicKey: [UInt8]
  ) throws(SluiceError) -> (ciphertext: [UInt8], secret: SecretBytes) {
    guard publicKey.count == publicSize else { throw SluiceError(.badData, "a key has \(publicSize) bytes") }
    let (lattice, curve) = (Array(publicKey.prefix(MLKEM768.publicSize)), Array(publicKey.suffix(32)))
    let ephemeral = try EVPKey.generate(.x25519)
    let point = try ephemeral.publicBytes(.x25519)
    let agreed = try ephemeral.agree(with: EVPKey.raw(.x25519, publicKey: curve))
    let (ciphertext, carried) = try MLKEM768.encapsulate(lattice, random: SecretBytes.random(32))
    return (ciphertext + point, try combine(carried, agreed, point, curve))
  }

  /// The secret in a ciphertext.
  static func decapsulate(_ ciphertext: [UInt8], seed: SecretBytes) throws(SluiceError) -> SecretBytes {
    guard ciphertext.count == ciphertextSize else {
      throw SluiceError(.badData, "a ciphertext has \(ciphertextSize) bytes")
    }
    let parts = try expand(seed)
    let point = Array(ciphertext.suffix(32))
    let carried = try MLKEM768.decapsulate(
      Array(ciphertext.prefix(MLKEM768.ciphertextSize)),
      privateKey: MLKEM768.keyPair(seed: parts.lattice).privateKey)
    let agreed = try parts.curve.agree(with: EVPKey.raw(.x25519, publicKey: point))
    return try combine(carried, agreed, point, parts.curve.publicBytes(.x25519))
  }

  private static func combine(
    _ carried: SecretBytes, _ agreed: SecretBytes, _ point: [UInt8], _ publicPoint: [UInt8]
  ) throws(SluiceError) -> SecretBytes {
    try Keccak.sha3([carried, agreed, .open(point), .open(publicPoint), .open(label)])
  }
}

/// HPKE in base mode (RFC 9180) with the one-stage key schedule of draft-ietf-hpke-pq: SHAKE256 and AES-256-GCM.
enum HybridHPKE {
  /// The key and nonce for the one message under `secret`.
  static func schedule(
    _ secret: SecretBytes, info: [UInt8]
  ) throws(SluiceError) -> (key: SecretBytes, nonce: [UInt8]) {
    let suite: [UInt8] = Array("HPKE".utf8) + [0x64, 0x7A, 0x00, 0x11, 0x00, 0x02]
    let (keySize, nonceSize, exporterSize) = (32, AESGCM.nonceSize, 64)
    let size = keySize + nonceSize + exporterSize
    let derived = try Keccak.shake256(
      [
        .open(prefixed([]) + [0, UInt8(secret.count)]), secret,
        .open(Array("HPKE-v1".utf8) + suite + prefixed(Array("secret".utf8)) + [0, UInt8(size)]),
        .open([0] + prefixed([]) + prefixed(info)),
      ], count: size)
    let nonce = unsafe derived.slice(keySize..<keySize + nonceSize).withUnsafeBytes { unsafe Array($0) }
    return (derived.slice(0..<keySize), nonce)
  }

  private static func prefixed(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
  }

  /// What binds an encrypted content key to its use (draft-ietf-jose-hpke-encrypt, Recipient_structure).
  static func recipientInfo(_ content: ContentEncryption) -> [UInt8] {
    Array("JOSE-HPKE rcpt".utf8) + [0xFF] + Array(content.rawValue.utf8) + [0xFF]
  }
}
