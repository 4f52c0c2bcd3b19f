internal import SluiceCore
internal import SluicePolicy
internal import SluicePrivacy
internal import SluiceText

/// Holds all records back until figures about them fulfil conditions.
struct PolicyAssertStage: GatherStage {
  static let declaration = StageDeclaration(
    "policy.assert", .gather, "Holds all records back until figures about them fulfil conditions.",
    discussion: """
      The stage measures what its conditions speak of on all records that reach it, and lets them pass only if \
      every condition holds; otherwise the run ends with exit code 3 and nothing behind the stage is written. \
      Figures: \(MeasuredFact.all.map { "`\($0.name)`" }.joined(separator: ", ")).
      """,
    options: [
      OptionDeclaration(
        "that", .list(.text, atLeast: 1), required: true,
        "Conditions, such as `detections.rate <= 0.001` or `smallestGroup('postcode') >= 5`.")
    ])

  let outputs: [OutputPort]
  private let assertions: [Assertion]
  private let measures: AssertionMeasures

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    outputs = [OutputPort("", input)]
    var assertions: [Assertion] = []
    for value in options["that"]?.array ?? [] {
      guard let text = value.string else { continue }
      let (assertion, findings) = Assertion.parse(text, at: value.place)
      context.report(findings)
      if let assertion { assertions.append(assertion) }
      for fact in assertion?.requiredFacts ?? []
      where MeasuredFact.definition(of: fact.name)?.parameter != .reason {
        guard MeasuredFact.definition(of: fact.name)?.parameter != .detector else { continue }
        for name in fact.arguments {
          _ = context.field(name, at: value.place, in: input, types: FieldType.allCases)
        }
      }
    }
    self.assertions = assertions
    measures = AssertionMeasures(assertions.flatMap(\.requiredFacts), schema: input)
  }

  func makeObserver(_ resources: RunResources) throws -> any GatherObserver {
    Observer(measures, key: try resources.runKey.digestKey(for: "policy.assert"))
  }

  func makeState(_ resources: RunResources) throws -> any GatherState { State(assertions, measures) }

  private final class Observer: GatherObserver {
    private let measures: AssertionMeasures
    private let key: TextDigest.Key
    private let detector: Detector?

    init(_ measures: AssertionMeasures, key: TextDigest.Key) {
      self.measures = measures
      self.key = key
      detector = measures.needsDetection ? Detector(DetectorSet()) : nil
    }

    func observe(_ frame: Frame) throws -> [UInt8] {
      var writer = ByteWriter()
      writer.integer(UInt64(frame.selection.population))
      writer.integer(UInt64(frame.byteCount))
      for columns in measures.groups {
        frame.selection.forEachSet { row in
          var hasher = TextDigest.Hasher(key: key)
          for column in columns { RowDigest.update(&hasher, frame.columns[column], row) }
          let digest = hasher.finish()
          writer.integer(digest.low)
          writer.integer(digest.high)
        }
      }
      for column in measures.missing {
        var count: UInt64 = 0
        frame.selection.forEachSet { if !frame.columns[column].isValid($0) { count += 1 } }
        writer.integer(count)
      }
      writer.list(detections(frame))
      return writer.bytes
    }

    private func detections(_ frame: Frame) -> [UInt32] {
      guard let detector else { return [] }
      var counts = [UInt32](repeating: 0, count: IdentifierType.limit)
      for case .text(let text) in frame.columns {
        frame.selection.forEachSet { row in
          detector.find(in: text.bytes.span.extracting(text.range(row)))
          for finding in detector.findings { counts[Int(finding.type.rawValue)] += 1 }
        }
      }
      return counts
    }
  }

  private final class State: GatherState {
    private let assertions: [Assertion]
    private let measures: AssertionMeasures
    private var records = 0
    private var bytes = 0
    private var groups: [[TextDigest: Int]]
    private var missing: [Int]
    private var detections = [Int](repeating: 0, count: IdentifierType.limit)

    init(_ assertions: [Assertion], _ measures: AssertionMeasures) {
      self.assertions = assertions
      self.measures = measures
      groups = measures.groups.map { _ in [:] }
      missing = measures.missing.map { _ in 0 }
    }

    func admit(_ frame: Frame, _ observation: [UInt8], _ outcome: inout StageOutcome) throws {
      try restore(observation, selection: frame.selection)
    }

    func restore(_ observation: [UInt8], selection: Bitmap) throws {
      var reader = ByteReader(observation)
      let rows = try reader.integer(UInt64.self)
      records += Int(rows)
      bytes += Int(try reader.integer(UInt64.self))
      for group in groups.indices {
        for _ in 0..<rows {
          let digest = TextDigest(low: try reader.integer(), high: try reader.integer())
          groups[group][digest, default: 0] += 1
        }
      }
      for index in missing.indices { missing[index] += Int(try reader.integer(UInt64.self)) }
      for (index, count) in try reader.list(of: UInt32(0)).enumerated() { detections[index] += Int(count) }
    }

    func conclude(_ facts: RunFacts) throws -> [AssertionOutcome] {
      let figures = figures(facts)
      return assertions.map { assertion in
        let verdict = assertion.evaluate(figures)
        var observed = JSONObject()
        for fact in assertion.requiredFacts {
          observed[fact.description] = figures[fact].map { JSON($0) } ?? nil
        }
        return AssertionOutcome(
          expression: assertion.text, holds: verdict.outcome == .permit, observed: JSON(observed),
          place: assertion.place)
      }
    }

    private func figures(_ facts: RunFacts) -> [MeasuredFact: Double] {
      var figures: [MeasuredFact: Double] = [:]
      for fact in Set(assertions.flatMap(\.requiredFacts)) { figures[fact] = figure(fact, facts) }
      return figures
    }

    private func figure(_ fact: MeasuredFact, _ facts: RunFacts) -> Double? {
      switch fact.name {
      case "records.in", "records.out": return Double(records)
      case "records.dropped": return Double(facts.dropped.values.reduce(0, +) - facts.recordsFaulty)
      case "records.quarantined": return Double(facts.recordsFaulty)
      case "dropped": return Double(facts.dropped(for: fact.arguments.first ?? ""))
      case "bytes.in", "bytes.out": return Double(bytes)
      case "tokens.count": return Double(facts.counted("tokens"))
      case "duplicates.rate": return facts.duplicateRate
      case "detections.count": return Double(detections.reduce(0, +))
      case "detections.rate": return records > 0 ? Double(detections.reduce(0, +)) / Double(records) : 0
      case "detections":
        return fact.arguments.first.flatMap { IdentifierType(name: $0) }.map {
          Double(detections[Int($0.rawValue)])
        }
      case "smallestGroup":
        return measures.group(of: fact).flatMap { groups[$0].values.min() }.map(Double.init)
      case "distinct": return measures.group(of: fact).map { Double(groups[$0].count) }
      case "missing": return measures.missingIndex(of: fact).map { Double(missing[$0]) }
      default: return nil
      }
    }
  }
}

/// What a stage must measure for its assertions.
private struct AssertionMeasures: Sendable {
  /// Columns of each set of fields whose groups of equal records are counted.
  private(set) var groups: [[Int]] = []
  /// Columns whose missing values are counted.
  private(set) var missing: [Int] = []
  /// Whether identifiers are looked for.
  private(set) var needsDetection = false
  private var groupOfFact: [MeasuredFact: Int] = [:]
  private var missingOfFact: [MeasuredFact: Int] = [:]

  init(_ facts: [MeasuredFact], schema: Schema) {
    for fact in facts {
      let columns = fact.arguments.compactMap { schema.index(of: $0) }
      switch fact.name {
      case "smallestGroup", "distinct":
        groupOfFact[fact] = groups.count
        groups.append(columns)
      case "missing":
        guard let column = columns.first else { continue }
        missingOfFact[fact] = missing.count
        missing.append(column)
      case "detections", "detections.count", "detections.rate": needsDetection = true
      default: break
      }
    }
  }

  func group(of fact: MeasuredFact) -> Int? { groupOfFact[fact] }
  func missingIndex(of fact: MeasuredFact) -> Int? { missingOfFact[fact] }
}
