internal import SluiceCore

extension RunCatalogue {
  /// A stretch of an output shard whose documents come from one input frame: the way back from a document.
  struct Placement: CatalogueRow {
    var stage: Int
    var output: Int
    var firstDocument: Int
    var documents: Int
    var source: Int
    var shard: Int
    var frame: Int
  }
}

extension RunCatalogue.Placement {
  static let table = CatalogueTable(
    "placement",
    [
      .key("stage", .integer),
      .key("output", .integer),
      .key("first_document", .integer),
      .column("documents", .integer),
      .column("source", .integer),
      .column("shard", .integer),
      .column("frame", .integer),
    ], references: [.stage, .shard])

  var cells: [CatalogueValue] {
    [
      CatalogueValue(stage),
      CatalogueValue(output),
      CatalogueValue(firstDocument),
      CatalogueValue(documents),
      CatalogueValue(source),
      CatalogueValue(shard),
      CatalogueValue(frame),
    ]
  }

  init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      stage: try cells.integer(),
      output: try cells.integer(),
      firstDocument: try cells.count(),
      documents: try cells.count(),
      source: try cells.integer(),
      shard: try cells.integer(),
      frame: try cells.integer())
  }
}
