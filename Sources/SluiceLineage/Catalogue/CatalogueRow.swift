public import SluiceCore

/// A value that is one row of a table of the catalogue.
public protocol CatalogueRow: Sendable, Equatable {
  /// The table of such rows.
  static var table: CatalogueTable { get }
  /// The values, in the order of the table's columns.
  var cells: [CatalogueValue] { get }
  /// Reads the values in the order of the table's columns.
  ///
  /// - Throws: A `badData` error that names table and column if a value is not of its kind.
  init(_ cells: inout CatalogueCells) throws(SluiceError)
}

extension CatalogueRow {
  /// The row as an object with the columns' names as keys; blobs are left out.
  public var json: JSON {
    var object = JSONObject()
    for (column, cell) in zip(Self.table.columns, cells) {
      switch (cell, column.kind) {
      case (.null, _): object[column.name] = JSON(.null)
      case (.integer(let number), _): object[column.name] = JSON(.integer(number))
      case (.text(let text), .json): object[column.name] = (try? JSON.parse(text)) ?? JSON(text)
      case (.text(let text), _): object[column.name] = JSON(text)
      case (.blob, _): break
      }
    }
    return JSON(object)
  }
}
