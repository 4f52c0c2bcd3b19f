public import SluiceCore

extension RunCatalogue {
  /// A statement about the run that a stage `policy.assert` tested.
  public struct Assertion: CatalogueRow {
    /// Position of the stage.
    public var stage: Int
    /// The statement.
    public var expression: String
    /// Whether it holds.
    public var holds: Bool
    /// The facts it was tested on.
    public var observed: JSON

    /// A row; what is left out is unknown or zero.
    public init(
      stage: Int, expression: String, holds: Bool, observed: JSON = [:]
    ) {
      self.stage = stage
      self.expression = expression
      self.holds = holds
      self.observed = observed
    }
  }
}

extension RunCatalogue.Assertion {
  /// The table `assertion`.
  public static let table = CatalogueTable(
    "assertion",
    [
      .key("stage", .integer),
      .key("expression", .text),
      .column("holds", .integer),
      .column("observed", .json),
    ], references: [.stage])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(expression),
      CatalogueValue(holds),
      CatalogueValue(observed),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      expression: try cells.text(),
      holds: try cells.bool(),
      observed: try cells.json())
  }
}
