public import SluiceCore

extension RunCatalogue {
  /// A figure that a stage keeps beside the ledger, such as a number of tokens.
  public struct Note: CatalogueRow {
    /// Position of the stage.
    public var stage: Int
    /// What is counted.
    public var name: String
    /// The figure.
    public var value: Int

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, name: String, value: Int
    ) {
      self.stage = stage
      self.name = name
      self.value = value
    }
  }
}

extension RunCatalogue.Note {
  /// The table `note`.
  public static let table = CatalogueTable(
    "note",
    [
      .key("stage", .integer),
      .key("name", .text),
      .column("value", .integer),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(name),
      CatalogueValue(value),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      name: try cells.text(),
      value: try cells.integer())
  }
}
