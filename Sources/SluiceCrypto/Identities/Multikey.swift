internal import SluiceCore

/// Public keys as one word: multibase of multicodec and key, as in `did:key` and the type `Multikey`.
enum Multikey {
  private static let codecs: [(kind: KeyKind, prefix: [UInt8])] = [
    (.ed25519, [0xED, 0x01]), (.x25519, [0xEC, 0x01]), (.p256, [0x80, 0x24]), (.p384, [0x81, 0x24]),
  ]

  /// Reads the word `z…`.
  static func key(_ text: String, keyID: String?) throws(SluiceError) -> JWK {
    guard text.hasPrefix("z"), let bytes = Base58.bytes(String(text.dropFirst())),
      let codec = codecs.first(where: { bytes.starts(with: $0.prefix) })
    else {
      throw SluiceError(
        .badData, "not a public key in multibase that is supported", hint: "P-256, P-384, X25519 or Ed25519")
    }
    let key = Array(bytes.dropFirst(codec.prefix.count))
    let isCompressed = codec.kind.group != nil
    guard key.count == codec.kind.coordinateSize + (isCompressed ? 1 : 0) else {
      throw SluiceError(.badData, "a key of \(codec.kind.rawValue) has another size")
    }
    let handle =
      isCompressed
      ? try EVPKey.elliptic(codec.kind, point: key, scalar: nil) : try EVPKey.raw(codec.kind, publicKey: key)
    if isCompressed { try handle.validate(codec.kind, isPair: false) }
    let publicBytes = try handle.publicBytes(codec.kind)
    return JWK(
      kind: codec.kind, handle: try JWK.publicHandle(codec.kind, publicBytes), publicBytes: publicBytes,
      secret: nil, keyID: keyID)
  }

  /// The word for `key`; nil for kinds without one.
  static func text(_ key: JWK) -> String? {
    guard let codec = codecs.first(where: { $0.kind == key.kind }) else { return nil }
    guard key.kind.group != nil else { return "z" + Base58.string(codec.prefix + key.publicBytes) }
    let size = key.kind.coordinateSize
    let parity = 2 + (key.publicBytes.last ?? 0) & 1
    return "z" + Base58.string(codec.prefix + [parity] + key.publicBytes.prefix(size))
  }
}
