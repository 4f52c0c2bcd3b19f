internal import SluiceCore
internal import SluiceCrypto
internal import SluiceShards

extension Command {
  static let verify = Command(
    name: "verify", group: .evidence, summary: "Check that shards are what was signed, and name every fault",
    discussion: """
      Checks the manifest's signature and every file against it. With the key of a recipient the content is \
      checked as well: keys, every frame, every document.
      """,
    options: [
      .trust,
      Option(
        "key", "k", .path("FILE", .file(extensions: ["jwk"])),
        help: "Private key of a recipient; checks the content too"),
      Option(
        "generation", nil, .number("N", 1...(.max)), default: "1",
        help: "Least generation to accept, against an older manifest put back"),
      Option("expired", help: "Accept a manifest that has expired"),
    ],
    positionals: [.shards],
    examples: [
      Example("sluice verify out/ --trust signing.public.jwk", "Check signature and digests"),
      Example("sluice verify out/ --trust signing.public.jwk --key node-a.jwk", "Check the content as well"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try VerifyOptions(invocation.arguments).verify(invocation.console.outputStyle) })
}

extension Option {
  /// Keys whose signature counts.
  static let trust = Option(
    "trust", "t", .path("FILE", .file(extensions: ["jwk"])), repeatable: true,
    help: "Public key of a signer to trust")
}

extension Positional {
  /// A folder with a dataset of shards.
  static let shards = Positional(
    "FOLDER", .path(.folder), "Folder with the manifest, the keys and the shards")
}

private struct VerifyOptions {
  let folder: String
  let trusted: [String]
  let keyFile: String?
  let generation: Int
  let acceptsExpired: Bool

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    trusted = arguments.values("trust")
    keyFile = arguments.value("key")
    generation = arguments.number("generation") ?? 1
    acceptsExpired = arguments.flag("expired")
  }

  func verify(_ style: Style) throws(SluiceError) -> Outcome {
    let verifier = DatasetVerifier(
      folder: folder, trusted: try JWK.trusted(trusted), key: try keyFile.map(JWK.read),
      minimumGeneration: generation, now: acceptsExpired ? nil : .now)
    let faults = verifier.faults()
    let depth = keyFile == nil ? "signature and digests" : "signature, digests and content"
    var text = faults.map { "\(style.red("fault:")) \(DisplayText.printable($0.description))\n" }.joined()
    text += faults.isEmpty ? "\(folder): \(depth) hold\n" : "\(folder): \(faults.count.counted("fault"))\n"
    return Outcome(
      code: faults.isEmpty ? .done : .badData, text: text,
      result: [
        "folder": JSON(folder), "content": JSON(keyFile != nil),
        "faults": JSON(
          faults.map { ["kind": JSON($0.kind.rawValue), "file": JSON($0.file), "message": JSON($0.message)] }),
      ])
  }
}

extension JWK {
  /// The keys of signers to trust, of which there must be one.
  static func trusted(_ files: [String]) throws(SluiceError) -> [JWK] {
    guard !files.isEmpty else {
      throw SluiceError(
        .usage, "nobody is trusted", hint: "name the public key of the signer with '--trust FILE'")
    }
    var keys: [JWK] = []
    for file in files { keys.append(try JWK.read(file)) }
    return keys
  }
}
