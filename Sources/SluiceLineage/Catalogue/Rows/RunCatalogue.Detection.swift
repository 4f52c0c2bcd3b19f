public import SluiceCore

extension RunCatalogue {
  /// How often a stage found a kind of personal data in a field and what it did there.
  public struct Detection: CatalogueRow {
    /// Position of the stage.
    public var stage: Int
    /// Field.
    public var field: String
    /// Kind of personal data, such as `EMAIL_ADDRESS`.
    public var type: String
    /// What was done, such as `pseudonym`.
    public var operation: String
    /// How often.
    public var occurrences: Int

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, field: String, type: String, operation: String, occurrences: Int
    ) {
      self.stage = stage
      self.field = field
      self.type = type
      self.operation = operation
      self.occurrences = occurrences
    }
  }
}

extension RunCatalogue.Detection {
  /// The table `detection`.
  public static let table = CatalogueTable(
    "detection",
    [
      .key("stage", .integer),
      .key("field", .text),
      .key("type", .text),
      .key("operation", .text),
      .column("occurrences", .integer),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(field),
      CatalogueValue(type),
      CatalogueValue(operation),
      CatalogueValue(occurrences),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      field: try cells.text(),
      type: try cells.text(),
      operation: try cells.text(),
      occurrences: try cells.count())
  }
}
