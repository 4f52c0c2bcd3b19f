public import SluiceCore

/// A key that can be used, wherever its secret lives: in this process, in a token or at a key service.
///
/// What a kind of key cannot do throws. To be a recipient, the public part of a pair is enough.
public protocol HeldKey: Sendable {
  /// What the key is.
  var kind: KeyKind { get }
  /// Name by which envelopes and signatures refer to the key, where its owner gave it one.
  var keyID: String? { get }
  /// The only algorithm the key may serve; nil for any that fits its kind.
  var algorithm: String? { get }
  /// The public part; nil for symmetric keys, which have none.
  var publicKey: JWK? { get }
  /// Algorithm by which the key receives an envelope; nil if it only signs.
  var encryptionAlgorithm: String? { get }

  /// Refuses a key that its owner does not allow to do what it is about to do.
  func require(algorithm wanted: String, use: String, operations: [String]) throws(SluiceError)
  /// The shared secret of ECDH with a peer on the same curve.
  func agree(with peer: JWK) throws(SluiceError) -> SecretBytes
  /// The shared secret that `encapsulated` carries, for keys that encapsulate.
  func decapsulate(_ encapsulated: [UInt8]) throws(SluiceError) -> SecretBytes
  /// A content key under this symmetric key.
  func wrap(_ key: SecretBytes) throws(SluiceError) -> [UInt8]
  /// The content key in what `wrap` made.
  func unwrap(_ wrapped: [UInt8]) throws(SluiceError) -> SecretBytes
  /// A signature in the form of JWS (RFC 7518 §3.4, RFC 8037 §3.1).
  func sign(_ message: [UInt8]) throws(SluiceError) -> [UInt8]
}

extension HeldKey {
  /// What envelopes and signatures call the key: its `kid`, else the thumbprint of its public part.
  public var name: String? { keyID ?? publicKey?.thumbprint }
  /// Any that fits the kind.
  public var algorithm: String? { nil }
  /// That of the kind.
  public var encryptionAlgorithm: String? { kind.encryptionAlgorithm }

  /// Allows everything: what a token or service refuses, it refuses itself.
  public func require(algorithm wanted: String, use: String, operations: [String]) throws(SluiceError) {}

  /// Refused.
  public func agree(with peer: JWK) throws(SluiceError) -> SecretBytes { throw cannot("agree on a secret") }
  /// Refused.
  public func decapsulate(_ encapsulated: [UInt8]) throws(SluiceError) -> SecretBytes {
    throw cannot("open encapsulated secrets")
  }
  /// Refused.
  public func wrap(_ key: SecretBytes) throws(SluiceError) -> [UInt8] { throw cannot("wrap keys") }
  /// Refused.
  public func unwrap(_ wrapped: [UInt8]) throws(SluiceError) -> SecretBytes { throw cannot("unwrap keys") }
  /// Refused.
  public func sign(_ message: [UInt8]) throws(SluiceError) -> [UInt8] { throw cannot("sign") }

  private func cannot(_ what: String) -> SluiceError {
    SluiceError(.badData, "a key of kind \(kind.rawValue) cannot \(what) here")
  }
}

extension JWK: HeldKey {
  /// The shared secret of ECDH with a peer on the same curve.
  public func agree(with peer: JWK) throws(SluiceError) -> SecretBytes {
    guard isPrivate, let handle, let other = peer.handle else {
      throw SluiceError(.badData, "opening an envelope needs the private part of the key")
    }
    return try handle.agree(with: other)
  }

  /// The shared secret that `encapsulated` carries.
  public func decapsulate(_ encapsulated: [UInt8]) throws(SluiceError) -> SecretBytes {
    guard kind == .hybrid, let secret else {
      throw SluiceError(.badData, "opening an envelope needs the private part of the key")
    }
    return try HybridKEM.decapsulate(encapsulated, seed: secret)
  }

  /// AES Key Wrap of a content key.
  public func wrap(_ key: SecretBytes) throws(SluiceError) -> [UInt8] {
    guard kind == .symmetric, let secret, secret.count == 32 else {
      throw SluiceError(.badData, "A256KW needs a symmetric key of 32 bytes")
    }
    return try KeyWrap.wrap(key, under: secret)
  }

  /// The content key in what `wrap` made.
  public func unwrap(_ wrapped: [UInt8]) throws(SluiceError) -> SecretBytes {
    guard kind == .symmetric, let secret else {
      throw SluiceError(.badData, "opening an envelope needs the private part of the key")
    }
    return try KeyWrap.unwrap(wrapped, under: secret)
  }

  /// A signature in the form of JWS.
  public func sign(_ message: [UInt8]) throws(SluiceError) -> [UInt8] {
    guard isPrivate, let handle else {
      throw SluiceError(.badData, "signing needs the private part of the key")
    }
    return try handle.sign(message, kind)
  }
}
