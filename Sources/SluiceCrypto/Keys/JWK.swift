public import SluiceCore

/// A JSON Web Key (RFC 7517, 7518, 8037): strictly parsed, its private part in wiped memory.
public struct JWK: Sendable {
  /// What the key is.
  public let kind: KeyKind
  /// Name by which envelopes and signatures refer to the key; may be a DID URL.
  public var keyID: String?
  /// The `use` member: `sig` or `enc`.
  public let use: String?
  /// The `key_ops` member.
  public let operations: [String]?
  /// The `alg` member: the only algorithm the key may serve.
  public let algorithm: String?
  /// The private part or symmetric secret; nil for a public key.
  public let secret: SecretBytes?
  /// The public part: x and y (EC), x (OKP) or pub (AKP); empty for symmetric keys.
  public let publicBytes: [UInt8]
  /// The parsed key; nil for kinds that OpenSSL has no key of.
  let handle: EVPKey?

  init(
    kind: KeyKind, handle: EVPKey?, publicBytes: [UInt8], secret: SecretBytes?, keyID: String?,
    use: String? = nil, operations: [String]? = nil, algorithm: String? = nil
  ) {
    self.kind = kind
    self.handle = handle
    self.publicBytes = publicBytes
    self.secret = secret
    self.keyID = keyID
    self.use = use
    self.operations = operations
    self.algorithm = algorithm
  }

  /// A fresh key with its private part; without a `keyID` it is named by its thumbprint.
  public static func generate(_ kind: KeyKind, keyID: String? = nil) throws(SluiceError) -> JWK {
    if kind == .symmetric { return try symmetric(SecretBytes.random(32), keyID: keyID) }
    if kind == .hybrid { return try hybrid(SecretBytes.random(HybridKEM.seedSize), keyID: keyID) }
    let handle = try EVPKey.generate(kind)
    var key = JWK(
      kind: kind, handle: handle, publicBytes: try handle.publicBytes(kind),
      secret: try handle.privateBytes(kind), keyID: keyID)
    key.keyID = keyID ?? key.thumbprint
    return key
  }

  /// A symmetric key; without a `keyID` it has no name, for a thumbprint would be a digest of the secret.
  public static func symmetric(_ secret: SecretBytes, keyID: String? = nil) throws(SluiceError) -> JWK {
    guard secret.count >= 16 else { throw SluiceError(.badData, "a symmetric key has at least 16 bytes") }
    return JWK(kind: .symmetric, handle: nil, publicBytes: [], secret: secret, keyID: keyID)
  }

  private static func hybrid(_ seed: SecretBytes, keyID: String?) throws(SluiceError) -> JWK {
    var key = JWK(
      kind: .hybrid, handle: nil, publicBytes: try HybridKEM.publicKey(seed: seed), secret: seed,
      keyID: keyID,
      algorithm: KeyKind.hybrid.encryptionAlgorithm)
    key.keyID = keyID ?? key.thumbprint
    return key
  }

  /// The key without its private part; nil for symmetric keys, which have none to show.
  public var publicKey: JWK? {
    guard kind != .symmetric else { return nil }
    let handle = kind.isCurve ? try? Self.publicHandle(kind, publicBytes) : nil
    guard !kind.isCurve || handle != nil else { return nil }
    return JWK(
      kind: kind, handle: handle, publicBytes: publicBytes, secret: nil, keyID: keyID, use: use,
      algorithm: algorithm)
  }

  /// What envelopes and signatures call the key: its `kid`, else its thumbprint; nil for a symmetric key without.
  public var name: String? { keyID ?? (kind == .symmetric ? nil : thumbprint) }

  /// True if the private part or the secret is there.
  public var isPrivate: Bool { secret != nil }

  /// Thumbprint of RFC 7638 under SHA-256, in URL-safe base64; for symmetric keys it reveals the key's digest.
  public var thumbprint: String {
    Base64.urlString(Digest256.hash(requiredMembers.canonical).bytes)
  }

  static func publicHandle(_ kind: KeyKind, _ bytes: [UInt8]) throws(SluiceError) -> EVPKey {
    if kind.group == nil { return try EVPKey.raw(kind, publicKey: bytes) }
    return try EVPKey.elliptic(kind, point: [0x04] + bytes, scalar: nil)
  }

  /// Refuses a key whose `alg`, `use` or `key_ops` does not allow what it is about to do.
  public func require(
    algorithm wanted: String, use wantedUse: String, operations wantedAny: [String]
  ) throws(SluiceError) {
    if let algorithm, algorithm != wanted {
      throw SluiceError(.badData, "the key is for algorithm '\(algorithm)', not '\(wanted)'")
    }
    if let use, use != wantedUse {
      throw SluiceError(.badData, "the key is for use '\(use)', not '\(wantedUse)'")
    }
    if let operations, !operations.contains(where: wantedAny.contains) {
      throw SluiceError(.badData, "the key's operations do not include '\(wantedAny[0])'")
    }
  }
}
