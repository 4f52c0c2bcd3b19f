/// What a shard held, complete once its reader has returned nil.
public struct ShardSummary: Sendable, Equatable {
  /// Records handed out, faulty ones included.
  public var records: UInt64 = 0
  /// Slices handed out.
  public var frames = 0
  /// Archive entries read.
  public var entries = 0
  /// Archive entries passed over: folders, links and devices.
  public var skippedEntries = 0
  /// Decoded bytes read.
  public var decodedBytes = 0
  /// Stored size of the file in bytes.
  public var storedBytes = 0

  /// Nothing yet.
  public init() {}
}
