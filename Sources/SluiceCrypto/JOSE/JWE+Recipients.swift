public import SluiceCore

extension JWE {
  /// The same message for further recipients; those it has need not be known.
  ///
  /// - Parameters:
  ///   - recipients: Keys with a `kid` that the message does not have yet.
  ///   - key: The key of a recipient, which opens the content key.
  public func adding(_ recipients: [any HeldKey], using key: any HeldKey) throws(SluiceError) -> JWE {
    guard self.recipients.count + recipients.count <= Self.recipientLimit else {
      throw SluiceError(.badData, "an envelope has at most \(Self.recipientLimit) recipients")
    }
    let (contentKey, content) = try contentKey(with: key, accepting: .own)
    var all = self.recipients
    for recipient in recipients {
      guard let name = recipient.name, !all.contains(where: { $0.keyID == name }) else {
        throw SluiceError(.badData, "a recipient is listed already", hint: "each needs a 'kid' of its own")
      }
      all.append(try KeyManagement.wrap(contentKey, of: content, for: recipient))
    }
    return replacing(all)
  }

  /// The same message without the recipients of these names.
  public func removing(_ names: Set<String>) throws(SluiceError) -> JWE {
    let rest = recipients.filter { $0.keyID.map(names.contains) != true }
    guard !rest.isEmpty else { throw SluiceError(.badData, "nobody could open what has no recipient") }
    return replacing(rest)
  }

  private func replacing(_ recipients: [Recipient]) -> JWE {
    JWE(
      protectedText: protectedText, protected: protected, unprotected: unprotected, recipients: recipients,
      additionalText: additionalText, nonce: nonce, ciphertext: ciphertext, tag: tag)
  }
}

extension JWE.Recipient {
  /// The name of the recipient, where it has one.
  var keyID: String? { header?["kid"]?.string }
}
