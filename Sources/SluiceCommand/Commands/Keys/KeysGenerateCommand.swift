internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

extension Command {
  static let keysGenerate = Command(
    name: "generate", summary: "Make a key and write it to a file",
    discussion: """
      A key serves one purpose. A 'node' key opens the shards that are sealed for it; a 'signing' key signs \
      manifests and reports; a 'secret' turns identifiers into pseudonyms, or is the key of runs. An existing \
      file is never overwritten.
      """,
    options: [
      Option(
        "for", "f", .choice("PURPOSE", KeyPurpose.allCases.map(\.rawValue)), default: "node",
        help: "What the key is for"
      ),
      Option(
        "curve", nil, .choice("CURVE", KeyKind.allCases.filter { $0 != .symmetric }.map(\.rawValue)),
        default: "X25519 for a node, Ed25519 for signing",
        help: "The curve, where partners ask for another; MLKEM768-X25519 is experimental"),
      Option(
        "id", nil, .text("KID"), default: "the thumbprint of RFC 7638",
        help: "Name by which envelopes and signatures refer to the key; may be a DID URL"),
      Option(
        "public", "p", .path("FILE", .file(extensions: ["jwk"])),
        help: "Write the public part to this file as well"
      ),
    ],
    positionals: [
      Positional("FILE", .path(.file(extensions: ["jwk"])), "File for the key, private part included")
    ],
    examples: [
      Example(
        "sluice keys generate node-a.jwk --public node-a.public.jwk", "Make the key of a training node"),
      Example("sluice keys generate signing.jwk --for signing", "Make a key that signs manifests"),
      Example("sluice keys generate pseudonyms.jwk --for secret", "Make a secret for pseudonyms"),
    ],
    run: { invocation in try KeysGenerateOptions(invocation.arguments).generate() })
}

/// What a key is made for.
private enum KeyPurpose: String, CaseIterable {
  case node, signing, secret

  /// Kinds of key that can serve the purpose; the first is the usual one.
  var kinds: [KeyKind] {
    switch self {
    case .node: [.x25519, .p256, .p384, .hybrid]
    case .signing: [.ed25519, .p256, .p384]
    case .secret: [.symmetric]
    }
  }
}

private struct KeysGenerateOptions {
  let purpose: KeyPurpose
  let curve: String?
  let id: String?
  let file: String
  let publicFile: String?

  init(_ arguments: Arguments) {
    purpose = arguments.value("for").flatMap(KeyPurpose.init) ?? .node
    curve = arguments.value("curve")
    id = arguments.value("id")
    file = arguments.positional(0) ?? ""
    publicFile = arguments.value("public")
  }

  func generate() throws(SluiceError) -> Outcome {
    let kind = try kind()
    for path in [file] + (publicFile.map { [$0] } ?? []) { try requireFree(path) }
    let key = try JWK.generate(kind, keyID: id)
    var publicKey: JWK?
    if publicFile != nil {
      publicKey = key.publicKey
      if publicKey == nil {
        throw SluiceError(.usage, "a symmetric key is secret and has no public part")
      }
    }
    try AtomicFile.write(Array(key.json(revealingSecret: true).pretty.utf8), to: file)
    if let publicKey, let publicFile {
      try AtomicFile.write(Array(publicKey.json().pretty.utf8), to: publicFile)
    }
    let summary = KeySummary(key, file: file)
    var text = "wrote \(file): \(summary.description)\n"
    if let publicFile { text += "wrote \(publicFile): its public part\n" }
    var result = summary.json
    if let publicFile { result["publicFile"] = JSON(publicFile) }
    return Outcome(text: text, result: result)
  }

  private func kind() throws(SluiceError) -> KeyKind {
    guard let curve else { return purpose.kinds[0] }
    guard let kind = purpose.kinds.first(where: { $0.rawValue == curve }) else {
      let allowed = purpose.kinds.map(\.rawValue).joined(separator: ", ")
      throw SluiceError(
        .usage, "a key for '\(purpose.rawValue)' cannot have the curve '\(curve)'",
        hint: purpose == .secret ? "such a key has no curve; leave out '--curve'" : "one of: " + allowed)
    }
    return kind
  }

  private func requireFree(_ path: String) throws(SluiceError) {
    guard try LocalFileSystem().status(at: path) == nil else {
      throw SluiceError(
        .failed, "the file exists already", at: Place(file: path),
        hint: "name another file, or remove it first")
    }
  }
}
