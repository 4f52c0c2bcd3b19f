public import SluiceCore

extension JWS {
  /// Reads a message in the general or flattened JSON form (RFC 7515 §7.2).
  ///
  /// - Throws: A `badData` error for unknown members, loose base64 or more signatures than anybody needs.
  public init(json: JSON) throws(SluiceError) {
    guard let object = json.object else {
      throw SluiceError(.badData, "a signed message must be an object, not \(json.kind)", at: json.place)
    }
    let reader = MemberReader(object, at: json.place, subject: "signed message")
    payload = try reader.optionalBytes("payload")
    guard let elements = object["signatures"] else {
      try reader.refuseUnknown(["payload", "protected", "header", "signature"])
      signatures = [try Self.signature(reader)]
      return
    }
    try reader.refuseUnknown(["payload", "signatures"])
    guard let elements = elements.array, (1...Self.signatureLimit).contains(elements.count) else {
      throw SluiceError(
        .badData, "'signatures' must be an array of 1 to \(Self.signatureLimit)", at: json.place)
    }
    var signatures: [Signature] = []
    for element in elements {
      guard let object = element.object else {
        throw SluiceError(.badData, "a signature must be an object, not \(element.kind)", at: element.place)
      }
      let reader = MemberReader(object, at: element.place, subject: "signature")
      try reader.refuseUnknown(["protected", "header", "signature"])
      signatures.append(try Self.signature(reader))
    }
    self.signatures = signatures
  }

  private static func signature(_ reader: MemberReader) throws(SluiceError) -> Signature {
    let text = try reader.string("protected") ?? ""
    return Signature(
      protectedText: text, protected: try JOSEHeader.decode(text, subject: "signature"),
      unprotected: try reader.member("header"), bytes: try reader.bytes("signature"))
  }

  /// Reads the compact form (RFC 7515 §7.1); an empty payload part means that it is detached.
  public init(compact: String) throws(SluiceError) {
    let parts = compact.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let payload = Base64.urlBytes(parts[1]), let bytes = Base64.urlBytes(parts[2])
    else { throw SluiceError(.badData, "not a signed message in compact form") }
    let protected = try JOSEHeader.decode(parts[0], subject: "signature")
    self.init(
      payload: parts[1].isEmpty ? nil : payload,
      signatures: [
        Signature(protectedText: parts[0], protected: protected, unprotected: nil, bytes: bytes)
      ])
  }

  /// The message without its payload, which the verifier must be given separately.
  public var detached: JWS { JWS(payload: nil, signatures: signatures) }

  /// The general JSON form.
  public var json: JSON {
    var object = JSONObject()
    if let payload { object["payload"] = JSON(Base64.urlString(payload)) }
    object["signatures"] = JSON(signatures.map { JSON(Self.object(for: $0)) })
    return JSON(object)
  }

  /// The flattened JSON form; nil for a message with several signatures.
  public var flattened: JSON? {
    guard signatures.count == 1 else { return nil }
    var object = Self.object(for: signatures[0])
    if let payload { object["payload"] = JSON(Base64.urlString(payload)) }
    return JSON(object)
  }

  private static func object(for signature: Signature) -> JSONObject {
    var object = JSONObject()
    if !signature.protectedText.isEmpty { object["protected"] = JSON(signature.protectedText) }
    if let header = signature.unprotected { object["header"] = JSON(header) }
    object["signature"] = JSON(Base64.urlString(signature.bytes))
    return object
  }
}
