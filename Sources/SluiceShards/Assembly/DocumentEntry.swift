/// Where one document stands in its shard, and where it came from.
public struct DocumentEntry: Sendable, Equatable {
  /// Properties of a document.
  public struct Flags: OptionSet, Sendable {
    /// The bits as they stand in the document table.
    public let rawValue: UInt8

    /// Properties by their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The document was cut short by the tokenizer's limits.
    public static let cut = Flags(rawValue: 1)
  }

  /// First token, counted from the beginning of the shard.
  public var start: Int
  /// Number of the input file in the run.
  public var source: UInt32
  /// Number of the record in its source.
  public var record: Int
  /// Erasure group.
  public var group: UInt32
  /// Properties.
  public var flags: Flags

  /// An entry of the given parts.
  public init(start: Int = 0, source: UInt32 = 0, record: Int = 0, group: UInt32 = 0, flags: Flags = []) {
    self.start = start
    self.source = source
    self.record = record
    self.group = group
    self.flags = flags
  }
}
