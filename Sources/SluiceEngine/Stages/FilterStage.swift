internal import SluiceCore

/// Keeps records for which an expression is true.
struct FilterStage: MapStage {
  static let declaration = StageDeclaration(
    "filter", .map, "Keeps the records for which an expression is true.",
    discussion: """
      The expression is checked against the fields when the pipeline is validated. Where a field has no value \
      the expression may be neither true nor false; such records are dropped and counted as `unknown`. The \
      language is described in [expressions](expressions.md).
      """,
    options: [
      OptionDeclaration(
        "keep", .expression, required: true,
        "What a record must fulfil, such as `words >= 50 and meanWordLength in 3..12`.")
    ], dropReasons: ["not-kept", "unknown"])

  let outputs: [OutputPort]
  private let condition: Expression?

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    outputs = [OutputPort("", input)]
    condition = context.expression("keep", of: options, in: input)
  }

  func makeWorker(_ resources: RunResources) throws -> any MapWorker {
    guard let condition else { throw SluiceError(.bug, "a filter without an expression was run") }
    return Worker(condition: condition)
  }

  private final class Worker: MapWorker {
    let condition: Expression

    init(condition: Expression) { self.condition = condition }

    func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame] {
      let verdict = condition.evaluate(frame, frame.selection)
      var refused = frame.selection
      refused.subtract(verdict.isTrue)
      refused.subtract(verdict.isUnknown)
      outcome.drop(refused, reason: 0)
      outcome.drop(verdict.isUnknown, reason: 1)
      return [frame]
    }
  }
}
