public import SluiceCore

extension RunCatalogue {
  /// Something that happened to the run.
  public struct Event: CatalogueRow {
    /// Position among the run's events, from 0.
    public var sequence: Int
    /// When.
    public var time: Timestamp
    /// What kind of event, in kebab-case, such as `resumed`.
    public var kind: String
    /// More about it; no values of records.
    public var detail: JSON

    /// A row; what is left out is unknown or zero.
    public init(
      sequence: Int, time: Timestamp, kind: String, detail: JSON = [:]
    ) {
      self.sequence = sequence
      self.time = time
      self.kind = kind
      self.detail = detail
    }
  }
}

extension RunCatalogue.Event {
  /// The table `event`.
  public static let table = CatalogueTable(
    "event",
    [
      .key("sequence", .integer),
      .column("time", .text),
      .column("kind", .text),
      .column("detail", .json),
    ])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(sequence),
      CatalogueValue(time),
      CatalogueValue(kind),
      CatalogueValue(detail),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      sequence: try cells.integer(),
      time: try cells.timestamp(),
      kind: try cells.text(),
      detail: try cells.json())
  }
}
