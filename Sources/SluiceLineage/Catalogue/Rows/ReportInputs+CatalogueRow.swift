public import SluiceCore

extension ReportInputs: CatalogueRow {
  /// The table `report_inputs`; one row.
  public static let table = CatalogueTable(
    "report_inputs", [.key("number", .integer), .column("inputs", .json)])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] { [CatalogueValue(0), CatalogueValue(json)] }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    _ = try cells.integer()
    try self.init(try cells.json())
  }
}
