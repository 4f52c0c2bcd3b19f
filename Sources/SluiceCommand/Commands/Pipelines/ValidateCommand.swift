internal import SluiceCore
internal import SluiceEngine

extension Command {
  static let validate = Command(
    name: "validate", group: .pipelines,
    summary: "Check pipelines and say everything that is wrong with them",
    discussion: """
      Reads the files without touching any data: form, stages, fields and their types, expressions, privacy \
      labels, policies, and whether a raw identifier could reach an output. Every finding has its line and \
      column.
      """,
    options: [Option("strict", help: "Let warnings fail as well")],
    positionals: [
      Positional("PIPELINE", .path(.file(extensions: ["json"])), repeatable: true, "Files of pipelines")
    ],
    examples: [
      Example("sluice validate letters.json", "Check a pipeline"),
      Example(
        "sluice validate --strict --json letters.json", "Check in a build, and read the findings there"),
    ],
    exitCodes: [.refused, .badPipeline, .noInput],
    run: { invocation in try ValidateOptions(invocation.arguments).check() })
}

private struct ValidateOptions {
  let files: [String]
  let isStrict: Bool

  init(_ arguments: Arguments) {
    files = arguments.positionals
    isStrict = arguments.flag("strict")
  }

  func check() throws -> Outcome {
    var outcome = Outcome()
    var results: [JSON] = []
    for file in files {
      var (plan, diagnostics) = try Plan.read(file)
      var errors = diagnostics.count { $0.severity == .error }
      if errors > 0 || isStrict && !diagnostics.isEmpty { outcome.code = .badPipeline }
      if let plan, errors == 0 {
        let refusals = try PolicyReview(plan).refusals
        diagnostics += refusals
        errors = refusals.count
        if errors > 0, outcome.code == .done { outcome.code = .refused }
      }
      outcome.diagnostics += diagnostics
      results.append([
        "file": JSON(file), "errors": JSON(errors), "warnings": JSON(diagnostics.count - errors),
        "stages": JSON(plan?.stages.count ?? 0),
      ])
      if let plan, diagnostics.isEmpty {
        let counts = "\(plan.stages.count.counted("stage")), \(plan.phases.count.counted("phase"))"
        outcome.text += "\(file): \(counts), nothing to object to\n"
      }
    }
    outcome.result = ["pipelines": JSON(results)]
    return outcome
  }
}
