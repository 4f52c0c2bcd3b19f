internal import SluiceCore
internal import SluiceCrypto

extension Command {
  static let keysShow = Command(
    name: "show", summary: "Say what keys are, without their secrets",
    positionals: [Positional("FILE", .path(.file(extensions: ["jwk"])), repeatable: true, "Files of keys")],
    examples: [Example("sluice keys show *.jwk", "List all keys of a folder")],
    exitCodes: [.badData, .noInput],
    run: { invocation in
      try KeysShowOptions(invocation.arguments).show(
        invocation.console.outputStyle, isTerminal: invocation.console.outputTerminal)
    })
}

private struct KeysShowOptions {
  let files: [String]

  init(_ arguments: Arguments) { files = arguments.positionals }

  func show(_ style: Style, isTerminal terminal: Terminal) throws(SluiceError) -> Outcome {
    var summaries: [KeySummary] = []
    for file in files { summaries.append(KeySummary(try JWK.read(file), file: file)) }
    let table = Table(
      ["FILE", "KIND", "PART", "SERVES", "KEY ID"].map { Table.Column($0) }, rows: summaries.map(\.row))
    return Outcome(
      text: table.text(style, width: terminal.isInteractive ? terminal.width : nil),
      result: ["keys": JSON(summaries.map(\.json))])
  }
}

/// What may be told about a key.
struct KeySummary {
  private let key: JWK
  private let file: String

  init(_ key: JWK, file: String) {
    self.key = key
    self.file = file
  }

  private var part: String { key.kind == .symmetric ? "secret" : key.isPrivate ? "private" : "public" }

  private var uses: [String] {
    if key.kind == .symmetric { return ["pseudonyms", "runs"] }
    let opening = key.kind.encryptionAlgorithm == nil ? [] : ["opening"]
    return opening + (key.kind.signatureAlgorithms.isEmpty ? [] : ["signing"])
  }

  var row: [String] {
    [file, key.kind.rawValue, part, uses.joined(separator: ", "), key.keyID ?? "-"]
  }

  /// `X25519, private, for opening, id abc`.
  var description: String {
    let id = key.keyID.map { ", id \($0)" } ?? ""
    return "\(key.kind.rawValue), \(part), for \(uses.joined(separator: " and "))\(id)"
  }

  var json: JSON {
    var json: JSON = [
      "file": JSON(file), "kind": JSON(key.kind.rawValue), "part": JSON(part),
      "serves": JSON(uses.map { JSON($0) }),
    ]
    if let id = key.keyID { json["keyId"] = JSON(id) }
    if key.kind != .symmetric { json["thumbprint"] = JSON(key.thumbprint) }
    if let did = key.did { json["did"] = JSON(did) }
    return json
  }
}
