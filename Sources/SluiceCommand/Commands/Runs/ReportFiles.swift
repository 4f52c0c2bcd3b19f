internal import SluiceCore
internal import SluiceCrypto
internal import SluiceReports
internal import SluiceStorage

/// Writes the signed report of a run into its folder.
enum ReportFiles {
  /// Makes the report from the run's catalogue, signs it, and puts page and signature beside it.
  ///
  /// - Returns: The report.
  static func write(runFolder: String, key: JWK) throws(SluiceError) -> JSON {
    let bundle = try RunReport.bundle(runFolder: runFolder, key: key, generated: .now)
    try AtomicFile.write(bundle.pageBytes, to: Path.join(runFolder, RunReport.pageFileName))
    try AtomicFile.write(bundle.signatureBytes, to: Path.join(runFolder, RunReport.signatureFileName))
    try AtomicFile.write(bundle.reportBytes, to: Path.join(runFolder, RunReport.fileName))
    return bundle.report
  }

  /// Whether the folder has a report.
  static func exists(in runFolder: String) throws(SluiceError) -> Bool {
    try LocalFileSystem().status(at: Path.join(runFolder, RunReport.fileName)) != nil
  }
}
