public import SluiceCore

extension RunCatalogue {
  /// An input file.
  public struct Shard: CatalogueRow {
    /// Position of its source.
    public var source: Int
    /// Position among the source's shards, from 0.
    public var number: Int
    /// Path as the pipeline resolved it.
    public var path: String
    /// SHA-256 of the file's bytes, hexadecimal.
    public var sha256: String
    /// Size of the file.
    public var bytes: Int
    /// Records it holds, unreadable ones included.
    public var records: Int
    /// Records that could not be read.
    public var faults: Int
    /// Files inside it, for an archive; otherwise 1.
    public var entries: Int

    /// A row; what is left out is unknown or zero.
    public init(
      source: Int, number: Int, path: String, sha256: String, bytes: Int, records: Int = 0, faults: Int = 0,
      entries: Int = 1
    ) {
      self.source = source
      self.number = number
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
      self.records = records
      self.faults = faults
      self.entries = entries
    }
  }
}

extension RunCatalogue.Shard {
  /// The table `shard`.
  public static let table = CatalogueTable(
    "shard",
    [
      .key("source", .integer),
      .key("number", .integer),
      .column("path", .text),
      .column("sha256", .text),
      .column("bytes", .integer),
      .column("records", .integer),
      .column("faults", .integer),
      .column("entries", .integer),
    ], references: [.source])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(source),
      CatalogueValue(number),
      CatalogueValue(path),
      CatalogueValue(sha256),
      CatalogueValue(bytes),
      CatalogueValue(records),
      CatalogueValue(faults),
      CatalogueValue(entries),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      source: try cells.integer(),
      number: try cells.integer(),
      path: try cells.text(),
      sha256: try cells.text(),
      bytes: try cells.count(),
      records: try cells.count(),
      faults: try cells.count(),
      entries: try cells.count())
  }
}
