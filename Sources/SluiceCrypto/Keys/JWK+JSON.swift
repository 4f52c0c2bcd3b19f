public import SluiceCore

extension JWK {
  /// Parses one key and wipes `bytes`.
  ///
  /// - Throws: A `badData` error for an unknown type or curve, a point off the curve, or parts that disagree.
  public init(consuming bytes: inout [UInt8], file: String? = nil) throws(SluiceError) {
    let document = Result { () throws(SluiceError) in try JSON.parse(bytes, file: file) }
    bytes.wipe()
    try self.init(json: document.get())
  }

  /// Reads one key; members that RFC 7517 leaves open are ignored.
  public init(json: JSON) throws(SluiceError) {
    guard let object = json.object else {
      throw SluiceError(.badData, "a key must be an object, not \(json.kind)", at: json.place)
    }
    let reader = MemberReader(object, at: json.place, subject: "key")
    let keyID = try reader.string("kid")
    let use = try reader.string("use")
    let operations = try reader.strings("key_ops")
    let algorithm = try reader.string("alg")
    if let operations, Set(operations).count != operations.count {
      throw SluiceError(.badData, "'key_ops' names an operation twice", at: json.place)
    }
    let kind = try Self.kind(reader)
    do throws(SluiceError) {
      let parts = try Self.parts(kind, reader)
      self.init(
        kind: kind, handle: parts.handle, publicBytes: parts.publicBytes, secret: parts.secret, keyID: keyID,
        use: use, operations: operations, algorithm: algorithm)
    } catch { throw error.at(json.place) }
  }

  /// Reads a key, or each key of a key set (RFC 7517 §5), whose `kid`s must differ.
  public static func set(json: JSON) throws(SluiceError) -> [JWK] {
    guard let elements = json["keys"]?.array else { return [try JWK(json: json)] }
    var keys: [JWK] = []
    var names: Set<String> = []
    for element in elements {
      let key = try JWK(json: element)
      if let name = key.keyID, !names.insert(name).inserted {
        throw SluiceError(.badData, "two keys of the set have the same 'kid'", at: element.place)
      }
      keys.append(key)
    }
    return keys
  }

  /// The key as JSON.
  ///
  /// - Parameter revealingSecret: True writes the private part too; its text cannot be wiped from memory.
  public func json(revealingSecret: Bool = false) -> JSON {
    guard var object = requiredMembers.object else { return nil }
    if kind == .symmetric, !revealingSecret { object["k"] = nil }
    if revealingSecret, kind != .symmetric, let secret {
      object[kind == .hybrid ? "priv" : "d"] = JSON(Self.text(secret))
    }
    if let keyID { object["kid"] = JSON(keyID) }
    if let use { object["use"] = JSON(use) }
    if let operations { object["key_ops"] = JSON(operations.map { JSON($0) }) }
    if let algorithm { object["alg"] = JSON(algorithm) }
    return JSON(object)
  }

  /// The members that identify a key (RFC 7638 §3.2, RFC 8037 §2).
  var requiredMembers: JSON {
    let size = kind.coordinateSize
    switch kind {
    case .p256, .p384:
      return [
        "kty": "EC", "crv": JSON(kind.curveName),
        "x": JSON(Base64.urlString(Array(publicBytes.prefix(size)))),
        "y": JSON(Base64.urlString(Array(publicBytes.dropFirst(size)))),
      ]
    case .x25519, .ed25519:
      return ["kty": "OKP", "crv": JSON(kind.curveName), "x": JSON(Base64.urlString(publicBytes))]
    case .hybrid:
      return [
        "alg": JSON(kind.encryptionAlgorithm ?? ""), "kty": "AKP", "pub": JSON(Base64.urlString(publicBytes)),
      ]
    case .symmetric:
      return ["kty": "oct", "k": JSON(secret.map(Self.text) ?? "")]
    }
  }

  private static func text(_ secret: SecretBytes) -> String {
    var bytes = unsafe secret.withUnsafeBytes { unsafe Array($0) }
    defer { bytes.wipe() }
    return Base64.urlString(bytes)
  }

  private static func kind(_ reader: MemberReader) throws(SluiceError) -> KeyKind {
    let type = try reader.required("kty")
    if type == KeyKind.symmetric.keyType { return .symmetric }
    if type == KeyKind.hybrid.keyType {
      let algorithm = try reader.required("alg")
      guard algorithm == KeyKind.hybrid.encryptionAlgorithm else {
        throw SluiceError(
          .badData, "algorithm '\(algorithm)' is not supported for key type 'AKP'", at: reader.place,
          hint: "HPKE-10-KE, which is ML-KEM-768 with X25519")
      }
      return .hybrid
    }
    let types = KeyKind.allCases.map(\.keyType)
    guard types.contains(type) else {
      throw SluiceError(
        .badData, "key type '\(type)' is not supported", at: reader.place, hint: "EC, OKP, AKP or oct")
    }
    let curve = try reader.required("crv")
    guard let kind = KeyKind(rawValue: curve), kind.keyType == type, kind.isCurve else {
      throw SluiceError(
        .badData, "curve '\(curve)' is not supported for key type '\(type)'", at: reader.place,
        hint: "P-256, P-384, X25519 or Ed25519")
    }
    return kind
  }

  private typealias Parts = (handle: EVPKey?, publicBytes: [UInt8], secret: SecretBytes?)

  private static func parts(_ kind: KeyKind, _ reader: MemberReader) throws(SluiceError) -> Parts {
    if kind == .symmetric {
      guard let secret = try reader.secret("k"), (16...1024).contains(secret.count) else {
        throw SluiceError(.badData, "a symmetric key needs 'k' of 16 to 1024 bytes", at: reader.place)
      }
      return (nil, [], secret)
    }
    if kind == .hybrid { return try hybridParts(reader) }
    var publicBytes = try reader.bytes("x", count: kind.coordinateSize)
    if kind.group != nil { publicBytes += try reader.bytes("y", count: kind.coordinateSize) }
    guard let secret = try reader.secret("d") else {
      let handle = try publicHandle(kind, publicBytes)
      if kind.group != nil { try handle.validate(kind, isPair: false) }
      return (handle, publicBytes, nil)
    }
    guard secret.count == kind.privateSize else {
      throw SluiceError(.badData, "'d' must hold \(kind.privateSize) bytes", at: reader.place)
    }
    let handle =
      kind.group == nil
      ? try EVPKey.raw(kind, privateKey: secret)
      : try EVPKey.elliptic(kind, point: [0x04] + publicBytes, scalar: secret)
    if kind.group != nil {
      try handle.validate(kind, isPair: true)
    } else if try handle.publicBytes(kind) != publicBytes {
      throw SluiceError(.badData, "private and public part of the key do not belong together")
    }
    return (handle, publicBytes, secret)
  }

  private static func hybridParts(_ reader: MemberReader) throws(SluiceError) -> Parts {
    let publicBytes = try reader.bytes("pub", count: HybridKEM.publicSize)
    guard let seed = try reader.secret("priv") else {
      _ = try HybridKEM.encapsulate(publicBytes)
      return (nil, publicBytes, nil)
    }
    guard try HybridKEM.publicKey(seed: seed) == publicBytes else {
      throw SluiceError(.badData, "private and public part of the key do not belong together")
    }
    return (nil, publicBytes, seed)
  }
}
