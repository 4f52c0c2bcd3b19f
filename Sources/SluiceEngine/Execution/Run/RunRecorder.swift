internal import SluiceCore
internal import SluiceLineage

/// Keeps the books of a run from what its journals say: ledger, counts, quarantine and the fate of every record.
///
/// The same entries in the same order give the same books, so a resumed run makes them again from the journals.
final class RunRecorder: Sendable {
  private let plan: Plan
  private let catalogue: RunCatalogue
  private let books: Monitor<Books>

  private struct Books: Sendable {
    var ledger: Ledger
    var counts: [[Int]]
    var records: [[Int]]
    var faults: [[Int]]
  }

  init(plan: Plan, inventory: Inventory, catalogue: RunCatalogue) {
    self.plan = plan
    self.catalogue = catalogue
    let perShard = inventory.sources.map { [Int](repeating: 0, count: $0.shards.count) }
    books = Monitor(
      Books(
        ledger: Ledger(RunRecorder.ledgerPlan(plan, inventory)),
        counts: plan.stages.map { [Int](repeating: 0, count: $0.stage.counters.count) }, records: perShard,
        faults: perShard))
  }

  /// The shape of the ledger of a run.
  static func ledgerPlan(_ plan: Plan, _ inventory: Inventory) -> LedgerPlan {
    LedgerPlan(
      stages: plan.stages.map { stage in
        let ports = stage.stage.outputs.map { $0.name.isEmpty ? "out" : $0.name }
        return LedgerPlan.Stage(
          stage.name, ports: ports.isEmpty ? ["out"] : ports, reasons: stage.declaration.dropReasons,
          isSink: stage.declaration.role == .sink)
      },
      edges: plan.stages.enumerated().flatMap { target, stage in
        stage.inputs.map { LedgerPlan.Edge(stage: $0.stage, port: $0.port, target: target) }
      },
      shardCounts: inventory.sources.map(\.shards.count))
  }

  /// Enters one line of a phase's journal.
  func record(_ entry: JournalEntry, phase: Phase) throws {
    var changes = RunCatalogue.Changes()
    books.withLock { books in
      for (_, tally) in entry.frames { enter(tally, phase, &books, &changes) }
      for receipt in entry.receipts { enter(receipt, phase, &books, &changes) }
    }
    try catalogue.commit(changes)
    try record(entry.assertions)
  }

  /// Enters conditions that were checked.
  func record(_ assertions: [RecordedAssertion]) throws {
    try catalogue.commit(
      RunCatalogue.Changes(
        assertions.map {
          RunCatalogue.Assertion(
            stage: $0.stage, expression: $0.outcome.expression, holds: $0.outcome.holds,
            observed: $0.outcome.observed)
        }))
  }

  /// The ledger so far.
  var ledger: Ledger { books.withLock { $0.ledger } }

  /// Counts of each stage's counters, in the order of the plan.
  var counts: [[Int]] { books.withLock { $0.counts } }

  /// Records and faults of each source's shards.
  var shards: (records: [[Int]], faults: [[Int]]) { books.withLock { ($0.records, $0.faults) } }

  /// What the books say, for assertions and sinks.
  var facts: RunFacts {
    books.withLock { books in
      var facts = RunFacts()
      facts.recordsIn = books.records.joined().reduce(0, +)
      facts.recordsFaulty = books.faults.joined().reduce(0, +)
      for (index, stage) in plan.stages.enumerated() {
        let totals = books.ledger.totals(ofStage: index)
        facts.recordsOut[stage.name] = totals.left
        for (reason, count) in zip(stage.declaration.dropReasons, totals.dropped) {
          facts.dropped["\(stage.name).\(reason)"] = count
        }
        for (counter, count) in zip(stage.stage.counters, books.counts[index]) {
          facts.counts["\(stage.name).\(counter.name)"] = count
          if counter.detection != nil { facts.detections += count }
        }
      }
      return facts
    }
  }

  private func enter(
    _ tally: FrameTally, _ phase: Phase, _ books: inout Books, _ changes: inout RunCatalogue.Changes
  ) {
    let origin = tally.origin
    let last = tally.stages.flatMap(\.drops).flatMap(\.ordinals).max()
    var lineage = FrameLineage(
      origin: origin, recordCount: max(tally.records, last.map { Int($0) + 1 } ?? 0), part: phase.number << 48
    )
    if phase.number == 0 {
      books.records[origin.source][origin.shard] += tally.records
      books.faults[origin.source][origin.shard] += tally.faults.count
    }
    for stage in tally.stages { enter(stage, origin, &books, &lineage) }
    let bySource = Dictionary(grouping: tally.faults, by: \.reason)
    for (reason, faults) in bySource.sorted(by: { $0.key < $1.key }) {
      lineage.quarantined(reason: reason, records: faults.map { UInt32($0.record - origin.firstRecord) })
    }
    for fault in tally.faults {
      changes.add(
        RunCatalogue.Quarantined(
          source: origin.source, shard: origin.shard, record: Int(fault.record), byteOffset: fault.byteOffset,
          line: fault.line > 0 ? fault.line : nil, entry: fault.entry, field: fault.field,
          reason: IngestStage.declaration.dropReasons[fault.reason]))
    }
    changes.add(lineage)
  }

  private func enter(
    _ stage: FrameTally.Stage, _ origin: Frame.Origin, _ books: inout Books, _ lineage: inout FrameLineage
  ) {
    let (source, shard) = (origin.source, origin.shard)
    books.ledger.arrived(stage.recordsIn, stage: stage.stage, source: source, shard: shard)
    for (port, count) in stage.recordsOut.enumerated() {
      books.ledger.left(count, stage: stage.stage, port: port, source: source, shard: shard)
    }
    for (reason, ordinals) in stage.drops {
      books.ledger.dropped(ordinals.count, stage: stage.stage, reason: reason, source: source, shard: shard)
      if plan.stages[stage.stage].declaration.role != .source {
        lineage.dropped(stage: stage.stage, reason: reason, records: ordinals)
      }
    }
    for (counter, count) in stage.counts.enumerated() { books.counts[stage.stage][counter] += count }
  }

  private func enter(
    _ receipt: TerminalReceipt, _ phase: Phase, _ books: inout Books, _ changes: inout RunCatalogue.Changes
  ) {
    let part = phase.number << 48 | (receipt.terminal + 1) << 32 | (receipt.receipt.file + 1)
    for step in receipt.steps {
      var tally = step.tally
      if case .sink = phase.terminals[receipt.terminal] { tally.recordsOut = [tally.recordsIn] }
      let last = tally.drops.flatMap(\.ordinals).max()
      var lineage = FrameLineage(
        origin: step.origin, recordCount: last.map { Int($0) + 1 } ?? 0, part: part | 1 << 60)
      enter(tally, step.origin, &books, &lineage)
      if !tally.drops.isEmpty { changes.add(lineage) }
    }
    guard case .sink(let sink) = phase.terminals[receipt.terminal] else { return }
    for (origin, placements) in Dictionary(grouping: receipt.placed, by: \.origin) {
      guard let last = placements.flatMap(\.placement.ordinals).max() else { continue }
      var lineage = FrameLineage(origin: origin, recordCount: Int(last) + 1, part: part)
      for placement in placements.map(\.placement) {
        lineage.placed(
          sink: sink, outputShard: placement.file, firstDocument: UInt64(placement.firstDocument),
          records: placement.ordinals)
      }
      changes.add(lineage)
    }
  }
}
