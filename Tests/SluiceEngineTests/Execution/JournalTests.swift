import Foundation
import SluiceCore
import SluiceStorage
import SluiceTestSupport
import Testing

@testable import SluiceEngine

@Suite("Journals") struct JournalTests {
  private func ordinals(_ random: inout SeededGenerator) -> [UInt32] {
    var value = UInt32.random(in: 0...300, using: &random)
    return (0..<Int.random(in: 0...20, using: &random)).map { _ in
      value += UInt32.random(in: 0...70_000, using: &random)
      return value
    }
  }

  private func entry(_ random: inout SeededGenerator) -> JournalEntry {
    func number() -> Int { Int.random(in: 0...1 << 40, using: &random) }
    let origin = Frame.Origin(
      source: number(), shard: number(), frame: number(), firstRecord: UInt64(number()))
    let stage = FrameTally.Stage(
      stage: number(), recordsIn: number(), recordsOut: [number(), number()],
      drops: [(number(), ordinals(&random)), (number(), [])], counts: [number()])
    let faults = [
      FrameTally.Fault(
        record: UInt64(number()), line: number(), byteOffset: number(), reason: 1, entry: "a/b", field: nil),
      FrameTally.Fault(record: 0, line: 0, byteOffset: 0, reason: 0, entry: nil, field: "täg"),
    ]
    let receipt = TerminalReceipt(
      terminal: number(),
      receipt: SinkReceipt(file: number(), details: ["name": "part"], nextFrame: .max, nextRow: number()),
      steps: [TerminalReceipt.Step(sequence: number(), origin: origin, tally: stage)],
      placed: [
        TerminalReceipt.Placed(
          origin: origin,
          placement: Placement(file: number(), firstDocument: number(), ordinals: ordinals(&random)))
      ])
    let tally = FrameTally(
      origin: origin, records: number(), stages: [stage], faults: Bool.random(using: &random) ? faults : [])
    var entry = JournalEntry(
      frames: [(number(), tally)], receipts: [receipt], isDone: Bool.random(using: &random))
    if entry.isDone {
      entry.shardDigests = ShardDigests([["00ff", ""], []])
      entry.assertions = [
        RecordedAssertion(
          stage: 3,
          outcome: AssertionOutcome(expression: "a <= 1", holds: true, observed: ["a": 0.5], place: Place()))
      ]
    }
    return entry
  }

  @Test("an entry comes back as it was written")
  func roundTrips() throws {
    var random = SeededGenerator(seed: 71)
    for _ in 0..<100 {
      let written = entry(&random).json
      let read = try #require(JournalEntry(try JSON.parse(written.compact)))
      #expect(read.json == written)
    }
  }

  @Test("damaged entries are refused, never a crash")
  func survivesMutations() {
    var random = SeededGenerator(seed: 72)
    for _ in 0..<500 {
      let bytes = random.mutation(of: Array(entry(&random).json.compact.utf8))
      if let json = try? JSON.parse(bytes) { _ = JournalEntry(json) }
    }
  }

  @Test("record numbers come back in a few characters")
  func codesOrdinals() {
    var random = SeededGenerator(seed: 73)
    for _ in 0..<200 {
      let list = ordinals(&random)
      #expect(OrdinalList.read(OrdinalList.text(list)) == list)
    }
    #expect(OrdinalList.read(OrdinalList.text([0, 0, .max])) == [0, 0, .max])
    #expect(OrdinalList.text([]) == "")
    #expect(OrdinalList.text([1, 2, 3]) == "AQEB")
    for text in ["A", "gA", "____", "_____w", "AQEB=", "ä"] { #expect(OrdinalList.read(text) == nil) }
  }

  @Test("what was appended is there when the journal is opened again")
  func keepsEntries() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("phase.jsonl")
    var random = SeededGenerator(seed: 74)
    let entries = (0..<3).map { _ in entry(&random) }
    do {
      let journal = try Journal(path, in: LocalFileSystem())
      #expect(journal.entries.isEmpty)
      try journal.append(entries[0])
      try journal.append(entries[1])
    }
    let again = try Journal(path, in: LocalFileSystem())
    #expect(again.entries.map(\.json) == entries.prefix(2).map(\.json))
    try again.append(entries[2])
    #expect(try Journal(path, in: LocalFileSystem()).entries.map(\.json) == entries.map(\.json))
  }

  @Test("a line that a break cut short is left out, and the next entry follows the last whole one")
  func leavesOutTornLines() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 75)
    let (first, second) = (entry(&random), entry(&random))
    let whole = Array((first.json.compact + "\n").utf8)
    let torn = Array((second.json.compact + "\n").utf8)
    for length in stride(from: 0, to: torn.count, by: max(1, torn.count / 12)) {
      let path = try folder.write(whole + torn[..<length], to: "\(length).jsonl")
      let journal = try Journal(path, in: LocalFileSystem())
      #expect(journal.entries.map(\.json) == [first.json])
      try journal.append(second)
      #expect(try Journal(path, in: LocalFileSystem()).entries.map(\.json) == [first.json, second.json])
    }
  }

  @Test("a damaged line before the last is refused and named", arguments: ["{]", "{}", "", "null"])
  func refusesDamagedLines(line: String) throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 76)
    let sound = entry(&random).json.compact + "\n"
    let path = try folder.write(Array((sound + line + "\n" + sound).utf8), to: "phase.jsonl")
    let error = #expect(throws: SluiceError.self) { try Journal(path, in: LocalFileSystem()) }
    #expect(error?.code == .badData)
    #expect(error?.message == "line 2 of the journal is no entry")
  }
}

extension ShardDigests {
  fileprivate init?(_ digests: [[String]]) { self.init(JSON(digests.map { JSON($0.map { JSON($0) }) })) }
}
