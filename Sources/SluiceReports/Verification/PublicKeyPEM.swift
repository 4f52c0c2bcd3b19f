internal import SluiceCore
internal import SluiceCrypto

/// A public key in the form that OpenSSL reads: SubjectPublicKeyInfo of RFC 5280 in PEM (RFC 7468).
enum PublicKeyPEM {
  static func text(_ key: JWK) -> String? {
    let head: String
    switch key.kind {
    case .ed25519: head = "302a300506032b6570032100"
    case .p256: head = "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
    case .p384: head = "3076301006072a8648ce3d020106052b8104002203620004"
    case .x25519, .hybrid, .symmetric: return nil
    }
    guard let prefix = Hex.bytes(head) else { return nil }
    var rest = Substring(Base64.string(prefix + key.publicBytes))
    var lines: [Substring] = []
    while !rest.isEmpty {
      lines.append(rest.prefix(64))
      rest = rest.dropFirst(64)
    }
    return "-----BEGIN PUBLIC KEY-----\n\(lines.joined(separator: "\n"))\n-----END PUBLIC KEY-----\n"
  }
}
