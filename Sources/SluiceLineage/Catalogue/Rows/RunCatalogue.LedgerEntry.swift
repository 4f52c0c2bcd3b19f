public import SluiceCore

extension RunCatalogue {
  /// One line of the conservation ledger: records that a stage counted, of one input shard.
  public struct LedgerEntry: CatalogueRow {
    /// What a line counts.
    public enum Kind: String, Sendable, CaseIterable {
      /// Records that arrived.
      case arrived = "in"
      /// Records that left through a port.
      case left = "out"
      /// Records dropped for a reason.
      case dropped
    }

    /// Position of the stage.
    public var stage: Int
    /// Position of the source of the records.
    public var source: Int
    /// Number of the input shard of the records.
    public var shard: Int
    /// What was counted.
    public var kind: Kind
    /// The port for `out`, the reason for `dropped`, empty for `in`.
    public var name: String
    /// Number of records.
    public var records: Int

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, source: Int, shard: Int, kind: Kind, name: String, records: Int
    ) {
      self.stage = stage
      self.source = source
      self.shard = shard
      self.kind = kind
      self.name = name
      self.records = records
    }
  }
}

extension RunCatalogue.LedgerEntry {
  /// The table `ledger`.
  public static let table = CatalogueTable(
    "ledger",
    [
      .key("stage", .integer),
      .key("source", .integer),
      .key("shard", .integer),
      .key("kind", .text),
      .key("name", .text),
      .column("records", .integer),
    ], references: [.stage, .shard])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(source),
      CatalogueValue(shard),
      CatalogueValue(kind.rawValue),
      CatalogueValue(name),
      CatalogueValue(records),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      source: try cells.integer(),
      shard: try cells.integer(),
      kind: try cells.word(),
      name: try cells.text(),
      records: try cells.count())
  }
}
