internal import SluiceCore
internal import SluiceCrypto
internal import SluiceReports
internal import SluiceStorage

/// The signed report in a run's folder.
enum SignedReport {
  /// Makes and signs the report of a complete run, and puts its three files into the run's folder.
  @discardableResult
  static func write(_ folder: String, _ key: any HeldKey) throws(SluiceError) -> JSON {
    let bundle = try RunReport.bundle(runFolder: folder, key: key, generated: .now)
    try AtomicFile.write(bundle.pageBytes, to: Path.join(folder, RunReport.pageFileName))
    try AtomicFile.write(bundle.signatureBytes, to: Path.join(folder, RunReport.signatureFileName))
    try AtomicFile.write(bundle.reportBytes, to: Path.join(folder, RunReport.fileName))
    return bundle.report
  }

  /// Whether a run's folder has a report.
  static func exists(in folder: String) throws(SluiceError) -> Bool {
    try LocalFileSystem().status(at: Path.join(folder, RunReport.fileName)) != nil
  }

  /// The report that stands in a run's folder; its signature is not looked at.
  static func read(_ folder: String) throws(SluiceError) -> JSON {
    let path = Path.join(folder, RunReport.fileName)
    do throws(SluiceError) {
      return try JSON.parse(InputFile.contents(of: path, limit: 512 << 20), file: path)
    } catch {
      guard error.code == .noInput else { throw error }
      throw SluiceError(
        .noInput, "the run has no report yet", at: Place(file: folder),
        hint: "make one with: sluice report \(folder) --sign KEY")
    }
  }
}
