public import SluiceCore
public import SluiceCrypto
internal import SluiceStorage

/// Where a key is held; the key itself never stands in a pipeline or on a command line.
public enum KeyPlace: Sendable, Equatable {
  /// In a file: a JSON Web Key, a key set or a DID document.
  case file(String)
  /// In an environment variable, as a JSON Web Key.
  case environment(String)
  /// In the folder `$CREDENTIALS_DIRECTORY` that systemd fills.
  case credential(String)
  /// In a token behind PKCS#11, which the key never leaves.
  case token(TokenURI)
  /// At a key service, which the key never leaves.
  case service(ServiceAddress)
  /// In the name itself: a public key as `did:key`.
  case did(String)

  /// Reads a place as a command line names it.
  ///
  /// `pkcs11:…` is a token (RFC 7512), `https://…/v1/MOUNT/keys/NAME` a key service, `did:key:…` a public key,
  /// `env:NAME` and `credential:NAME` are what they say, and anything else is the path of a file.
  public init(_ text: String) throws(SluiceError) {
    if text.hasPrefix("pkcs11:") {
      self = .token(try TokenURI(text))
    } else if text.hasPrefix("https:") || text.hasPrefix("http:") {
      self = .service(try ServiceAddress(text))
    } else if text.hasPrefix("did:") {
      self = .did(text)
    } else if text.hasPrefix("env:") {
      self = .environment(String(text.dropFirst(4)))
    } else if text.hasPrefix("credential:") {
      self = .credential(String(text.dropFirst(11)))
    } else {
      self = .file(text)
    }
  }
}

/// Finds keys where they are held.
public protocol KeyProvider: Sendable {
  /// The one key at `place`, ready for what keys do.
  ///
  /// - Throws: `noInput` if nothing is there, `badData` for what is no key or several.
  func held(_ place: KeyPlace) throws(SluiceError) -> any HeldKey

  /// All keys at `place` that may be used for `relationship`.
  func keys(
    _ place: KeyPlace, for relationship: DIDDocument.Relationship
  ) throws(SluiceError) -> [any HeldKey]
}
