internal import SluiceCore

/// Whole records of one decoded stream, before they know which shard they belong to.
internal struct Slice {
  internal var bytes: RawBytes
  internal var byteOffset: Int
  internal var firstLine: Int
  /// Records of the slice, faults included.
  internal var recordCount: Int
  /// Records before `bytes` that were not kept; their places count records from 0 within the slice.
  internal var faults: [RecordFault]
  /// Texts: the documents in `bytes`.
  internal var documents: [RawFrame.Document] = []
}
