public import SluiceCore

extension JWK {
  /// A public key as tokens show it (PKCS #11 `CKA_EC_PARAMS` and `CKA_EC_POINT`).
  ///
  /// - Parameters:
  ///   - curveParameters: DER of the curve's object identifier, or of its name as a printable string.
  ///   - point: DER octet string of the point, or the point itself.
  public init(curveParameters: [UInt8], point: [UInt8]) throws(SluiceError) {
    guard let curve = Self.curves.first(where: { $0.parameters.contains(curveParameters) }) else {
      throw SluiceError(
        .badData, "the curve of the key is not supported", hint: "P-256, P-384, X25519 or Ed25519")
    }
    let kind = curve.kind
    let size = kind.publicSize + (kind.group == nil ? 0 : 1)
    let raw = point.count == size ? point : Array(point.suffix(size))
    guard raw.count == size, point.count == size || point.starts(with: [0x04, UInt8(size)]),
      kind.group == nil || raw[0] == 0x04
    else { throw SluiceError(.badData, "the point of the key is malformed") }
    let bytes = kind.group == nil ? raw : Array(raw.dropFirst())
    let handle = try Self.publicHandle(kind, bytes)
    if kind.group != nil { try handle.validate(kind, isPair: false) }
    self.init(kind: kind, handle: handle, publicBytes: bytes, secret: nil, keyID: nil)
  }

  private static let curves: [(kind: KeyKind, parameters: [[UInt8]])] = [
    (.p256, [[0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]]),
    (.p384, [[0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22]]),
    (.ed25519, [[0x06, 0x03, 0x2B, 0x65, 0x70], [0x13, 0x0C] + Array("edwards25519".utf8)]),
    (.x25519, [[0x06, 0x03, 0x2B, 0x65, 0x6E], [0x13, 0x0A] + Array("curve25519".utf8)]),
  ]

  /// A public key as a key service shows it: SubjectPublicKeyInfo in PEM (RFC 5480, RFC 8410), or for Ed25519 its
  /// 32 bytes in base64.
  public init(publicText text: String) throws(SluiceError) {
    let lines = text.split(whereSeparator: \.isNewline)
    let content = lines.filter { !$0.hasPrefix("-----") }.joined()
    guard let bytes = Base64.bytes(content), bytes.count <= 512 else {
      throw SluiceError(.badData, "a public key is neither PEM nor base64")
    }
    if bytes.count == 32, lines.count == 1 {
      self.init(
        kind: .ed25519, handle: try Self.publicHandle(.ed25519, bytes), publicBytes: bytes, secret: nil,
        keyID: nil)
      return
    }
    for (kind, prefix) in Self.infoPrefixes where bytes.starts(with: prefix) {
      let key = Array(bytes.dropFirst(prefix.count))
      guard key.count == kind.publicSize else { break }
      let handle = try Self.publicHandle(kind, key)
      if kind.group != nil { try handle.validate(kind, isPair: false) }
      self.init(kind: kind, handle: handle, publicBytes: key, secret: nil, keyID: nil)
      return
    }
    throw SluiceError(
      .badData, "the kind of the public key is not supported", hint: "P-256, P-384 or Ed25519")
  }

  /// What stands before the key in SubjectPublicKeyInfo, up to the 04 of an uncompressed point.
  private static let infoPrefixes: [(KeyKind, [UInt8])] = [
    (.p256, Hex.bytes("3059301306072a8648ce3d020106082a8648ce3d03010703420004") ?? []),
    (.p384, Hex.bytes("3076301006072a8648ce3d020106052b8104002203620004") ?? []),
    (.ed25519, Hex.bytes("302a300506032b6570032100") ?? []),
    (.x25519, Hex.bytes("302a300506032b656e032100") ?? []),
  ]
}
