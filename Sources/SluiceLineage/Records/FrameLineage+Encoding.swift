public import SluiceCore

extension FrameLineage {
  private enum Tag: UInt64 {
    case placed = 0
    case dropped = 1
    case quarantined = 2
  }

  /// The fates as numbers of variable length: groups, and in each the runs of records by distance and length.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    VariableInteger.append(groups.count, to: &bytes)
    for group in groups {
      switch group.fate {
      case .placed(let sink, let outputShard, let document):
        VariableInteger.append(Tag.placed.rawValue, to: &bytes)
        VariableInteger.append(sink, to: &bytes)
        VariableInteger.append(outputShard, to: &bytes)
        VariableInteger.append(document, to: &bytes)
      case .dropped(let stage, let reason):
        VariableInteger.append(Tag.dropped.rawValue, to: &bytes)
        VariableInteger.append(stage, to: &bytes)
        VariableInteger.append(reason, to: &bytes)
      case .quarantined(let reason):
        VariableInteger.append(Tag.quarantined.rawValue, to: &bytes)
        VariableInteger.append(reason, to: &bytes)
      }
      encode(group.runs, into: &bytes)
    }
    return bytes
  }

  /// A run is `distance × 2` for one record, or `distance × 2 + 1` and its length less 2; the distance is
  /// counted from the end of the run before.
  private func encode(_ runs: [Run], into bytes: inout [UInt8]) {
    VariableInteger.append(runs.count, to: &bytes)
    var reached: UInt32 = 0
    for run in runs {
      let distance = UInt64(run.start - reached) << 1
      if run.length == 1 {
        VariableInteger.append(distance, to: &bytes)
      } else {
        VariableInteger.append(distance | 1, to: &bytes)
        VariableInteger.append(UInt64(run.length - 2), to: &bytes)
      }
      reached = run.end
    }
  }

  /// Reads what `encoded` gives.
  ///
  /// - Throws: A `badData` error if the bytes are damaged or name a record outside the frame.
  public init(
    origin: Frame.Origin, recordCount: Int, part: Int = 0, encoded: [UInt8]
  ) throws(SluiceError) {
    var reader = VariableIntegerReader(encoded, what: "record lineage")
    guard recordCount >= 0, recordCount <= UInt32.max else {
      throw reader.error("\(recordCount) records are no frame")
    }
    self.init(origin: origin, recordCount: recordCount, part: part)
    for _ in 0..<(try reader.integer(atMost: reader.remaining)) {
      let fate = try FrameLineage.fate(from: &reader)
      let runs = try FrameLineage.runs(from: &reader, recordCount: recordCount)
      groups.append(Group(fate: fate, runs: runs))
    }
    guard reader.isAtEnd else { throw reader.error("bytes after the end") }
  }

  private static func fate(from reader: inout VariableIntegerReader) throws(SluiceError) -> RecordFate {
    guard let tag = Tag(rawValue: try reader.number()) else { throw reader.error("unknown fate") }
    switch tag {
    case .placed:
      let sink = try reader.integer()
      let outputShard = try reader.integer()
      return .placed(
        sink: sink, outputShard: outputShard, document: UInt64(try reader.integer(atMost: 1 << 48)))
    case .dropped:
      let stage = try reader.integer()
      return .dropped(stage: stage, reason: try reader.integer())
    case .quarantined: return .quarantined(reason: try reader.integer())
    }
  }

  private static func runs(
    from reader: inout VariableIntegerReader, recordCount: Int
  ) throws(SluiceError) -> [Run] {
    var runs: [Run] = []
    var reached = 0
    for _ in 0..<(try reader.integer(atMost: reader.remaining)) {
      let head = try reader.number()
      let length = head & 1 == 0 ? 1 : try reader.integer(atMost: recordCount) + 2
      let distance = Int(head >> 1)
      guard distance <= recordCount - reached, length <= recordCount - reached - distance else {
        throw reader.error("a record lies outside its frame")
      }
      runs.append(Run(start: UInt32(reached + distance), length: UInt32(length)))
      reached += distance + length
    }
    return runs
  }
}
