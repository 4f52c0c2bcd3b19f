internal import SluiceCore

/// What happened to the records of one frame in one phase: counts that must balance, and fates for lineage.
struct FrameTally: Sendable {
  /// What one stage did to the frame.
  struct Stage: Sendable {
    /// Position of the stage in the plan.
    var stage: Int
    /// Records that came in.
    var recordsIn = 0
    /// Records that went out, by port.
    var recordsOut: [Int] = []
    /// Records dropped, by number of the reason; each list holds record numbers of the frame in order.
    var drops: [(reason: Int, ordinals: [UInt32])] = []
    /// Counts by number of the stage's counter.
    var counts: [Int] = []
  }

  /// A record that could not be read.
  struct Fault: Sendable {
    /// Number of the record in its shard.
    var record: UInt64
    /// Line in the decoded file, from 1.
    var line: Int
    /// Offset in the decoded file.
    var byteOffset: Int
    /// Number of the reason in ingest's declaration.
    var reason: Int
    /// Entry of the archive, if the shard is one.
    var entry: String?
    /// The field at fault, if one is.
    var field: String?
  }

  /// Which part of which input the frame is.
  var origin: Frame.Origin
  /// Records of the frame as it was cut, faulty ones included.
  var records: Int
  /// Stages in the order in which they saw the frame.
  var stages: [Stage] = []
  /// Records that could not be read.
  var faults: [Fault] = []

  /// Adds what `stage` did; a stage that sees two frames of the same origin is counted once, in sum.
  mutating func add(_ stage: Stage) {
    guard let index = stages.firstIndex(where: { $0.stage == stage.stage }) else {
      stages.append(stage)
      return
    }
    stages[index].recordsIn += stage.recordsIn
    for port in stage.recordsOut.indices { stages[index].recordsOut[port] += stage.recordsOut[port] }
    stages[index].drops += stage.drops
    for counter in stage.counts.indices { stages[index].counts[counter] += stage.counts[counter] }
  }
}

extension FrameTally.Stage {
  /// Applies what the stage dropped to its outputs and counts; every record must be accounted for.
  ///
  /// - Returns: The outputs without the dropped rows.
  static func settle(
    stage: PlannedStage, at index: Int, input: Frame, outputs: [Frame], outcome: StageOutcome
  ) throws(SluiceError) -> (tally: FrameTally.Stage, outputs: [Frame]) {
    var tally = FrameTally.Stage(stage: index, recordsIn: input.selection.population, counts: outcome.counts)
    var outputs = outputs
    for (reason, rows) in outcome.drops {
      for port in outputs.indices { outputs[port].selection.subtract(rows) }
      var ordinals: [UInt32] = []
      rows.forEachSet { ordinals.append(input.ordinals[$0]) }
      tally.drops.append((reason, ordinals))
    }
    tally.recordsOut = outputs.map { $0.selection.population }
    let accounted = tally.recordsOut.reduce(0, +) + tally.drops.reduce(0) { $0 + $1.ordinals.count }
    guard stage.declaration.role != .map || accounted == tally.recordsIn else {
      throw SluiceError(
        .bug, "\(tally.recordsIn) records came in, but \(accounted) are accounted for",
        at: Place(stage: stage.name))
    }
    return (tally, outputs)
  }
}
