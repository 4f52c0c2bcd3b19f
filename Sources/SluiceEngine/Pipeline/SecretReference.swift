internal import SluiceCore

/// Where a secret is found; the secret itself never stands in a pipeline.
public enum SecretReference: Sendable, Equatable {
  /// In a file, relative to the pipeline's folder; `${NAME}` takes an environment variable.
  case file(String)
  /// In an environment variable.
  case environment(String)
  /// In the folder `$CREDENTIALS_DIRECTORY` that systemd fills.
  case credential(String)

  static let declarations: [OptionDeclaration] = [
    OptionDeclaration(
      "file", .path,
      "File that holds the secret: a JWK, or 32 bytes or more. `${NAME}` takes an environment variable."),
    OptionDeclaration("env", .text, "Environment variable that holds the secret as a JWK."),
    OptionDeclaration("credential", .text, "Name of a systemd credential (`$CREDENTIALS_DIRECTORY/NAME`)."),
  ]

  init?(_ json: JSON) {
    guard let members = json.object, members.members.count == 1, let member = members.members.first,
      let text = member.value.string
    else { return nil }
    switch member.key {
    case "file": self = .file(text)
    case "env": self = .environment(text)
    case "credential": self = .credential(text)
    default: return nil
    }
  }
}
