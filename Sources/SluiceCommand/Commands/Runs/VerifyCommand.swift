internal import SluiceCore
internal import SluiceCrypto
internal import SluiceReports
internal import SluiceShards
internal import SluiceStorage

extension Command {
  static let verify = Command(
    name: "verify", group: .evidence,
    summary: "Check shards or a run against what was signed, and name every fault",
    discussion: """
      Of a folder with shards it checks the manifest's signature and every file against it; with the key of a \
      recipient also the content: keys, every frame, every document.

      Of a run's folder it checks the signed report, every file and output that the report names, and that the \
      counts of records balance.
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
    positionals: [Positional("FOLDER", .path(.folder), "Folder with shards, or of a run")],
    examples: [
      Example("sluice verify out/ --trust signing.public.jwk", "Check signature and digests"),
      Example("sluice verify out/ --trust signing.public.jwk --key node-a.jwk", "Check the content as well"),
      Example("sluice verify letters.run --trust signing.public.jwk", "Check a run and its report"),
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
    let isRun = try LocalFileSystem().status(at: Path.join(folder, RunOverview.stateName)) != nil
    return try isRun ? verifyRun(style) : verifyShards(style)
  }

  private func verifyRun(_ style: Style) throws(SluiceError) -> Outcome {
    let verification = try RunVerifier(runFolder: folder, trust: .keys(try JWK.trusted(trusted))).verify()
    let signers = verification.signers.joined(separator: ", ")
    return outcome(
      faults: verification.findings.map { ($0.kind.rawValue, $0.file, $0.message) },
      sound: "\(verification.filesCompared.counted("file")) and the report signed by \(signers) hold", style,
      facts: [
        "signers": JSON(verification.signers.map { JSON($0) }), "files": JSON(verification.filesCompared),
      ])
  }

  private func outcome(
    faults: [(kind: String, file: String, message: String)], sound: String, _ style: Style, facts: JSON
  ) -> Outcome {
    var text = ""
    for fault in faults {
      text +=
        style.red("fault:") + DisplayText.printable(" \(fault.file): \(fault.message) [\(fault.kind)]\n")
    }
    text += faults.isEmpty ? "\(folder): \(sound)\n" : "\(folder): \(faults.count.counted("fault"))\n"
    var result = facts
    result["folder"] = JSON(folder)
    result["faults"] = JSON(
      faults.map { ["kind": JSON($0.kind), "file": JSON($0.file), "message": JSON($0.message)] })
    return Outcome(code: faults.isEmpty ? .done : .badData, text: text, result: result)
  }

  private func verifyShards(_ style: Style) throws(SluiceError) -> Outcome {
    let verifier = DatasetVerifier(
      folder: folder, trusted: try JWK.trusted(trusted), key: try keyFile.map(JWK.read),
      minimumGeneration: generation, now: acceptsExpired ? nil : .now)
    let depth = keyFile == nil ? "signature and digests hold" : "signature, digests and content hold"
    return outcome(
      faults: verifier.faults().map { ($0.kind.rawValue, $0.file, $0.message) }, sound: depth, style,
      facts: ["content": JSON(keyFile != nil)])
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
