public import SluiceCore

/// A parsed slice: its good records as columns, and its faulty ones; rows and faults add up to `recordsIn`.
public struct ParsedFrame: Sendable {
  /// The good records.
  public var frame: Frame
  /// The faulty records, in their order.
  public var faults: [RecordFault]
  /// Number of records in the slice.
  public var recordsIn: Int { frame.count + faults.count }
}
