public import SluiceCore

/// A set of mechanisms to which a dataset is bound.
public enum MechanismProfile: String, Sendable, CaseIterable {
  /// What the Agreed Cryptographic Mechanisms of the European Cybersecurity Certification Group list (version 2,
  /// April 2025): AES-256-GCM, AES Key Wrap, SHA-2, HKDF and HMAC with it, and the curves P-256 and P-384.
  ///
  /// X25519, Ed25519 and ML-KEM-768 are left out: they are sound, and not all of them are listed.
  case eccg

  /// Kinds of key that may receive or sign.
  private var kinds: [KeyKind] { [.p256, .p384, .symmetric] }

  /// Whether a signature algorithm of JWS is admitted.
  public func admits(signature algorithm: String) -> Bool { ["ES256", "ES384"].contains(algorithm) }

  /// Refuses a key whose mechanisms are not in the profile.
  ///
  /// - Parameter key: The key of a recipient or signer.
  public func require(_ key: any HeldKey) throws(SluiceError) {
    guard kinds.contains(key.kind), key.kind != .symmetric || key.encryptionAlgorithm == "A256KW" else {
      let name = key.name.map { "'\($0)' " } ?? ""
      throw SluiceError(
        .badData,
        "the key \(name)is of kind \(key.kind.rawValue), which the profile '\(rawValue)' does not admit",
        hint: "P-256 and P-384 for pairs, AES-256 for shared keys")
    }
  }
}

extension JWE {
  /// The first recipient whose mechanisms are not in `profile`, by name; nil if all are.
  public func recipient(outside profile: MechanismProfile) -> String? {
    recipients.first { recipient in
      let algorithm = (recipient.header?["alg"] ?? unprotected?["alg"] ?? protected?["alg"])?.string
      let curve = recipient.header?["epk"]?["crv"]?.string
      switch (profile, algorithm) {
      case (.eccg, "A256KW"): return false
      case (.eccg, "ECDH-ES+A256KW"): return curve != "P-256" && curve != "P-384"
      default: return true
      }
    }.map { $0.keyID ?? "" }
  }
}

extension JWS {
  /// The first signature algorithm that is not in `profile`; nil if all are.
  public func algorithm(outside profile: MechanismProfile) -> String? {
    signatures.map { $0.protected?["alg"]?.string ?? "" }.first { !profile.admits(signature: $0) }
  }
}
