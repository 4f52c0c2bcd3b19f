import SluiceCore
import Testing

@testable import SluiceEngine

/// Small pipelines, of which a test writes the stages behind `notes` (an ingest) and `gate`.
enum SmallPipeline {
  static let fields = """
    "id": { "label": "none" },
    "text": { "label": "none", "optional": true },
    "size": { "type": "integer", "label": "none", "optional": true }
    """

  /// The plan of a pipeline; `stages` and `tests` are the members of the objects of that name.
  static func plan(_ stages: String, tests: String = "", seed: Int = 7, onError: String? = nil) throws -> Plan
  {
    let text = """
      { "sluice": 1, "name": "small", "seed": \(seed), "stages": {
        "notes": { "use": "ingest", "from": "*.jsonl", "dataset": { "id": "urn:example:notes" },
          \(onError.map { "\"onError\": \($0)," } ?? "")
          "schema": { \(fields) } },
        "gate": { "use": "policy.gate", "in": "notes", "rules": ["eu-gdpr"] },
        \(stages) },
        "tests": [\(tests)] }
      """
    let (plan, diagnostics) = Plan.make(Array(text.utf8), file: "small.json")
    try #require(diagnostics.isEmpty, "\(diagnostics)")
    return try #require(plan)
  }

  /// A frame of records, as the stage called `name` gets it.
  static func frame(_ records: [JSON], for name: String, of plan: Plan, origin: Frame.Origin = Frame.Origin())
    throws -> Frame
  {
    let index = try #require(plan.index(of: name))
    var frame = try FrameBuilder.frame(records, schema: plan.stages[index].inputSchema)
    frame.origin = origin
    return frame
  }

  /// What a map stage makes of a frame, once the engine has applied its drops.
  static func process(_ frame: Frame, by name: String, of plan: Plan) throws -> (
    outputs: [Frame], tally: FrameTally.Stage
  ) {
    let index = try #require(plan.index(of: name))
    let map = try #require(plan.stages[index].stage as? any MapStage)
    var outcome = StageOutcome(counters: map.counters.count)
    let outputs = try map.makeWorker(RunResources.forTests(plan.pipeline)).process(frame, &outcome)
    let settled = try FrameTally.Stage.settle(
      stage: plan.stages[index], at: index, input: frame, outputs: outputs, outcome: outcome)
    return (settled.outputs, settled.tally)
  }

  /// The values of `id` of the selected rows.
  static func ids(_ frame: Frame) -> [String] { FrameBuilder.records(frame).compactMap { $0["id"]?.string } }

  /// Records called `prefix0` and so on.
  static func records(_ count: Int, prefix: String = "n", _ text: (Int) -> JSON = { _ in nil }) -> [JSON] {
    (0..<count).map { ["id": JSON("\(prefix)\($0)"), "text": text($0), "size": JSON($0)] }
  }
}
