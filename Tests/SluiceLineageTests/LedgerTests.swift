import SluiceCore
import Testing

@testable import SluiceLineage

@Suite("The conservation ledger")
struct LedgerTests {
  @Test("balances when every record is accounted for")
  func balance() {
    #expect(SampleRun.ledger.imbalances() == [])
    #expect(SampleRun.ledger.totals(ofStage: 1) == (9, 7, [2]))
  }

  @Test("names stage, shard and counts when one record vanishes in a stage")
  func vanishedRecord() {
    var ledger = SampleRun.ledger
    ledger.arrived(1, stage: 1, source: 0, shard: 1)
    ledger.left(1, stage: 0, source: 0, shard: 1)
    ledger.arrived(1, stage: 0, source: 0, shard: 1)
    #expect(
      ledger.imbalances()
        == [Ledger.Imbalance(site: .stage("quality"), source: 0, shard: 1, came: 5, accounted: 4)])
    #expect(
      ledger.imbalances().map(\.description)
        == ["stage 'quality' took 5 records of source 0, shard 1 and accounts for 4"])
  }

  @Test("names the edge when a stage was given more than it took")
  func vanishedOnEdge() {
    var ledger = SampleRun.ledger
    ledger.arrived(2, stage: 0, source: 0, shard: 0)
    ledger.left(2, stage: 0, source: 0, shard: 0)
    #expect(
      ledger.imbalances()
        == [Ledger.Imbalance(site: .inputs("quality"), source: 0, shard: 0, came: 7, accounted: 5)])
  }

  @Test("names a port whose records nothing reads")
  func unreadPort() {
    let plan = LedgerPlan(
      stages: [
        LedgerPlan.Stage("in"), LedgerPlan.Stage("split", ports: ["good", "poor"]),
        LedgerPlan.Stage("write", isSink: true),
      ],
      edges: [LedgerPlan.Edge(stage: 0, target: 1), LedgerPlan.Edge(stage: 1, port: 0, target: 2)],
      shardCounts: [1])
    var ledger = Ledger(plan)
    for stage in 0..<2 { ledger.arrived(3, stage: stage, source: 0, shard: 0) }
    ledger.left(3, stage: 0, source: 0, shard: 0)
    ledger.left(2, stage: 1, port: 0, source: 0, shard: 0)
    ledger.left(1, stage: 1, port: 1, source: 0, shard: 0)
    ledger.arrived(2, stage: 2, source: 0, shard: 0)
    ledger.left(2, stage: 2, source: 0, shard: 0)
    #expect(ledger.imbalances().map(\.site) == [.port("split", "poor")])
  }

  @Test("adds up streams that fork and join")
  func forkAndJoin() {
    let plan = LedgerPlan(
      stages: [
        LedgerPlan.Stage("a"), LedgerPlan.Stage("b"), LedgerPlan.Stage("both", isSink: true),
        LedgerPlan.Stage("copy", isSink: true),
      ],
      edges: [
        LedgerPlan.Edge(stage: 0, target: 2), LedgerPlan.Edge(stage: 1, target: 2),
        LedgerPlan.Edge(stage: 0, target: 3),
      ], shardCounts: [1, 1])
    var ledger = Ledger(plan)
    for (stage, source, count) in [(0, 0, 5), (1, 1, 8)] {
      ledger.arrived(count, stage: stage, source: source, shard: 0)
      ledger.left(count, stage: stage, source: source, shard: 0)
      ledger.arrived(count, stage: 2, source: source, shard: 0)
      ledger.left(count, stage: 2, source: source, shard: 0)
    }
    ledger.arrived(5, stage: 3, source: 0, shard: 0)
    ledger.left(5, stage: 3, source: 0, shard: 0)
    #expect(ledger.imbalances() == [])
  }

  @Test("is the same however workers share the frames")
  func merging() {
    var generator = SeededGenerator(seed: 9)
    var whole = Ledger(SampleRun.plan)
    var parts = [Ledger](repeating: Ledger(SampleRun.plan), count: 3)
    for _ in 0..<500 {
      let count = Int.random(in: 0..<50, using: &generator)
      let stage = Int.random(in: 0..<3, using: &generator)
      let shard = Int.random(in: 0..<2, using: &generator)
      let worker = Int.random(in: 0..<3, using: &generator)
      whole.arrived(count, stage: stage, source: 0, shard: shard)
      parts[worker].arrived(count, stage: stage, source: 0, shard: shard)
      whole.left(count, stage: stage, source: 0, shard: shard)
      parts[worker].left(count, stage: stage, source: 0, shard: shard)
    }
    var merged = Ledger(SampleRun.plan)
    for part in parts { merged.merge(part) }
    #expect(merged == whole)
    #expect(merged != Ledger(SampleRun.plan))
  }

  @Test("comes back from a receipt and from the catalogue")
  func roundTrips() throws {
    let ledger = SampleRun.ledger
    #expect(try Ledger(SampleRun.plan, encoded: ledger.encoded) == ledger)
    let folder = try TemporaryFolder()
    let catalogue = try RunCatalogue(writing: folder.path("lineage.sqlite"))
    try catalogue.commit(RunCatalogue.Changes(SampleRun.rows))
    try catalogue.commit(RunCatalogue.Changes(ledger.entries))
    #expect(try Ledger(from: catalogue) == ledger)
    #expect(try Ledger(from: catalogue).plan == SampleRun.plan)
  }

  @Test("refuses damaged receipts")
  func hostileReceipts() {
    var generator = SeededGenerator(seed: 21)
    let sound = SampleRun.ledger.encoded
    for _ in 0..<2000 {
      var bytes = sound
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      }
      _ = try? Ledger(SampleRun.plan, encoded: bytes).imbalances()
    }
    #expect(throws: SluiceError.self) { try Ledger(SampleRun.plan, encoded: sound + [0]) }
    #expect(throws: SluiceError.self) { try Ledger(SampleRun.plan, encoded: [2, 1, 0, 0, 0]) }
  }
}

@Suite("The audit of single records against the ledger")
struct RecordAuditTests {
  private func catalogue(
    _ folder: TemporaryFolder, _ change: (inout [FrameLineage]) -> Void
  ) throws -> RunCatalogue {
    let catalogue = try RunCatalogue(writing: folder.path("lineage.sqlite"))
    var lineage = SampleRun.lineage
    change(&lineage)
    var changes = RunCatalogue.Changes(SampleRun.rows)
    changes.add(SampleRun.ledger.entries)
    changes.add(lineage)
    try catalogue.commit(changes)
    return catalogue
  }

  @Test("finds nothing where both agree, or where nothing is told of records")
  func agreement() throws {
    let folder = try TemporaryFolder()
    #expect(try catalogue(folder) { _ in }.recordImbalances() == [])
    let other = try TemporaryFolder()
    #expect(try catalogue(other) { $0 = [] }.recordImbalances() == [])
  }

  @Test("names a frame that is gone, a record without fate and a fate that the ledger does not count")
  func differences() throws {
    let gone = try TemporaryFolder()
    #expect(
      try catalogue(gone) { $0.removeLast() }.recordImbalances() == [
        "seal, out 'out', source 0, shard 1: the ledger and the lineage of records differ by 4"
      ])
    let silent = try TemporaryFolder()
    let findings = try catalogue(silent) { lineage in
      lineage[1] = FrameLineage(origin: Frame.Origin(shard: 1), recordCount: 4)
    }.recordImbalances()
    #expect(findings.first == "some records of source 0, shard 1, frame 0 have no fate")
    let strange = try TemporaryFolder()
    let unknown = try catalogue(strange) { $0[1].dropped(stage: 9, reason: 0, records: [0]) }
      .recordImbalances()
    #expect(unknown.first == "the lineage of source 0, shard 1, frame 0 names an unknown stage or reason")
  }

  @Test("goes through more frames than one batch holds")
  func manyFrames() throws {
    let folder = try TemporaryFolder()
    let catalogue = try RunCatalogue(writing: folder.path("lineage.sqlite"))
    try catalogue.commit(RunCatalogue.Changes(SampleRun.rows))
    let frames = (0..<600).map { number in
      FrameLineage(
        origin: Frame.Origin(shard: number % 2, frame: number, firstRecord: UInt64(number)), recordCount: 0)
    }
    try catalogue.commit(RunCatalogue.Changes(frames))
    var seen = 0
    try catalogue.forEach(FrameLineage.self) { _ in seen += 1 }
    #expect(seen == 600)
  }
}
