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
      recipient also the content: keys, every frame, every document. It also follows the signed records of all \
      changes since the dataset was written.

      Of a run's folder it checks the signed report, every file and output that the report names, and that the \
      counts of records balance.
      """,
    options: [
      .trust,
      Option(
        "key", "k", .text("KEY"),
        help: "Private key of a recipient, a file or where it is held; checks the content too"),
      Option(
        "mechanisms", nil, .choice("PROFILE", MechanismProfile.allCases.map(\.rawValue)),
        help: "Accept only a manifest that is bound to this profile"),
      .minimumGeneration,
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
    "trust", "t", .path("KEY", .file(extensions: ["jwk"])), repeatable: true,
    help: "Public key of a signer to trust: a file or a did:key")
}

extension Positional {
  /// A folder with a dataset of shards.
  static let shards = Positional(
    "FOLDER", .path(.folder), "Folder with the manifest, the keys and the shards")
}

private struct VerifyOptions {
  let folder: String
  let trusted: [String]
  let key: String?
  let generation: Int
  let acceptsExpired: Bool
  let mechanisms: MechanismProfile?

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    trusted = arguments.values("trust")
    key = arguments.value("key")
    generation = arguments.number("min-generation") ?? 1
    acceptsExpired = arguments.flag("expired")
    mechanisms = arguments.value("mechanisms").flatMap(MechanismProfile.init)
  }

  func verify(_ style: Style) throws(SluiceError) -> Outcome {
    let isRun = try LocalFileSystem().status(at: Path.join(folder, RunOverview.stateName)) != nil
    return try isRun ? verifyRun(style) : verifyShards(style)
  }

  private func verifyRun(_ style: Style) throws(SluiceError) -> Outcome {
    let verification = try RunVerifier(runFolder: folder, trust: .keys(try KeyReference.trusted(trusted)))
      .verify()
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
      folder: folder, trusted: try KeyReference.trusted(trusted), key: try key.map(KeyReference.held),
      minimumGeneration: generation, now: acceptsExpired ? nil : .now,
      mechanisms: mechanisms)
    let depth = key == nil ? "signature and digests hold" : "signature, digests and content hold"
    return outcome(
      faults: verifier.faults().map { ($0.kind.rawValue, $0.file, $0.message) }, sound: depth, style,
      facts: ["content": JSON(key != nil)])
  }
}
