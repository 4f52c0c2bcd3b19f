public import SluiceCore

extension RunCatalogue {
  /// A record that could not be read; never its content.
  public struct Quarantined: CatalogueRow {
    /// Position of the source.
    public var source: Int
    /// Number of the input shard.
    public var shard: Int
    /// Its number in the shard, from 0.
    public var record: Int
    /// Where it starts in the decoded bytes.
    public var byteOffset: Int
    /// Its line, from 1.
    public var line: Int?
    /// The file inside the shard, for an archive.
    public var entry: String?
    /// The field at fault, if one is.
    public var field: String?
    /// Why it could not be read.
    public var reason: String

    /// A row; what is left out is unknown or zero.
    public init(
      source: Int, shard: Int, record: Int, byteOffset: Int, line: Int? = nil, entry: String? = nil,
      field: String? = nil, reason: String
    ) {
      self.source = source
      self.shard = shard
      self.record = record
      self.byteOffset = byteOffset
      self.line = line
      self.entry = entry
      self.field = field
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
      .key("record", .integer),
      .column("byte_offset", .integer),
      .optional("line", .integer),
      .optional("entry", .text),
      .optional("field", .text),
      .column("reason", .text),
    ], references: [.shard])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(source),
      CatalogueValue(shard),
      CatalogueValue(record),
      CatalogueValue(byteOffset),
      CatalogueValue(line),
      CatalogueValue(entry),
      CatalogueValue(field),
      CatalogueValue(reason),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      source: try cells.integer(),
      shard: try cells.integer(),
      record: try cells.count(),
      byteOffset: try cells.count(),
      line: try cells.optionalInteger(),
      entry: try cells.optionalText(),
      field: try cells.optionalText(),
      reason: try cells.text())
  }
}
