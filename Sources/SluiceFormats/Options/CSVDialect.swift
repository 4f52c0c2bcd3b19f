/// How a CSV file departs from RFC 4180.
public struct CSVDialect: Sendable, Equatable {
  /// Where the names of the columns come from.
  public enum Header: Sendable, Equatable {
    /// The first record of every file.
    case firstRecord
    /// These, in the order of the columns; the first record is data.
    case names([String])
  }

  /// The byte between fields, nil for a tab in files called `.tsv` and a comma in all others.
  public var delimiter: UInt8?
  /// Where the names of the columns come from.
  public var header: Header

  /// A dialect; by default that of RFC 4180 with a header.
  public init(delimiter: UInt8? = nil, header: Header = .firstRecord) {
    self.delimiter = delimiter
    self.header = header
  }
}
