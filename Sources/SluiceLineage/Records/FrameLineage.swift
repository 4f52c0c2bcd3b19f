public import SluiceCore

/// What became of every record of one frame.
///
/// The engine makes one value for each frame as its records leave the run. Records are given by ordinal,
/// counted from the frame's first record. A stream that forks gives a record one fate for each branch.
///
/// Equal fates of neighbouring records collapse into runs, so that a frame whose records all reach one output
/// shard takes a few bytes. The encoding is described in Docs/formats/lineage.md.
public struct FrameLineage: Sendable, Equatable {
  /// Neighbouring records of one fate.
  struct Run: Sendable, Equatable {
    var start: UInt32
    var length: UInt32

    var end: UInt32 { start + length }
  }

  /// Records of one fate; the documents of a placement are consecutive in the order of the records.
  struct Group: Sendable, Equatable {
    var fate: RecordFate
    var runs: [Run]

    var count: Int { runs.reduce(0) { $0 + Int($1.length) } }
  }

  /// The input frame.
  public let origin: Frame.Origin
  /// Number of records in the frame, unreadable ones included; an account of a part may know of fewer.
  public private(set) var recordCount: Int
  /// Which account of the frame this is: one that is told at several commit points has several, which add up.
  public let part: Int
  var groups: [Group] = []

  /// A frame whose records have no fate yet.
  public init(origin: Frame.Origin, recordCount: Int, part: Int = 0) {
    precondition(recordCount >= 0 && recordCount <= UInt32.max)
    self.origin = origin
    self.recordCount = recordCount
    self.part = part
  }

  /// Notes that `records` became consecutive documents of an output shard, from `firstDocument` on.
  ///
  /// - Parameters:
  ///   - sink: Position of the sink among the stages.
  ///   - outputShard: Number of the shard the sink wrote.
  ///   - firstDocument: Position in that shard of the first record's document.
  ///   - records: Ordinals in the order of the documents.
  public mutating func placed(sink: Int, outputShard: Int, firstDocument: UInt64, records: [UInt32]) {
    var document = firstDocument
    for runs in ascendingRuns(of: records) {
      let group = Group(
        fate: .placed(sink: sink, outputShard: outputShard, document: document), runs: runs)
      document += UInt64(group.count)
      groups.append(group)
    }
  }

  /// Notes that a stage dropped `records` for one of its reasons, both given by position in the ledger's
  /// plan.
  public mutating func dropped(stage: Int, reason: Int, records: [UInt32]) {
    for runs in ascendingRuns(of: records) {
      groups.append(Group(fate: .dropped(stage: stage, reason: reason), runs: runs))
    }
  }

  /// Notes that `records` could not be read and went to quarantine; the reason is one of the ingest stage's.
  public mutating func quarantined(reason: Int, records: [UInt32]) {
    for runs in ascendingRuns(of: records) {
      groups.append(Group(fate: .quarantined(reason: reason), runs: runs))
    }
  }

  /// Adds the fates that another account of the same frame tells.
  public mutating func add(_ other: FrameLineage) {
    precondition(origin == other.origin)
    recordCount = max(recordCount, other.recordCount)
    groups += other.groups
  }

  /// Records given out of order begin a new list of runs, which costs bytes but loses nothing.
  private func ascendingRuns(of records: [UInt32]) -> [[Run]] {
    var lists: [[Run]] = []
    var runs: [Run] = []
    for record in records {
      precondition(Int(record) < recordCount)
      if let last = runs.last, record == last.end {
        runs[runs.count - 1].length += 1
      } else {
        if let last = runs.last, record < last.end {
          lists.append(runs)
          runs.removeAll()
        }
        runs.append(Run(start: record, length: 1))
      }
    }
    if !runs.isEmpty { lists.append(runs) }
    return lists
  }
}

/// What became of one record, in the numbers of the ledger's plan.
public enum RecordFate: Sendable, Equatable, Hashable {
  /// It became a document of an output shard.
  case placed(sink: Int, outputShard: Int, document: UInt64)
  /// A stage dropped it for one of its reasons.
  case dropped(stage: Int, reason: Int)
  /// It could not be read, for one of the ingest stage's reasons.
  case quarantined(reason: Int)
}
