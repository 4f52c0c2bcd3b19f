public import SluiceCore

extension FrameLineage: CatalogueRow {
  /// The table `frame`.
  public static let table = CatalogueTable(
    "frame",
    [
      .key("source", .integer),
      .key("shard", .integer),
      .key("number", .integer),
      .column("first_record", .integer),
      .column("records", .integer),
      .column("fates", .blob),
    ], references: [.shard])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(origin.source),
      CatalogueValue(origin.shard),
      CatalogueValue(origin.frame),
      CatalogueValue(Int(origin.firstRecord)),
      CatalogueValue(recordCount),
      .blob(encoded),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    let origin = Frame.Origin(
      source: try cells.integer(), shard: try cells.integer(), frame: try cells.integer(),
      firstRecord: UInt64(try cells.count()))
    try self.init(origin: origin, recordCount: try cells.count(), encoded: try cells.blob())
  }
}
