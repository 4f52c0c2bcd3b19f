public import SluiceCore

/// A JSON Web Signature (RFC 7515) with one or more signatures over one payload.
///
/// The algorithm is that of the verifying key and never chosen by the message; `none`, MACs and every critical
/// extension are refused.
public struct JWS: Sendable {
  /// One signature and its headers.
  struct Signature {
    let protectedText: String
    let protected: JSONObject?
    let unprotected: JSONObject?
    let bytes: [UInt8]
  }

  /// The payload; nil when it is detached.
  public let payload: [UInt8]?
  let signatures: [Signature]

  static let signatureLimit = 64

  /// Names (`kid`) of the keys that claim to have signed; nothing is verified.
  public var claimedSigners: [String] {
    signatures.compactMap { ($0.protected?["kid"] ?? $0.unprotected?["kid"])?.string }
  }

  init(payload: [UInt8]?, signatures: [Signature]) {
    self.payload = payload
    self.signatures = signatures
  }

  /// Signs `payload` with each of `keys`.
  ///
  /// - Parameters:
  ///   - payload: Any bytes.
  ///   - keys: Private keys that can sign; each adds one signature under its name.
  ///   - type: The `typ` of the payload, which tells messages of one purpose from those of another.
  public static func sign(
    _ payload: [UInt8], with keys: [any HeldKey], type: String? = nil
  ) throws(SluiceError) -> JWS {
    guard !keys.isEmpty else { throw SluiceError(.badData, "a signature needs a key") }
    var signatures: [Signature] = []
    for key in keys { signatures.append(try signature(of: payload, key, type)) }
    return JWS(payload: payload, signatures: signatures)
  }

  private static func signature(
    of payload: [UInt8], _ key: any HeldKey, _ type: String?
  ) throws(SluiceError) -> Signature {
    guard let algorithm = key.algorithm ?? key.kind.signatureAlgorithms.first,
      key.kind.signatureAlgorithms.contains(algorithm)
    else { throw SluiceError(.badData, "a key of kind \(key.kind.rawValue) cannot sign") }
    try key.require(algorithm: algorithm, use: "sig", operations: ["sign"])
    var header = JSONObject()
    header["alg"] = JSON(algorithm)
    if let name = key.name { header["kid"] = JSON(name) }
    if let type { header["typ"] = JSON(type) }
    let text = Base64.urlString(JSON(header).canonical)
    let bytes = try key.sign(signingInput(text, payload))
    return Signature(protectedText: text, protected: header, unprotected: nil, bytes: bytes)
  }

  static func signingInput(_ protectedText: String, _ payload: [UInt8]) -> [UInt8] {
    Array((protectedText + "." + Base64.urlString(payload)).utf8)
  }

  /// The payload, once at least one signature by a trusted key holds and none by a trusted key fails.
  ///
  /// - Parameters:
  ///   - keys: The trusted keys. A signature with a `kid` is checked by the key of that name only.
  ///   - type: The `typ` that a signature must carry; nil accepts any.
  ///   - detached: The payload, if the message does not hold it.
  /// - Returns: The payload, and the names of the keys that signed.
  /// - Throws: A `badData` error that says what is wrong.
  public func verify(
    with keys: [JWK], type: String? = nil, detached: [UInt8]? = nil
  ) throws(SluiceError) -> (payload: [UInt8], signers: [String]) {
    guard let payload = payload ?? detached, (self.payload == nil) == (detached != nil) else {
      throw SluiceError(.badData, "the payload must stand in the signed message or beside it, not both")
    }
    var signers: [String] = []
    var isSigned = false
    for signature in signatures {
      let header = try JOSEHeader([signature.protected, signature.unprotected], subject: "signature")
      guard let key = try Self.key(for: header, among: keys) else { continue }
      try verify(signature, header, payload, key, type)
      isSigned = true
      if let name = key.name { signers.append(name) }
    }
    guard isSigned else { throw SluiceError(.badData, "no signature is by a trusted key") }
    return (payload, signers)
  }

  private static func key(for header: JOSEHeader, among keys: [JWK]) throws(SluiceError) -> JWK? {
    guard let name = try header.string("kid") else { return keys.count == 1 ? keys[0] : nil }
    let named = keys.filter { $0.name == name }
    if named.isEmpty, keys.count == 1, keys[0].keyID == nil { return keys[0] }
    guard named.count <= 1 else { throw SluiceError(.badData, "two trusted keys have the same 'kid'") }
    return named.first
  }

  private func verify(
    _ signature: Signature, _ header: JOSEHeader, _ payload: [UInt8], _ key: JWK, _ type: String?
  ) throws(SluiceError) {
    guard let algorithm = signature.protected?["alg"]?.string else {
      throw SluiceError(.badData, "the signature has no algorithm in its protected header")
    }
    guard key.kind.signatureAlgorithms.contains(algorithm) else {
      throw SluiceError(.badData, "signature algorithm '\(algorithm)' is refused: it is not that of the key")
    }
    try key.require(algorithm: algorithm, use: "sig", operations: ["verify", "sign"])
    if let type {
      guard try header.string("typ") == type else {
        throw SluiceError(.badData, "the signed message is not of type '\(type)'")
      }
    }
    guard let handle = key.handle,
      handle.verifies(signature.bytes, of: Self.signingInput(signature.protectedText, payload), key.kind)
    else { throw SluiceError(.badData, "the signature does not match the message") }
  }
}
