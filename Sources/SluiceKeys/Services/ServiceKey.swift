internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// A key at a key service: an AES key that encrypts content keys, or a pair that signs.
final class ServiceKey: HeldKey {
  let kind: KeyKind
  let publicKey: JWK?
  private let service: KeyService
  private let version: Int

  /// Name of the way in which a content key is sealed by a transit engine.
  static let wrappingAlgorithm = "urn:sluice:transit"

  /// Asks the service what the key is.
  convenience init(_ address: ServiceAddress, ring: KeyRing) throws(SluiceError) {
    try self.init(KeyService(address, ring: ring))
  }

  init(_ service: KeyService) throws(SluiceError) {
    let description = try service.description()
    let place = Place(file: service.address.description)
    guard let type = description["type"]?.string, let version = description["latest_version"]?.integer else {
      throw SluiceError(.badData, "the key service does not say what the key is", at: place)
    }
    self.service = service
    self.version = version
    switch type {
    case "aes256-gcm96":
      kind = .symmetric
      publicKey = nil
    case "ecdsa-p256", "ecdsa-p384", "ed25519":
      guard let text = description["keys"]?[String(version)]?["public_key"]?.string else {
        throw SluiceError(.badData, "the key service does not show the public key", at: place)
      }
      let key = try JWK(publicText: text)
      publicKey = key
      kind = key.kind
    default:
      throw SluiceError(
        .badData, "a key of type '\(type)' is not supported", at: place,
        hint: "aes256-gcm96 to receive shards; ed25519, ecdsa-p256 or ecdsa-p384 to sign")
    }
  }

  /// What the service calls an AES key, which every node reaches by the same name; a pair has its thumbprint.
  var keyID: String? {
    kind == .symmetric ? "\(service.address.mount)/keys/\(service.address.name)" : publicKey?.thumbprint
  }

  var encryptionAlgorithm: String? { kind == .symmetric ? Self.wrappingAlgorithm : nil }

  func wrap(_ key: SecretBytes) throws(SluiceError) -> [UInt8] {
    let data = try service.call("encrypt", body: Self.body("plaintext", key))
    guard let text = data["ciphertext"]?.string, text.utf8.count <= 1024 else { throw malformed }
    return Array(text.utf8)
  }

  func unwrap(_ wrapped: [UInt8]) throws(SluiceError) -> SecretBytes {
    guard wrapped.count <= 1024, wrapped.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
    else { throw SluiceError(.badData, "the wrapped key is not one of a key service") }
    let body: JSON = ["ciphertext": JSON(String(decoding: wrapped, as: UTF8.self))]
    var request = body.canonical
    let data = try service.call("decrypt", body: SecretBytes(consuming: &request))
    guard let encoded = data["plaintext"]?.string, var bytes = Base64.bytes(encoded) else { throw malformed }
    return SecretBytes(consuming: &bytes)
  }

  func sign(_ message: [UInt8]) throws(SluiceError) -> [UInt8] {
    var body: JSON = ["input": JSON(Base64.string(message))]
    if kind != .ed25519 {
      body["hash_algorithm"] = kind == .p256 ? "sha2-256" : "sha2-384"
      body["marshaling_algorithm"] = "jws"
    }
    body["key_version"] = JSON(version)
    var request = body.canonical
    let data = try service.call("sign", body: SecretBytes(consuming: &request))
    let parts = data["signature"]?.string?.split(separator: ":").map(String.init) ?? []
    guard parts.count == 3, parts[1] == "v\(version)",
      let signature = Base64.urlBytes(parts[2]) ?? Base64.bytes(parts[2]),
      signature.count == 2 * (kind == .p384 ? 48 : 32)
    else { throw malformed }
    return signature
  }

  private var malformed: SluiceError {
    SluiceError(
      .badData, "the key service's answer is malformed", at: Place(file: service.address.description))
  }

  /// `{"name":"base64 of the secret"}`, in wiped memory only.
  private static func body(_ name: String, _ secret: SecretBytes) -> SecretBytes {
    var bytes = unsafe secret.withUnsafeBytes { unsafe Array($0) }
    defer { bytes.wipe() }
    var text = Array("{\"\(name)\":\"\(Base64.string(bytes))\"}".utf8)
    return SecretBytes(consuming: &text)
  }
}
