internal import SluiceCore

extension FrameLineage {
  /// What became of the record with the given ordinal, one fate for each branch; empty if nothing was noted.
  public func fates(of record: UInt32) -> [RecordFate] {
    groups.compactMap { group in
      guard let index = group.index(of: record) else { return nil }
      guard case .placed(let sink, let outputShard, let first) = group.fate else { return group.fate }
      return .placed(sink: sink, outputShard: outputShard, document: first + index)
    }
  }

  /// Ordinal of the record that became the given document, if one of this frame did.
  public func record(sink: Int, outputShard: Int, document: UInt64) -> UInt32? {
    for group in groups {
      guard case .placed(sink, outputShard, let first) = group.fate, document >= first,
        document - first < UInt64(group.count)
      else { continue }
      return group.record(at: document - first)
    }
    return nil
  }

  /// Ordinals that have no fate: of a finished frame there are none.
  public var recordsWithoutFate: [Range<UInt32>] {
    var gaps: [Range<UInt32>] = []
    var reached: UInt32 = 0
    for run in groups.flatMap(\.runs).sorted(by: { $0.start < $1.start }) {
      if run.start > reached { gaps.append(reached..<run.start) }
      reached = max(reached, run.end)
    }
    if reached < recordCount { gaps.append(reached..<UInt32(recordCount)) }
    return gaps
  }

  /// The stretches of output shards that hold documents of this frame.
  var placements: [RunCatalogue.Placement] {
    groups.compactMap { group in
      guard case .placed(let sink, let outputShard, let first) = group.fate else { return nil }
      return RunCatalogue.Placement(
        stage: sink, output: outputShard, firstDocument: Int(first), documents: group.count,
        source: origin.source, shard: origin.shard, frame: origin.frame)
    }
  }
}

extension FrameLineage.Group {
  /// How many of the group's records stand before `record`, if it is one of them.
  fileprivate func index(of record: UInt32) -> UInt64? {
    var before: UInt64 = 0
    for run in runs {
      if record < run.start { return nil }
      if record < run.end { return before + UInt64(record - run.start) }
      before += UInt64(run.length)
    }
    return nil
  }

  /// The record that `index` of the group's records stand before.
  fileprivate func record(at index: UInt64) -> UInt32? {
    var left = index
    for run in runs {
      if left < run.length { return run.start + UInt32(left) }
      left -= UInt64(run.length)
    }
    return nil
  }
}
