public import SluiceCore

extension RunCatalogue {
  /// An ingest stage and what its pipeline declares about the data set it reads.
  public struct Source: CatalogueRow {
    /// Position among the sources, from 0; shards name their source by it.
    public var position: Int
    /// Position of the ingest stage.
    public var stage: Int
    /// Identifier of the data set.
    public var dataset: String
    /// Title for people.
    public var title: String
    /// The stage's `dataset` object as declared: agreement, legal basis, jurisdiction, retention.
    public var declaration: JSON

    /// A row; what is left out is unknown or zero.
    public init(
      position: Int, stage: Int, dataset: String, title: String, declaration: JSON = [:]
    ) {
      self.position = position
      self.stage = stage
      self.dataset = dataset
      self.title = title
      self.declaration = declaration
    }
  }
}

extension RunCatalogue.Source {
  /// The table `source`.
  public static let table = CatalogueTable(
    "source",
    [
      .key("position", .integer),
      .column("stage", .integer),
      .column("dataset", .text),
      .column("title", .text),
      .column("declaration", .json),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(position),
      CatalogueValue(stage),
      CatalogueValue(dataset),
      CatalogueValue(title),
      CatalogueValue(declaration),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      position: try cells.integer(),
      stage: try cells.integer(),
      dataset: try cells.text(),
      title: try cells.text(),
      declaration: try cells.json())
  }
}
