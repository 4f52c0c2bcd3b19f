public import SluiceCore
public import SluiceCrypto
internal import SluiceLineage

/// Checks a run's folder and its outputs against the signed report, and names what was changed.
public struct RunVerifier: Sendable {
  /// Which keys may sign.
  public enum Trust: Sendable {
    /// These, as the controller gave them out.
    case keys([JWK])
    /// The one the report names: shows that nothing was changed since it signed, not whose key it is.
    case keyInReport
  }

  /// The run's folder.
  public let runFolder: String
  /// Which keys may sign.
  public let trust: Trust

  private static let reportLimit = 512 << 20

  /// A verifier of one folder.
  public init(runFolder: String, trust: Trust) {
    self.runFolder = runFolder
    self.trust = trust
  }

  /// Makes all checks, also after one has failed.
  ///
  /// - Throws: `noInput` if there is no run folder, `inputOutput` if a file cannot be read.
  public func verify() throws(SluiceError) -> Verification {
    var result = Verification()
    let found = try EvidenceFiles.scan(runFolder, excluding: RunReport.excluded)
    guard let bytes = try read(RunReport.fileName, &result), let report = parse(bytes, &result) else {
      return result
    }
    try checkSignature(over: bytes, report, &result)
    try blameReport(bytes, &result)
    compare(found, with: report, &result)
    try compareOutputs(report, &result)
    try checkPage(report, &result)
    try checkCatalogue(report, &result)
    return result
  }

  private func read(_ name: String, _ result: inout Verification) throws(SluiceError) -> [UInt8]? {
    do throws(SluiceError) {
      return try EvidenceFiles.read(runFolder + "/" + name, limit: Self.reportLimit)
    } catch {
      guard error.code == .noInput || error.code == .badData else { throw error }
      result.findings.append(Verification.Finding(.missing, name, error.message))
      return nil
    }
  }

  private func parse(_ bytes: [UInt8], _ result: inout Verification) -> JSON? {
    func refuse(_ message: String) -> JSON? {
      result.findings.append(Verification.Finding(.format, RunReport.fileName, message))
      return nil
    }
    let limits = JSON.Limits(bytes: Self.reportLimit, depth: 64)
    let parsed = Result { () throws(SluiceError) in try JSON.parse(bytes, limits: limits) }
    guard case .success(let report) = parsed else { return refuse("the report is no JSON document") }
    guard report["format"]?.string == RunReport.format else {
      return refuse("the report is not of the format '\(RunReport.format)'")
    }
    guard report.canonical == bytes else { return refuse("the report is not in canonical form") }
    return report
  }

  private func checkSignature(
    over bytes: [UInt8], _ report: JSON, _ result: inout Verification
  ) throws(SluiceError) {
    guard let signature = try read(RunReport.signatureFileName, &result) else { return }
    do throws(SluiceError) {
      let signed = try JWS(json: JSON.parse(signature))
      let named = try JWK(json: report["signer"]?["key"] ?? JSON(.null))
      let keys: [JWK]
      switch trust {
      case .keys(let trusted): keys = trusted
      case .keyInReport: keys = [named]
      }
      result.signers =
        try signed.verify(with: keys, type: RunReport.signatureType, detached: bytes).signers
      guard keys.contains(where: { $0.thumbprint == named.thumbprint }),
        report["signer"]?["thumbprint"]?.string == named.thumbprint
      else { throw SluiceError(.badData, "the report names another key than the one that signed it") }
      if case .keys = trust { result.isTrusted = true }
    } catch {
      result.findings.append(
        Verification.Finding(.signature, RunReport.signatureFileName, error.message))
    }
  }

  /// Where signature and page both disagree with the report, it is the report that was changed.
  private func blameReport(_ bytes: [UInt8], _ result: inout Verification) throws(SluiceError) {
    let page = try? EvidenceFiles.read(runFolder + "/" + RunReport.pageFileName, limit: Self.reportLimit)
    let isNamed = page.map { String(decoding: $0, as: UTF8.self).contains(Digest256.hash(bytes).hex) } ?? true
    let isSigned = !result.findings.contains { $0.kind == .signature }
    guard !isNamed, !isSigned else { return }
    result.findings.append(
      Verification.Finding(.changed, RunReport.fileName, "neither its signature nor the page was made for it")
    )
  }

  private func compare(_ found: [EvidenceFile], with report: JSON, _ result: inout Verification) {
    var left = Dictionary(uniqueKeysWithValues: found.map { ($0.path, $0) })
    for entry in report["files"]?.array ?? [] {
      let path = entry["path"]?.string ?? ""
      compare(left.removeValue(forKey: path), with: entry, path, &result)
    }
    for path in left.keys.sorted() {
      result.findings.append(Verification.Finding(.added, path, "the report does not know this file"))
    }
  }

  private func compare(
    _ file: EvidenceFile?, with entry: JSON, _ path: String, _ result: inout Verification
  ) {
    result.filesCompared += 1
    guard let file else {
      result.findings.append(Verification.Finding(.missing, path, "the file is not there"))
      return
    }
    guard file.sha256 == entry["sha256"]?.string else {
      result.findings.append(
        Verification.Finding(.changed, path, "the file's bytes are not those that were signed for"))
      return
    }
  }

  private func compareOutputs(_ report: JSON, _ result: inout Verification) throws(SluiceError) {
    let files = (report["outputs"]?.array ?? []).flatMap { $0["files"]?.array ?? [] }
    for entry in files {
      let path = entry["path"]?.string ?? ""
      let place = path.hasPrefix("/") ? path : runFolder + "/" + path
      do throws(SluiceError) {
        compare(try EvidenceFiles.digest(place, named: path), with: entry, path, &result)
      } catch {
        guard error.code == .noInput else { throw error }
        compare(nil, with: entry, path, &result)
      }
    }
  }

  private func checkPage(_ report: JSON, _ result: inout Verification) throws(SluiceError) {
    guard let page = try read(RunReport.pageFileName, &result) else { return }
    guard page != Array(HTMLReport.render(report: report).utf8) else { return }
    result.findings.append(
      Verification.Finding(.page, RunReport.pageFileName, "the page is not the one that the report gives"))
  }
}
