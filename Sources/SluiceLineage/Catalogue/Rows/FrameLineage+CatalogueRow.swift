public import SluiceCore

extension FrameLineage: CatalogueRow {
  /// The table `frame`.
  public static let table = CatalogueTable(
    "frame",
    [
      .key("source", .integer),
      .key("shard", .integer),
      .key("number", .integer),
      .key("part", .integer),
      .column("first_record", .integer),
      .column("records", .integer),
      .column("fates", .blob),
    ], references: [.shard], index: ["source", "shard", "first_record"])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(origin.source),
      CatalogueValue(origin.shard),
      CatalogueValue(origin.frame),
      CatalogueValue(part),
      CatalogueValue(Int(origin.firstRecord)),
      CatalogueValue(recordCount),
      .blob(encoded),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    var origin = Frame.Origin(
      source: try cells.integer(), shard: try cells.integer(), frame: try cells.integer())
    let part = try cells.integer()
    origin.firstRecord = UInt64(try cells.count())
    try self.init(
      origin: origin, recordCount: try cells.count(), part: part, encoded: try cells.blob())
  }
}
