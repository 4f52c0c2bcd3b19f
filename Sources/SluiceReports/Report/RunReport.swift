public import SluiceCore
public import SluiceCrypto
public import SluiceLineage

/// The report of a run: one JSON object with all that its catalogue says and the digests of its folder.
///
/// What is signed is the canonical form (RFC 8785). Nothing in a report is made up at printing time: the page
/// for people is made from the signed object alone. Docs/compliance.md tells how to read and verify it.
public enum RunReport {
  /// The report itself.
  public static let fileName = "report.json"
  /// Its signature, a detached JWS (RFC 7515 appendix F).
  public static let signatureFileName = "report.jws"
  /// The page for people.
  public static let pageFileName = "report.html"
  /// The `typ` of the signature.
  public static let signatureType = "sluice-run-report+json"

  static let format = "sluice-run-report/1"
  static let ownFiles: Set<String> = [fileName, signatureFileName, pageFileName]

  /// What is left out of a run folder's digests: the report itself, what the run removes, and its lock.
  static let excluded: Set<String> = ownFiles.union(["spill", "lock"]).union(VerificationSteps.files)

  /// Builds the report of a catalogue.
  ///
  /// - Parameters:
  ///   - catalogue: The run's catalogue.
  ///   - files: Digests of the run's folder.
  ///   - signer: Public part of the key that will sign.
  ///   - generated: When the report is made.
  /// - Throws: An error if the catalogue is damaged or holds no run.
  public static func build(
    from catalogue: RunCatalogue, files: [EvidenceFile], signer: any HeldKey, generated: Timestamp
  ) throws(SluiceError) -> JSON {
    guard let publicKey = signer.publicKey else {
      throw SluiceError(.badData, "a report needs a key of which a public part can be shown")
    }
    var report = try ReportBuilder(catalogue).report
    report["format"] = JSON(format)
    report["generated"] = JSON(generated.description)
    report["files"] = JSON(files.map(\.json))
    report["signer"] = JSON(
      JSONObject(known: [
        "kid": signer.keyID.map { JSON($0) }, "thumbprint": JSON(publicKey.thumbprint),
        "algorithm": signer.kind.signatureAlgorithms.first.map { JSON($0) },
        "key": publicKey.json(),
      ]))
    return JSON(report)
  }

  /// The three files of a signed report, to be put into the run's folder.
  public struct Bundle: Sendable {
    /// The report.
    public var report: JSON
    /// Bytes of `report.json`.
    public var reportBytes: [UInt8]
    /// Bytes of `report.jws`.
    public var signatureBytes: [UInt8]
    /// Bytes of `report.html`.
    public var pageBytes: [UInt8]
  }

  /// Builds, signs and renders the report of a run's folder, whose catalogue must be sealed.
  ///
  /// - Throws: An error if something cannot be read or `key` cannot sign.
  public static func bundle(
    runFolder: String, key: any HeldKey, generated: Timestamp
  ) throws(SluiceError) -> Bundle {
    let files = try EvidenceFiles.scan(runFolder, excluding: excluded)
    guard !files.contains(where: { $0.path.hasPrefix(RunCatalogue.fileName + "-") }) else {
      throw SluiceError(
        .bug, "the catalogue is not sealed", at: Place(file: runFolder + "/" + RunCatalogue.fileName))
    }
    let catalogue = try RunCatalogue(reading: runFolder + "/" + RunCatalogue.fileName)
    let report = try build(from: catalogue, files: files, signer: key, generated: generated)
    let bytes = report.canonical
    let signature = try JWS.sign(bytes, with: [key], type: signatureType).detached
    guard let flattened = signature.flattened else {
      throw SluiceError(.bug, "one key made several signatures")
    }
    return Bundle(
      report: report, reportBytes: bytes, signatureBytes: flattened.canonical,
      pageBytes: Array(HTMLReport.render(report: report).utf8))
  }
}

extension EvidenceFile {
  fileprivate var json: JSON { ["path": JSON(path), "bytes": JSON(bytes), "sha256": JSON(sha256)] }
}

extension JSONObject {
  /// An object of the members that have a value.
  init(known members: KeyValuePairs<String, JSON?>) {
    self.init(members.compactMap { member in member.value.map { Member(member.key, $0) } })
  }
}
