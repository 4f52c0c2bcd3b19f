internal import SluiceCore
internal import SluiceKeys

extension KeyPlace {
  /// The keys of a secret's declaration, of which exactly one is given.
  static let declarations: [OptionDeclaration] = [
    OptionDeclaration(
      "file", .path,
      "File that holds the secret: a JWK, or 32 bytes or more. `${NAME}` takes an environment variable."),
    OptionDeclaration("env", .text, "Environment variable that holds the secret as a JWK."),
    OptionDeclaration("credential", .text, "Name of a systemd credential (`$CREDENTIALS_DIRECTORY/NAME`)."),
    OptionDeclaration(
      "pkcs11", .text,
      "Key in a token, as a PKCS #11 URI (RFC 7512): `pkcs11:token=T;object=K?module-path=/usr/lib/m.so&pin-source=file:/run/pin`."
    ),
    OptionDeclaration(
      "service", .text,
      "Key at a key service with OpenBao's transit interface: `https://HOST:8200/v1/transit/keys/NAME?token-source=file:/run/token`."
    ),
  ]

  /// Reads a declaration; nil unless it names exactly one known place.
  ///
  /// - Throws: A `badPipeline` error for the URI of a token or the address of a service that is not understood.
  init?(declaration json: JSON) throws(SluiceError) {
    guard let members = json.object, members.members.count == 1, let member = members.members.first,
      let text = member.value.string
    else { return nil }
    do throws(SluiceError) {
      switch member.key {
      case "file": self = .file(text)
      case "env": self = .environment(text)
      case "credential": self = .credential(text)
      case "pkcs11": self = .token(try TokenURI(text))
      case "service": self = .service(try ServiceAddress(text))
      default: return nil
      }
    } catch { throw SluiceError(error.code, error.message, at: member.value.place, hint: error.hint) }
  }
}
