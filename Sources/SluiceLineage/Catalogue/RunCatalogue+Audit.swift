public import SluiceCore

extension RunCatalogue {
  /// Compares what is told of single records with the ledger, for a catalogue that tells of any.
  ///
  /// For every input shard: the records each stage dropped for each reason, those in quarantine and those
  /// each sink wrote must be as many as the ledger counts, and every record of a frame must have a fate.
  ///
  /// - Returns: One sentence for each difference, at most 100; none if nothing is told of records.
  public func recordImbalances() throws(SluiceError) -> [String] {
    let ledger = try Ledger(from: self)
    let sources: [Source] = try rows()
    var counted = Ledger(ledger.plan)
    var findings: [String] = []
    var isEmpty = true
    try forEachFrame { frame throws(SluiceError) in
      isEmpty = false
      guard counted.add(frame, sources: sources) else {
        findings.append("the lineage of \(frame.name) names an unknown stage or reason")
        return
      }
      guard frame.recordsWithoutFate.isEmpty else {
        findings.append("some records of \(frame.name) have no fate")
        return
      }
    }
    guard !isEmpty else { return [] }
    return Array((findings + counted.differences(from: ledger)).prefix(100))
  }

  /// Goes through the frames, all accounts of one frame added up.
  private func forEachFrame(_ body: (FrameLineage) throws(SluiceError) -> Void) throws(SluiceError) {
    var whole: FrameLineage?
    try forEach(FrameLineage.self) { part throws(SluiceError) in
      if whole?.origin == part.origin {
        whole?.add(part)
      } else {
        if let whole { try body(whole) }
        whole = part
      }
    }
    if let whole { try body(whole) }
  }
}

extension FrameLineage {
  fileprivate var name: String { "source \(origin.source), shard \(origin.shard), frame \(origin.frame)" }
}

extension Ledger {
  /// Counts the fates of a frame; false if one is of a stage or reason that the plan does not have.
  fileprivate mutating func add(_ frame: FrameLineage, sources: [RunCatalogue.Source]) -> Bool {
    let (source, shard) = (frame.origin.source, frame.origin.shard)
    guard plan.shardCounts.indices.contains(source), shard >= 0, shard < plan.shardCounts[source] else {
      return false
    }
    for group in frame.groups {
      switch group.fate {
      case .placed(let sink, _, _):
        guard plan.stages.indices.contains(sink), plan.stages[sink].isSink, !plan.stages[sink].ports.isEmpty
        else { return false }
        left(group.count, stage: sink, source: source, shard: shard)
      case .dropped(let stage, let reason):
        guard has(stage, reason) else { return false }
        dropped(group.count, stage: stage, reason: reason, source: source, shard: shard)
      case .quarantined(let reason):
        guard sources.indices.contains(source), has(sources[source].stage, reason) else { return false }
        dropped(group.count, stage: sources[source].stage, reason: reason, source: source, shard: shard)
      }
    }
    return true
  }

  private func has(_ stage: Int, _ reason: Int) -> Bool {
    plan.stages.indices.contains(stage) && plan.stages[stage].reasons.indices.contains(reason)
  }

  /// Drops, and what sinks wrote, that are not as many as in `ledger`.
  fileprivate func differences(from ledger: Ledger) -> [String] {
    func relevant(_ entry: RunCatalogue.LedgerEntry) -> Bool {
      entry.kind == .dropped || entry.kind == .left && plan.stages[entry.stage].isSink
    }
    struct Line: Hashable {
      let stage: Int
      let kind: RunCatalogue.LedgerEntry.Kind
      let name: String
      let source: Int
      let shard: Int
    }
    var balance: [Line: Int] = [:]
    for (entries, sign) in [(ledger.entries, 1), (entries, -1)] {
      for entry in entries where relevant(entry) {
        let line = Line(
          stage: entry.stage, kind: entry.kind, name: entry.name, source: entry.source, shard: entry.shard)
        balance[line, default: 0] += sign * entry.records
      }
    }
    return balance.filter { $0.value != 0 }.map { line, difference in
      "\(plan.stages[line.stage].name), \(line.kind.rawValue) '\(line.name)', source \(line.source), shard"
        + " \(line.shard): the ledger and the lineage of records differ by \(difference.magnitude)"
    }.sorted()
  }
}
