/// A contiguous slice of one shard on record boundaries: what a worker carries through a chain of stages.
///
/// Stages never remove rows; they clear bits of `selection`, so that a route can hand the same columns to two
/// branches without copying them. Rows hold only records that could be read: the rest are `faults` of ingest.
public struct Frame: Sendable {
  /// Which part of which input a frame came from.
  public struct Origin: Sendable, Equatable, Hashable {
    /// Position of the ingest stage in the pipeline.
    public var source: Int
    /// Position of the shard among the source's shards.
    public var shard: Int
    /// Position of the frame in its shard.
    public var frame: Int
    /// Number in its shard of the first record of the frame, from 0.
    public var firstRecord: UInt64

    /// An origin of the given parts.
    public init(source: Int = 0, shard: Int = 0, frame: Int = 0, firstRecord: UInt64 = 0) {
      self.source = source
      self.shard = shard
      self.frame = frame
      self.firstRecord = firstRecord
    }
  }

  /// Names, types and labels of the columns.
  public var schema: Schema
  /// One column for each field of `schema`, all of `count` rows.
  public var columns: [Column]
  /// Number of rows, dropped ones included.
  public let count: Int
  /// Which rows are still in the stream.
  public var selection: Bitmap
  /// Number of each row's record, counted from `origin.firstRecord`.
  public var ordinals: [UInt32]
  /// Where the frame came from.
  public var origin: Origin

  /// A frame all of whose rows are selected.
  public init(schema: Schema, columns: [Column], ordinals: [UInt32], origin: Origin = Origin()) {
    precondition(schema.fields.count == columns.count)
    count = ordinals.count
    precondition(columns.allSatisfy { $0.count == ordinals.count })
    self.schema = schema
    self.columns = columns
    self.ordinals = ordinals
    self.origin = origin
    selection = Bitmap(repeating: true, count: count)
  }

  /// Number of the row's record in its shard.
  public func record(_ row: Int) -> UInt64 { origin.firstRecord + UInt64(ordinals[row]) }

  /// The column of the field called `name`.
  public func column(_ name: String) -> Column? { schema.index(of: name).map { columns[$0] } }

  /// Memory held by the columns, in bytes.
  public var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }
}
