internal import SluiceCore

/// Where the declared fields stand in the records of a CSV file.
internal struct CSVLayout: Sendable {
  internal enum Column: Sendable, Equatable {
    /// The column of this number.
    case at(Int)
    /// No column is called so.
    case missing
    /// More than one column is called so.
    case ambiguous
  }

  internal let delimiter: UInt8
  /// Number of fields of a record.
  internal let width: Int
  /// One for each declared field.
  internal let columns: [Column]

  internal init(delimiter: UInt8, names: [String], fields: [SourceField]) {
    self.delimiter = delimiter
    width = names.count
    var positions: [String: Column] = [:]
    for (position, name) in names.enumerated() {
      positions[name] = positions[name] == nil ? .at(position) : .ambiguous
    }
    columns = fields.map { positions[$0.source] ?? .missing }
  }
}
