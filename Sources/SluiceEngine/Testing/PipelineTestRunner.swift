public import SluiceCore

/// Runs the tests that a pipeline's author wrote into the file.
public enum PipelineTestRunner {
  /// How one test went.
  public struct Outcome: Sendable, Equatable {
    /// What the test shows.
    public var name: String
    /// Where it stands.
    public var place: Place
    /// What was not as expected; empty when the test passed.
    public var failures: [String]
  }

  /// Runs every test of `plan`; secrets are stood in for by keys that depend on their names only.
  public static func run(_ plan: Plan) throws -> [Outcome] {
    let resources = try RunResources.forTests(plan.pipeline)
    return plan.pipeline.tests.map { test in
      do {
        return Outcome(name: test.name, place: test.place, failures: try failures(of: test, plan, resources))
      } catch {
        let text = (error as? SluiceError)?.description ?? String(describing: error)
        return Outcome(name: test.name, place: test.place, failures: [text])
      }
    }
  }

  private static func failures(
    of test: PipelineTest, _ plan: Plan, _ resources: RunResources
  ) throws -> [String] {
    guard let index = plan.index(of: test.stage) else { return ["there is no stage '\(test.stage)'"] }
    let stage = plan.stages[index]
    let frame = try FrameBuilder.frame(test.given, schema: stage.inputSchema)
    let (outputs, drops) = try run(stage, at: index, frame, resources)
    let names = stage.stage.outputs.map(\.name)
    guard let port = test.port.map({ names.firstIndex(of: $0) }) ?? (names.count == 1 ? 0 : nil) else {
      return ["say which output is meant: " + names.map { "\(stage.name).\($0)" }.joined(separator: ", ")]
    }
    var failures = compare(FrameBuilder.records(outputs[port]), test.expect)
    for (reason, count) in test.dropped.sorted(by: { $0.key < $1.key })
    where drops[reason, default: 0] != count {
      failures.append("dropped as '\(reason)': expected \(count), got \(drops[reason, default: 0])")
    }
    return failures
  }

  private static func run(
    _ stage: PlannedStage, at index: Int, _ frame: Frame, _ resources: RunResources
  ) throws -> (outputs: [Frame], drops: [String: Int]) {
    var outcome = StageOutcome(counters: stage.stage.counters.count)
    var outputs: [Frame]
    switch stage.stage {
    case let map as any MapStage: outputs = try map.makeWorker(resources).process(frame, &outcome)
    case let gather as any GatherStage:
      let observation = try gather.makeObserver(resources).observe(frame)
      try gather.makeState(resources).admit(frame, observation, &outcome)
      outputs = [frame]
    default:
      throw SluiceError(
        .badPipeline,
        "stage '\(stage.name)' is \(stage.declaration.role == .sink ? "a sink" : "a source"), which has no test",
        hint: "test a stage between ingest and sink")
    }
    let settled = try FrameTally.Stage.settle(
      stage: stage, at: index, input: frame, outputs: outputs, outcome: outcome)
    var drops: [String: Int] = [:]
    for (reason, ordinals) in settled.tally.drops {
      drops[stage.declaration.dropReasons[reason], default: 0] += ordinals.count
    }
    return (settled.outputs, drops)
  }

  private static func compare(_ records: [JSON], _ expected: [JSON]) -> [String] {
    var failures: [String] = []
    if records.count != expected.count {
      failures.append(
        "expected \(expected.count) record\(expected.count == 1 ? "" : "s"), got \(records.count)")
    }
    for (number, (record, wanted)) in zip(records, expected).enumerated() {
      for member in wanted.object?.members ?? [] {
        guard let value = record[member.key] else {
          failures.append("record \(number + 1): there is no field '\(member.key)'")
          continue
        }
        if let failure = mismatch(value, member.value) {
          failures.append("record \(number + 1), field '\(member.key)': \(failure)")
        }
      }
    }
    return failures
  }

  /// Words of matchers.
  static let matchers = ["equals", "contains", "lacks", "startsWith", "endsWith", "length"]

  /// What is wrong with `value`, or nil; an object of one known word is a matcher, all else is exact.
  private static func mismatch(_ value: JSON, _ wanted: JSON) -> String? {
    guard let members = wanted.object?.members, members.count == 1, let matcher = members.first else {
      return value == wanted ? nil : "expected \(wanted.compact), got \(value.compact)"
    }
    let text = value.string ?? ""
    let operand = matcher.value.string ?? ""
    let holds: Bool
    switch matcher.key {
    case "equals": holds = value == matcher.value
    case "contains": holds = text.contains(operand)
    case "lacks": holds = !text.contains(operand)
    case "startsWith": holds = text.hasPrefix(operand)
    case "endsWith": holds = text.hasSuffix(operand)
    case "length": holds = text.unicodeScalars.count == matcher.value.integer
    default: return "there is no matcher '\(matcher.key)'"
    }
    return holds ? nil : "\(matcher.key) \(matcher.value.compact) does not hold for \(value.compact)"
  }
}
