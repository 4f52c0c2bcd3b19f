import SluiceCore
import Testing

@testable import SluiceEngine

@Suite("Limits of faulty records") struct FaultLimitTests {
  private func limits(_ onError: String?) throws -> FaultLimits {
    let plan = try SmallPipeline.plan(
      #""out": { "use": "write", "in": "gate", "to": "out" }"#, onError: onError)
    let shard = Inventory.Shard(path: "input/a.jsonl", bytes: 1, modified: Timestamp(microseconds: 0))
    return FaultLimits(
      plan: plan, inventory: Inventory(sources: [Inventory.Source(stage: 0, shards: [shard])]))
  }

  private func tally(_ faults: Int, of records: Int, from record: UInt64 = 0) -> FrameTally {
    var tally = FrameTally(origin: Frame.Origin(), records: records)
    tally.stages = [FrameTally.Stage(stage: 0, recordsIn: records)]
    tally.faults = (0..<faults).map {
      FrameTally.Fault(
        record: record + UInt64($0), line: $0 + 1, byteOffset: 10 * $0, reason: 0, entry: nil, field: "size")
    }
    return tally
  }

  @Test("without a word about errors the first fault ends the run, at its place")
  func failsAtOnce() throws {
    let limits = try limits(nil)
    try limits.add(tally(0, of: 100))
    let error = #expect(throws: SluiceError.self) { try limits.add(tally(2, of: 100, from: 7)) }
    #expect(error?.code == .badData)
    #expect(error?.place == Place(file: "input/a.jsonl", line: 1, byteOffset: 0, stage: "notes", record: 7))
    #expect(error?.message.hasSuffix("(field 'size')") == true)
  }

  @Test("a number of faults is allowed, and one more is not")
  func countsFaults() throws {
    let limits = try limits(#"{ "action": "quarantine", "max": 5 }"#)
    try limits.add(tally(3, of: 10))
    try limits.add(tally(2, of: 10))
    try limits.conclude()
    #expect(throws: SluiceError.self) { try limits.add(tally(1, of: 10)) }
  }

  @Test("a share is judged at the end, when all records are known")
  func judgesShares() throws {
    let limits = try limits(#"{ "action": "quarantine", "max": "10%" }"#)
    try limits.add(tally(3, of: 10))
    #expect(throws: SluiceError.self) { try limits.conclude() }
    try limits.add(tally(0, of: 20))
    try limits.conclude()
  }

  @Test("quarantine without a limit takes everything")
  func takesEverything() throws {
    let limits = try limits(#"{ "action": "quarantine" }"#)
    try limits.add(tally(1000, of: 1000))
    try limits.conclude()
  }

  static let tolerances: [(JSON, String?)] = [
    (0, "0"), (10, "10"), ("0%", "0.000%"), ("0.1%", "0.100%"), ("100%", "100.000%"), (-1, nil), (1.5, nil),
    ("0.1", nil), ("101%", nil), ("-1%", nil), ("nan%", nil), ("%", nil), (true, nil), (nil, nil), ([], nil),
  ]

  @Test("tolerances are numbers or shares", arguments: tolerances)
  func readsTolerances(json: JSON, text: String?) { #expect(Tolerance(json)?.description == text) }

  @Test("a tolerance is exceeded by more, not by as many")
  func compares() throws {
    #expect(!Tolerance(count: 2).isExceeded(faults: 2, records: 2))
    #expect(Tolerance(count: 2).isExceeded(faults: 3, records: 1_000_000))
    let share = try #require(Tolerance("50%"))
    #expect(!share.isExceeded(faults: 1, records: 2))
    #expect(share.isExceeded(faults: 2, records: 3))
    #expect(!(try #require(Tolerance("0%"))).isExceeded(faults: 0, records: 0))
  }
}
