public import SluiceCore

extension JWE {
  /// Reads an envelope in the general or flattened JSON form (RFC 7516 §7.2).
  ///
  /// - Throws: A `badData` error for unknown members, loose base64 or sizes that cannot be.
  public init(json: JSON) throws(SluiceError) {
    guard let object = json.object else {
      throw SluiceError(.badData, "an envelope must be an object, not \(json.kind)", at: json.place)
    }
    let reader = MemberReader(object, at: json.place, subject: "envelope")
    let common = ["protected", "unprotected", "aad", "iv", "ciphertext", "tag"]
    let recipients: [Recipient]
    if let elements = object["recipients"] {
      try reader.refuseUnknown(common + ["recipients"])
      recipients = try Self.recipients(elements)
    } else {
      try reader.refuseUnknown(common + ["header", "encrypted_key"])
      recipients = [try Self.recipient(reader)]
    }
    let protectedText = try reader.string("protected") ?? ""
    _ = try reader.optionalBytes("aad")
    self.init(
      protectedText: protectedText, protected: try JOSEHeader.decode(protectedText, subject: "envelope"),
      unprotected: try reader.member("unprotected"), recipients: recipients,
      additionalText: try reader.string("aad"), nonce: try reader.bytes("iv", count: AESGCM.nonceSize),
      ciphertext: try reader.bytes("ciphertext"), tag: try reader.bytes("tag", count: AESGCM.tagSize))
  }

  private static func recipients(_ elements: JSON) throws(SluiceError) -> [Recipient] {
    guard let array = elements.array, (1...recipientLimit).contains(array.count) else {
      throw SluiceError(
        .badData, "'recipients' must be an array of 1 to \(recipientLimit)", at: elements.place)
    }
    var recipients: [Recipient] = []
    for element in array {
      guard let object = element.object else {
        throw SluiceError(.badData, "a recipient must be an object, not \(element.kind)", at: element.place)
      }
      let reader = MemberReader(object, at: element.place, subject: "recipient")
      try reader.refuseUnknown(["header", "encrypted_key"])
      recipients.append(try recipient(reader))
    }
    return recipients
  }

  private static func recipient(_ reader: MemberReader) throws(SluiceError) -> Recipient {
    Recipient(
      header: try reader.member("header"), encryptedKey: try reader.optionalBytes("encrypted_key") ?? [])
  }

  /// Reads the compact form (RFC 7516 §7.1).
  public init(compact: String) throws(SluiceError) {
    let texts = compact.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let parts = texts.dropFirst().compactMap { Base64.urlBytes($0) }
    guard texts.count == 5, parts.count == 4, parts[1].count == AESGCM.nonceSize,
      parts[3].count == AESGCM.tagSize
    else { throw SluiceError(.badData, "not an envelope in compact form under AES-GCM") }
    self.init(
      protectedText: texts[0], protected: try JOSEHeader.decode(texts[0], subject: "envelope"),
      unprotected: nil, recipients: [Recipient(header: nil, encryptedKey: parts[0])], additionalText: nil,
      nonce: parts[1], ciphertext: parts[2], tag: parts[3])
  }

  /// The general JSON form.
  public var json: JSON {
    var object = JSONObject()
    if !protectedText.isEmpty { object["protected"] = JSON(protectedText) }
    if let unprotected { object["unprotected"] = JSON(unprotected) }
    object["recipients"] = JSON(
      recipients.map { recipient in
        var element = JSONObject()
        if let header = recipient.header { element["header"] = JSON(header) }
        element["encrypted_key"] = JSON(Base64.urlString(recipient.encryptedKey))
        return JSON(element)
      })
    if let additionalText { object["aad"] = JSON(additionalText) }
    object["iv"] = JSON(Base64.urlString(nonce))
    object["ciphertext"] = JSON(Base64.urlString(ciphertext))
    object["tag"] = JSON(Base64.urlString(tag))
    return JSON(object)
  }
}
