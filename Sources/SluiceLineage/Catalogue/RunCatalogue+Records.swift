public import SluiceCore

extension RunCatalogue {
  /// A record of an input shard.
  public struct RecordOrigin: Sendable, Equatable, Hashable {
    /// Position of the source.
    public var source: Int
    /// Number of the input shard.
    public var shard: Int
    /// Number of the record in the shard, from 0.
    public var record: UInt64

    /// That record.
    public init(source: Int, shard: Int, record: UInt64) {
      self.source = source
      self.shard = shard
      self.record = record
    }
  }

  /// What became of a record, one fate for each branch; empty if the run has not accounted for it.
  public func fates(of record: RecordOrigin) throws(SluiceError) -> [RecordFate] {
    guard let number = Int(exactly: record.record) else { return [] }
    // The plus signs keep SQLite on the index by first record; sorting by the key would read the whole shard.
    let parts: [FrameLineage] = try query(
      "source = ? AND shard = ? AND first_record = (SELECT max(first_record) FROM frame"
        + " WHERE source = ? AND shard = ? AND first_record <= ?) ORDER BY +number, +part",
      [
        CatalogueValue(record.source), CatalogueValue(record.shard), CatalogueValue(record.source),
        CatalogueValue(record.shard), CatalogueValue(number),
      ])
    return parts.flatMap { part in
      let ordinal = record.record - part.origin.firstRecord
      return ordinal < part.recordCount ? part.fates(of: UInt32(ordinal)) : []
    }
  }

  /// All that is told of one frame, nil if nothing is.
  public func lineage(source: Int, shard: Int, frame: Int) throws(SluiceError) -> FrameLineage? {
    let parts: [FrameLineage] = try query(
      "source = ? AND shard = ? AND number = ? ORDER BY part",
      [CatalogueValue(source), CatalogueValue(shard), CatalogueValue(frame)])
    guard var whole = parts.first else { return nil }
    for part in parts.dropFirst() {
      guard part.origin == whole.origin else {
        throw SluiceError(.badData, "the catalogue's accounts of a frame contradict each other")
      }
      whole.add(part)
    }
    return whole
  }

  /// The record that became a document of an output shard, if the run knows of it.
  ///
  /// - Parameters:
  ///   - sink: Position of the sink among the stages.
  ///   - outputShard: Number of the shard the sink wrote.
  ///   - document: Position of the document in the shard.
  public func origin(
    sink: Int, outputShard: Int, document: UInt64
  ) throws(SluiceError) -> RecordOrigin? {
    guard let position = Int(exactly: document) else { return nil }
    let placements: [Placement] = try query(
      "stage = ? AND output = ? AND first_document <= ? ORDER BY first_document DESC LIMIT 1",
      [CatalogueValue(sink), CatalogueValue(outputShard), CatalogueValue(position)])
    guard let placement = placements.first,
      let frame = try lineage(source: placement.source, shard: placement.shard, frame: placement.frame),
      let record = frame.record(sink: sink, outputShard: outputShard, document: document)
    else { return nil }
    return RecordOrigin(
      source: placement.source, shard: placement.shard, record: frame.origin.firstRecord + UInt64(record))
  }
}
