internal import SluiceCore
internal import SluiceLineage

extension RunVerifier {
  /// Checks that the catalogue is whole, says what the report says, and accounts for every record.
  func checkCatalogue(_ report: JSON, _ result: inout Verification) throws(SluiceError) {
    let name = RunCatalogue.fileName
    do throws(SluiceError) {
      let catalogue = try RunCatalogue(reading: runFolder + "/" + name)
      for damage in try catalogue.damage().prefix(10) {
        result.findings.append(Verification.Finding(.catalogue, name, "SQLite: " + damage))
      }
      let builder = try ReportBuilder(catalogue)
      for member in builder.report.members where report[member.key] != member.value {
        result.findings.append(
          Verification.Finding(.catalogue, name, "'\(member.key)' is not what the report says"))
      }
      guard builder.run.state == .complete else { return }
      let imbalances = builder.ledger.imbalances().map(\.description) + (try catalogue.recordImbalances())
      for imbalance in imbalances.prefix(100) {
        result.findings.append(Verification.Finding(.ledger, name, imbalance))
      }
    } catch {
      guard error.code != .inputOutput else { throw error }
      if error.code != .noInput {
        result.findings.append(Verification.Finding(.catalogue, name, error.message))
      }
    }
  }
}
