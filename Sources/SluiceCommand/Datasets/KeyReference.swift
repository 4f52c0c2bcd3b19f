internal import SluiceCore
internal import SluiceCrypto
internal import SluiceKeys

/// Keys as a command line names them.
enum KeyReference {
  /// The one key that `text` names, with its secret.
  static func held(_ text: String) throws(SluiceError) -> any HeldKey { try KeyRing().held(KeyPlace(text)) }

  /// The keys of recipients that `texts` name.
  static func recipients(_ texts: [String]) throws(SluiceError) -> [any HeldKey] {
    var keys: [any HeldKey] = []
    for text in texts { keys += try KeyRing().keys(KeyPlace(text), for: .keyAgreement) }
    return keys
  }

  /// Keys whose signature counts, of which there must be one.
  static func trusted(_ texts: [String]) throws(SluiceError) -> [JWK] {
    guard !texts.isEmpty else {
      throw SluiceError(
        .usage, "nobody is trusted", hint: "name the public key of the signer with '--trust KEY'")
    }
    var keys: [JWK] = []
    for text in texts {
      keys += try KeyRing().keys(KeyPlace(text), for: .assertionMethod).compactMap(\.publicKey)
    }
    return keys
  }
}
