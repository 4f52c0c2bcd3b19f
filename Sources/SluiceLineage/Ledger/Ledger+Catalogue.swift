public import SluiceCore

extension Ledger {
  /// The ledger as rows of the catalogue; counts of zero are left out.
  public var entries: [RunCatalogue.LedgerEntry] {
    var entries: [RunCatalogue.LedgerEntry] = []
    for position in touchedShards {
      let origin = plan.origin(ofShard: position)
      let slots = slots(ofShard: position)
      forEachSlot { stage, kind, name, slot in
        let records = slots[slots.startIndex + slot]
        guard records > 0 else { return }
        entries.append(
          RunCatalogue.LedgerEntry(
            stage: stage, source: origin.source, shard: origin.shard, kind: kind, name: name,
            records: Int(records)))
      }
    }
    return entries
  }

  /// Records in and out of a stage, over all shards.
  public func totals(ofStage stage: Int) -> (arrived: Int, left: Int, dropped: [Int]) {
    let total = total()
    let first = plan.slots[stage]
    let ports = plan.stages[stage].ports.count
    let reasons = plan.stages[stage].reasons.indices.map { Int(total[first + 1 + ports + $0]) }
    return (Int(total[first]), Int(total[first + 1..<first + 1 + ports].reduce(0, +)), reasons)
  }

  /// Makes the ledger of a catalogue again.
  ///
  /// - Throws: A `badData` error if the catalogue's tables contradict each other.
  public init(from catalogue: RunCatalogue) throws(SluiceError) {
    let stages: [RunCatalogue.Stage] = try catalogue.rows()
    let sources: [RunCatalogue.Source] = try catalogue.rows()
    guard stages.indices.allSatisfy({ stages[$0].position == $0 }),
      sources.indices.allSatisfy({ sources[$0].position == $0 })
    else { throw SluiceError(.badData, "the catalogue's stages or sources are not numbered from 0") }
    var shardCounts = [Int](repeating: 0, count: sources.count)
    for shard in try catalogue.rows(RunCatalogue.Shard.self) {
      guard shardCounts.indices.contains(shard.source), shard.number == shardCounts[shard.source] else {
        throw SluiceError(.badData, "the catalogue's shards are not numbered from 0")
      }
      shardCounts[shard.source] += 1
    }
    var edges: [LedgerPlan.Edge] = []
    for edge in try catalogue.rows(RunCatalogue.Edge.self) {
      guard stages.indices.contains(edge.stage), stages.indices.contains(edge.target),
        let port = stages[edge.stage].ports.firstIndex(of: edge.port)
      else { throw SluiceError(.badData, "the catalogue has an edge between unknown stages or ports") }
      edges.append(LedgerPlan.Edge(stage: edge.stage, port: port, target: edge.target))
    }
    self.init(
      LedgerPlan(
        stages: stages.map {
          LedgerPlan.Stage($0.name, ports: $0.ports, reasons: $0.reasons, isSink: $0.isSink)
        }, edges: edges, shardCounts: shardCounts))
    try add(catalogue.rows())
  }

  private mutating func add(_ entries: [RunCatalogue.LedgerEntry]) throws(SluiceError) {
    struct Key: Hashable {
      let stage: Int
      let kind: RunCatalogue.LedgerEntry.Kind
      let name: String
    }
    var known: [Key: Int] = [:]
    forEachSlot { stage, kind, name, slot in known[Key(stage: stage, kind: kind, name: name)] = slot }
    for entry in entries {
      guard let slot = known[Key(stage: entry.stage, kind: entry.kind, name: entry.name)],
        plan.shardCounts.indices.contains(entry.source),
        entry.shard >= 0, entry.shard < plan.shardCounts[entry.source], entry.records <= Ledger.largestCount
      else { throw SluiceError(.badData, "the catalogue's ledger counts for an unknown stage or shard") }
      add(
        UInt64(entry.records), slot: slot, shardPosition: plan.firstShards[entry.source] + entry.shard)
    }
  }

  private func forEachSlot(
    _ body: (_ stage: Int, _ kind: RunCatalogue.LedgerEntry.Kind, _ name: String, _ slot: Int) -> Void
  ) {
    for (position, stage) in plan.stages.enumerated() {
      var slot = plan.slots[position]
      body(position, .arrived, "", slot)
      for port in stage.ports {
        slot += 1
        body(position, .left, port, slot)
      }
      for reason in stage.reasons {
        slot += 1
        body(position, .dropped, reason, slot)
      }
    }
  }
}
