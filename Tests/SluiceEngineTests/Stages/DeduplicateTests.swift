import SluiceCore
import SluiceTestSupport
import SluiceText
import Testing

@testable import SluiceEngine

@Suite("Deduplication") struct DeduplicateTests {
  private let plan: Plan
  private let gather: any GatherStage
  private let resources: RunResources

  init() throws {
    plan = try SmallPipeline.plan(
      """
      "unique": { "use": "deduplicate", "in": "gate", "key": ["text", "size"] },
      "out": { "use": "write", "in": "unique", "to": "out" }
      """)
    let index = try #require(plan.index(of: "unique"))
    gather = try #require(plan.stages[index].stage as? any GatherStage)
    resources = try RunResources.forTests(plan.pipeline)
  }

  private func frame(_ records: [JSON]) throws -> Frame {
    try SmallPipeline.frame(records, for: "unique", of: plan)
  }

  private func admit(_ frame: Frame, _ state: any GatherState) throws -> (ids: [String], observation: [UInt8])
  {
    let observation = try gather.makeObserver(resources).observe(frame)
    var outcome = StageOutcome(counters: 0)
    try state.admit(frame, observation, &outcome)
    var kept = frame
    for (_, rows) in outcome.drops { kept.selection.subtract(rows) }
    return (SmallPipeline.ids(kept), observation)
  }

  private let first: [JSON] = [
    ["id": "a", "text": "x", "size": 1], ["id": "b", "text": "x", "size": 1], ["id": "c", "text": "x"],
    ["id": "d", "size": 1],
  ]
  private let second: [JSON] = [
    ["id": "e", "text": "x", "size": 1], ["id": "f", "text": "x"], ["id": "g", "text": "", "size": 1],
    ["id": "h"], ["id": "i"],
  ]

  @Test("the first of equal records wins, in a frame and across frames")
  func firstWins() throws {
    let state = try gather.makeState(resources)
    #expect(try admit(frame(first), state).ids == ["a", "c", "d"])
    #expect(try admit(frame(second), state).ids == ["g", "h"])
    #expect(try admit(frame(first + second), state).ids == [])
  }

  @Test("a missing value equals no value, and values below zero are values like others")
  func tellsMissingFromNegative() throws {
    let records: [JSON] = [
      ["id": "a", "text": "x"], ["id": "b", "text": "x", "size": -1], ["id": "c", "text": "x", "size": 0],
      ["id": "d", "size": -1], ["id": "e", "text": "", "size": -1], ["id": "f", "text": "x", "size": -1],
    ]
    #expect(try admit(frame(records), gather.makeState(resources)).ids == ["a", "b", "c", "d", "e"])
  }

  @Test("rows that are no longer selected do not count")
  func ignoresUnselected() throws {
    let state = try gather.makeState(resources)
    var frame = try frame(first)
    frame.selection[0] = false
    #expect(try admit(frame, state).ids == ["b", "c", "d"])
  }

  @Test("a resumed run knows what the broken one had seen")
  func restores() throws {
    let broken = try gather.makeState(resources)
    let observation = try admit(frame(first), broken).observation
    let resumed = try gather.makeState(resources)
    try resumed.restore(observation, selection: Bitmap(repeating: true, count: 4))
    #expect(try admit(frame(second), resumed).ids == ["g", "h"])
  }

  @Test("the order of frames decides, not their number", arguments: [1, 3, 50])
  func agreesWithASet(size: Int) throws {
    var random = SeededGenerator(seed: 92)
    let records: [JSON] = (0..<200).map {
      [
        "id": JSON("n\($0)"), "text": JSON(["p", "q", "r"].randomElement(using: &random) ?? ""),
        "size": JSON(Int.random(in: 0..<20, using: &random)),
      ]
    }
    var seen: Set<String> = []
    let expected = records.filter {
      seen.insert("\($0["text"]?.string ?? "")/\($0["size"]?.integer ?? 0)").inserted
    }
    .compactMap { $0["id"]?.string }
    let state = try gather.makeState(resources)
    var kept: [String] = []
    for start in stride(from: 0, to: records.count, by: size) {
      kept += try admit(frame(Array(records[start..<min(start + size, records.count)])), state).ids
    }
    #expect(kept == expected)
  }

  @Test("a set of digests does what a set does, and grows")
  func digestSets() {
    var random = SeededGenerator(seed: 93)
    var set = DigestSet()
    var model: Set<TextDigest> = []
    for number in 0..<20_000 {
      let low = number % 3 == 0 ? UInt64(number % 500) : random.next() & 0xFFF
      let digest = TextDigest(low: low, high: random.next() & 3)
      let isNew = set.insert(digest)
      guard isNew == model.insert(digest).inserted else {
        Issue.record("digest \(number) is \(isNew ? "new" : "known")")
        return
      }
    }
    for _ in 0..<2 {
      let isNew = set.insert(TextDigest(low: 0, high: 0))
      #expect(isNew == model.insert(TextDigest(low: 0, high: 0)).inserted)
    }
    #expect(set.count == model.count)
  }
}
