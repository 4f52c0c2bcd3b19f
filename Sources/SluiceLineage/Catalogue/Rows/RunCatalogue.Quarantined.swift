public import SluiceCore

extension RunCatalogue {
  /// A record that could not be read; never its content.
  public struct Quarantined: CatalogueRow {
    /// Position of the source.
    public var source: Int
    /// Number of the input shard.
    public var shard: Int
    /// Where it starts in the decoded bytes.
    public var byteOffset: Int
    /// Its number in the shard, from 0.
    public var record: Int?
    /// Its line, from 1.
    public var line: Int?
    /// Why it could not be read.
    public var reason: String

    /// A row; what is left out is unknown or zero.
    public init(
      source: Int, shard: Int, byteOffset: Int, record: Int? = nil, line: Int? = nil, reason: String
    ) {
      self.source = source
      self.shard = shard
      self.byteOffset = byteOffset
      self.record = record
      self.line = line
      self.reason = reason
    }
  }
}

extension RunCatalogue.Quarantined {
  /// The table `quarantine`.
  public static let table = CatalogueTable(
    "quarantine",
    [
      .key("source", .integer),
      .key("shard", .integer),
      .key("byte_offset", .integer),
      .optional("record", .integer),
      .optional("line", .integer),
      .column("reason", .text),
    ], references: [.shard])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(source),
      CatalogueValue(shard),
      CatalogueValue(byteOffset),
      CatalogueValue(record),
      CatalogueValue(line),
      CatalogueValue(reason),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      source: try cells.integer(),
      shard: try cells.integer(),
      byteOffset: try cells.count(),
      record: try cells.optionalInteger(),
      line: try cells.optionalInteger(),
      reason: try cells.text())
  }
}
