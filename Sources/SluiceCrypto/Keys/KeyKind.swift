/// The kinds of key that Sluice uses; each is for one purpose with one algorithm.
public enum KeyKind: String, Sendable, CaseIterable {
  /// NIST P-256: agreement, or signatures as ES256.
  case p256 = "P-256"
  /// NIST P-384: agreement, or signatures as ES384.
  case p384 = "P-384"
  /// Agreement of RFC 7748.
  case x25519 = "X25519"
  /// Signatures of RFC 8032.
  case ed25519 = "Ed25519"
  /// ML-KEM-768 together with X25519, safe from quantum computers; experimental.
  case hybrid = "MLKEM768-X25519"
  /// A secret shared by both sides.
  case symmetric = "oct"

  /// Name of the curve in a JWK, `oct` for symmetric keys.
  var curveName: String { rawValue }

  /// The `kty` member of a JWK.
  var keyType: String {
    switch self {
    case .p256, .p384: "EC"
    case .x25519, .ed25519: "OKP"
    case .hybrid: "AKP"
    case .symmetric: "oct"
    }
  }

  /// Algorithm names a JWS may carry when this key verifies it; the first is the one written.
  public var signatureAlgorithms: [String] {
    switch self {
    case .p256: ["ES256"]
    case .p384: ["ES384"]
    case .ed25519: ["EdDSA", "Ed25519"]
    case .x25519, .hybrid, .symmetric: []
    }
  }

  /// The algorithm a JWE recipient of this kind has; nil for kinds that only sign.
  public var encryptionAlgorithm: String? {
    switch self {
    case .p256, .p384, .x25519: "ECDH-ES+A256KW"
    case .hybrid: "HPKE-10-KE"
    case .symmetric: "A256KW"
    case .ed25519: nil
    }
  }

  /// True for kinds that a curve of OpenSSL stands behind.
  var isCurve: Bool { self != .symmetric && self != .hybrid }

  /// OpenSSL's name of the algorithm.
  var algorithm: String {
    switch self {
    case .p256, .p384: "EC"
    case .x25519: "X25519"
    case .ed25519: "ED25519"
    case .hybrid, .symmetric: "HMAC"
    }
  }

  /// OpenSSL's name of the curve, for NIST curves.
  var group: String? {
    switch self {
    case .p256, .p384: rawValue
    default: nil
    }
  }

  /// Hash of the signature algorithm; Ed25519 hashes by itself.
  var signatureHash: HashFunction? {
    switch self {
    case .p256: .sha256
    case .p384: .sha384
    default: nil
    }
  }

  /// Bytes of one coordinate.
  var coordinateSize: Int { self == .p384 ? 48 : 32 }
  /// Bytes of the public part.
  var publicSize: Int {
    self == .hybrid ? HybridKEM.publicSize : group == nil ? 32 : 2 * coordinateSize
  }
  /// Bytes of the private part.
  var privateSize: Int { coordinateSize }
  /// Bytes of a signature.
  var signatureSize: Int { 2 * coordinateSize }
}
