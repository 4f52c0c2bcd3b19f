internal import SluiceCore
internal import SluiceEngine
internal import SluiceStorage

extension Plan {
  /// Reads and plans the pipeline in a file, with all that was found.
  static func read(_ file: String) throws(SluiceError) -> (plan: Plan?, diagnostics: [Diagnostic]) {
    Plan.make(try InputFile.contents(of: file), file: file)
  }

  /// The plan of the pipeline in a file, which must be usable; its findings are then warnings.
  static func load(_ file: String) throws -> Plan {
    let (plan, diagnostics) = try Plan.read(file)
    guard let plan, plan.isUsable else { throw DiagnosticsError(diagnostics) }
    return plan
  }
}

extension Positional {
  /// The file of a pipeline.
  static let pipeline = Positional("PIPELINE", .path(.file(extensions: ["json"])), "File of the pipeline")
}
