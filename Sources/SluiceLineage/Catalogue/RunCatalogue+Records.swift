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
    let frames: [FrameLineage] = try query(
      "source = ? AND shard = ? AND first_record <= ? ORDER BY first_record DESC, number DESC LIMIT 1",
      [CatalogueValue(record.source), CatalogueValue(record.shard), CatalogueValue(number)])
    guard let frame = frames.first, record.record >= frame.origin.firstRecord,
      record.record - frame.origin.firstRecord < frame.recordCount
    else { return [] }
    return frame.fates(of: UInt32(record.record - frame.origin.firstRecord))
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
    guard let placement = placements.first else { return nil }
    let frames: [FrameLineage] = try query(
      "source = ? AND shard = ? AND number = ?",
      [CatalogueValue(placement.source), CatalogueValue(placement.shard), CatalogueValue(placement.frame)])
    guard let frame = frames.first,
      let record = frame.record(sink: sink, outputShard: outputShard, document: document)
    else { return nil }
    return RecordOrigin(
      source: placement.source, shard: placement.shard, record: frame.origin.firstRecord + UInt64(record))
  }
}
