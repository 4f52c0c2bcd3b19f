internal import SluiceCore

/// Enforces each ingest stage's `onError`: fails the run at the first fault, or once there are too many.
final class FaultLimits: Sendable {
  private struct Source: Sendable {
    var stage: String
    var isQuarantining: Bool
    var tolerance: Tolerance?
    var shards: [String]
    var records = 0
    var faults = 0
  }

  private let sources: Monitor<[Source]>

  init(plan: Plan, inventory: Inventory) {
    sources = Monitor(
      plan.sources.enumerated().compactMap { position, index in
        guard let ingest = plan.stages[index].stage as? IngestStage else { return nil }
        return Source(
          stage: plan.stages[index].name, isQuarantining: ingest.isQuarantining, tolerance: ingest.tolerance,
          shards: inventory.sources[position].shards.map(\.path))
      })
  }

  /// Counts the faults of a frame that is about to be committed.
  ///
  /// - Throws: A `badData` error at the place of the fault that is one too many.
  func add(_ tally: FrameTally) throws(SluiceError) {
    try sources.withLock { sources throws(SluiceError) in
      guard !tally.stages.isEmpty || !tally.faults.isEmpty else { return }
      let index = tally.origin.source
      sources[index].records += tally.records
      guard let first = tally.faults.first else { return }
      if !sources[index].isQuarantining {
        throw error(sources[index], tally, first, "\(IngestStage.reasonText(first.reason))")
      }
      sources[index].faults += tally.faults.count
      if let count = sources[index].tolerance?.count, sources[index].faults > count {
        throw error(
          sources[index], tally, first,
          "more than \(count) records cannot be read; the last one: \(IngestStage.reasonText(first.reason))")
      }
    }
  }

  /// Checks shares once all records are known.
  func conclude() throws(SluiceError) {
    try sources.withLock { sources throws(SluiceError) in
      for source in sources {
        guard let tolerance = source.tolerance,
          tolerance.isExceeded(faults: source.faults, records: source.records)
        else { continue }
        throw SluiceError(
          .badData, "\(source.faults) of \(source.records) records cannot be read, more than \(tolerance)",
          at: Place(stage: source.stage), hint: "see the quarantine of the run, or raise 'onError.max'")
      }
    }
  }

  private func error(
    _ source: Source, _ tally: FrameTally, _ fault: FrameTally.Fault, _ message: String
  ) -> SluiceError {
    let path = source.shards[tally.origin.shard] + (fault.entry.map { "!\($0)" } ?? "")
    return SluiceError(
      .badData, message + (fault.field.map { " (field '\($0)')" } ?? ""),
      at: Place(
        file: path, line: fault.line > 0 ? fault.line : nil, byteOffset: fault.byteOffset,
        stage: source.stage,
        record: Int(fault.record)),
      hint: "mend the record, or set 'onError': {\"action\": \"quarantine\"}")
  }
}
