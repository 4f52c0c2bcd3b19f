internal import SluiceCore
internal import SluiceCrypto
internal import SluiceReports

extension Command {
  static let report = Command(
    name: "report", group: .evidence, summary: "Show the report of a run, or make and sign it",
    discussion: """
      The report says what was read, by whose permission, what each rule decided and what stands behind the \
      verdict, what was dropped and why, and what was written. It holds no value of any record. 'sluice verify' \
      checks it.
      """,
    options: [
      Option(
        "sign", "s", .path("FILE", .file(extensions: ["jwk"])),
        help: "Make the report anew, sign it with this private key, and write it into the run's folder")
    ],
    positionals: [Positional("RUN", .path(.folder), "Folder of the run")],
    examples: [
      Example("sluice report letters.run --sign signing.jwk", "Make report.json, report.jws and report.html"),
      Example("sluice report letters.run", "Show the report"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try ReportOptions(invocation.arguments).report() })
}

private struct ReportOptions {
  let folder: String
  let keyFile: String?

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    keyFile = arguments.value("sign")
  }

  func report() throws(SluiceError) -> Outcome {
    let report: JSON
    if let keyFile {
      report = try SignedReport.write(folder, KeyReference.held(keyFile))
    } else {
      report = try SignedReport.read(folder)
    }
    return Outcome(text: TextReport.render(report: report), result: report)
  }
}
