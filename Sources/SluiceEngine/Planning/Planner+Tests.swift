internal import SluiceCore

extension Planner {
  /// Reports tests that could not run: of a stage or an output that has none, with fields or words that are none.
  mutating func checkTests() {
    for test in context.pipeline.tests {
      guard let stage = stages.first(where: { $0.name == test.stage }) else { continue }
      check(test, of: stage)
    }
  }

  private mutating func check(_ test: PipelineTest, of stage: PlannedStage) {
    let place = test.json["stage"]?.place ?? test.place
    context.stage = stage.name
    guard stage.declaration.role == .map || stage.declaration.role == .gather else {
      context.report(
        "untestable", "stage '\(stage.name)' is a \(stage.declaration.role.rawValue), which has no test",
        at: place, hint: "test a stage between ingest and sink")
      return
    }
    for (reason, value) in (test.json["dropped"]?.object?.members ?? []).map({ ($0.key, $0.keyPlace) })
    where !stage.declaration.dropReasons.contains(reason) {
      context.report(
        "unknown-reason", "stage '\(stage.name)' drops no record as '\(reason)'", at: value,
        hint: Suggestion.hint(for: reason, among: stage.declaration.dropReasons))
    }
    let reference = StageReference(test.json["stage"]?.string ?? "", at: place)
    guard !stage.inputSchema.fields.isEmpty, let port = port(reference, of: stage) else { return }
    if !context.hasUnknownTypes {
      do throws(SluiceError) { _ = try FrameBuilder.frame(test.given, schema: stage.inputSchema) } catch {
        context.report("bad-record", error, at: test.place)
      }
    }
    for record in test.expect { checkExpectation(record, stage.stage.outputs[port].schema) }
  }

  private mutating func checkExpectation(_ record: JSON, _ schema: Schema) {
    for member in record.object?.members ?? [] {
      _ = context.field(member.key, at: member.keyPlace, in: schema, types: FieldType.allCases)
      guard let words = member.value.object?.members, words.count == 1, let word = words.first,
        !PipelineTestRunner.matchers.contains(word.key)
      else { continue }
      context.report(
        "unknown-matcher", "there is no matcher '\(word.key)'", at: word.keyPlace,
        hint: Suggestion.hint(for: word.key, among: PipelineTestRunner.matchers))
    }
  }
}
