public import SluiceCore

extension RunCatalogue {
  /// A stream of records from a port of one stage to another stage.
  public struct Edge: CatalogueRow {
    /// Position of the stage the records leave.
    public var stage: Int
    /// Port they leave through.
    public var port: String
    /// Position of the stage they reach.
    public var target: Int
    /// The schema: a list of objects `name`, `type`, `label`, `special`, `treatment`.
    public var fields: JSON
    /// Where the data on the edge may be, as ISO 3166 codes or names of regions.
    public var jurisdictions: [String]

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, port: String, target: Int, fields: JSON, jurisdictions: [String] = []
    ) {
      self.stage = stage
      self.port = port
      self.target = target
      self.fields = fields
      self.jurisdictions = jurisdictions
    }
  }
}

extension RunCatalogue.Edge {
  /// The table `edge`.
  public static let table = CatalogueTable(
    "edge",
    [
      .key("stage", .integer),
      .key("port", .text),
      .key("target", .integer),
      .column("fields", .json),
      .column("jurisdictions", .json),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(port),
      CatalogueValue(target),
      CatalogueValue(fields),
      CatalogueValue(jurisdictions),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      port: try cells.text(),
      target: try cells.integer(),
      fields: try cells.json(),
      jurisdictions: try cells.strings())
  }
}
