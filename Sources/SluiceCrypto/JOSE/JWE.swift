public import SluiceCore

/// A JSON Web Encryption (RFC 7516) of a small secret for one or more recipients.
///
/// Written with A256GCM and, for each recipient, ECDH-ES+A256KW (elliptic keys) or A256KW (symmetric keys).
/// When reading, the algorithm is that of the recipient's key and never chosen by the message.
public struct JWE: Sendable {
  /// One recipient's header and wrapped content key.
  struct Recipient {
    let header: JSONObject?
    let encryptedKey: [UInt8]
  }

  let protectedText: String
  let protected: JSONObject?
  let unprotected: JSONObject?
  let recipients: [Recipient]
  let additionalText: String?
  let nonce: [UInt8]
  let ciphertext: [UInt8]
  let tag: [UInt8]

  static let recipientLimit = 4096

  /// Names (`kid`) of the recipients that have one, in order.
  public var recipientIDs: [String] { recipients.compactMap(\.keyID) }

  /// A member of the protected header, authentic once the message has been opened.
  public func protectedMember(_ name: String) -> JSON? { protected?[name] }

  /// Encrypts `plaintext` for every one of `recipients`.
  ///
  /// - Parameters:
  ///   - plaintext: The secret.
  ///   - recipients: Keys with a `kid`; of elliptic keys the public part suffices.
  ///   - binding: Further members of the protected header, which every reader can see and none can change.
  public static func seal(
    _ plaintext: SecretBytes, for recipients: [any HeldKey], binding: JSONObject = JSONObject()
  ) throws(SluiceError) -> JWE {
    guard (1...recipientLimit).contains(recipients.count) else {
      throw SluiceError(.badData, "an envelope has 1 to \(recipientLimit) recipients")
    }
    let content = ContentEncryption.a256gcm
    let contentKey = try SecretBytes.random(content.keySize)
    var sealedKeys: [Recipient] = []
    for key in recipients { sealedKeys.append(try KeyManagement.wrap(contentKey, of: content, for: key)) }
    var header = binding
    header["enc"] = JSON(content.rawValue)
    let protectedText = Base64.urlString(JSON(header).canonical)
    let nonce = try Random.bytes(AESGCM.nonceSize)
    let sealed = try content.seal(
      plaintext, key: contentKey, nonce: nonce, authenticating: Array(protectedText.utf8))
    return JWE(
      protectedText: protectedText, protected: header, unprotected: nil, recipients: sealedKeys,
      additionalText: nil, nonce: nonce, ciphertext: Array(sealed.dropLast(AESGCM.tagSize)),
      tag: Array(sealed.suffix(AESGCM.tagSize)))
  }

  /// The secret, opened with one recipient's private or symmetric key.
  ///
  /// - Throws: A `badData` error if the key is no recipient's, or the message was changed.
  public func open(with key: any HeldKey) throws(SluiceError) -> SecretBytes {
    try open(with: key, accepting: .own)
  }

  func open(with key: any HeldKey, accepting accepted: JOSEAlgorithms) throws(SluiceError) -> SecretBytes {
    let (contentKey, content) = try contentKey(with: key, accepting: accepted)
    let authenticated = protectedText + (additionalText.map { "." + $0 } ?? "")
    return try content.open(
      ciphertext + tag, key: contentKey, nonce: nonce, authenticating: Array(authenticated.utf8))
  }

  /// The content key, unwrapped with the key of one recipient.
  func contentKey(
    with key: any HeldKey, accepting accepted: JOSEAlgorithms
  ) throws(SluiceError) -> (key: SecretBytes, encryption: ContentEncryption) {
    var failure: SluiceError?
    for recipient in recipients {
      let header = try JOSEHeader([protected, unprotected, recipient.header], subject: "envelope")
      let name = try header.string("kid")
      if let name, let own = key.keyID, name != own { continue }
      do throws(SluiceError) {
        return try contentKey(recipient, header, key, accepted)
      } catch {
        failure = failure ?? error
      }
    }
    throw failure ?? SluiceError(.badData, "the key is not one of the envelope's recipients")
  }

  private func contentKey(
    _ recipient: Recipient, _ header: JOSEHeader, _ key: any HeldKey, _ accepted: JOSEAlgorithms
  ) throws(SluiceError) -> (SecretBytes, ContentEncryption) {
    let name = try header.required("enc")
    guard let content = ContentEncryption(rawValue: name), accepted.content.contains(content) else {
      throw SluiceError(.badData, "content encryption '\(name)' is refused")
    }
    let contentKey = try KeyManagement.unwrap(
      recipient.encryptedKey, of: content, header, key, accepted)
    guard contentKey.count == content.keySize else {
      throw SluiceError(.badData, "the content key does not fit '\(name)'")
    }
    return (contentKey, content)
  }
}
