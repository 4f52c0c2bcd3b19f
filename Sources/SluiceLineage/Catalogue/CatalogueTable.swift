/// Name, columns and keys of one table of the catalogue; its SQL is made from them.
public struct CatalogueTable: Sendable {
  /// What a column holds.
  public enum Kind: Sendable {
    /// 64-bit whole numbers.
    case integer
    /// Text.
    case text
    /// JSON in canonical form (RFC 8785), stored as text.
    case json
    /// Bytes.
    case blob
  }

  /// One column.
  public struct Column: Sendable {
    /// Name, in snake case.
    public let name: String
    /// What it holds.
    public let kind: Kind
    /// Whether it is part of the primary key.
    public let isKey: Bool
    /// Whether a row may lack a value.
    public let isOptional: Bool

    static func key(_ name: String, _ kind: Kind) -> Column {
      Column(name: name, kind: kind, isKey: true, isOptional: false)
    }
    static func column(_ name: String, _ kind: Kind) -> Column {
      Column(name: name, kind: kind, isKey: false, isOptional: false)
    }
    static func optional(_ name: String, _ kind: Kind) -> Column {
      Column(name: name, kind: kind, isKey: false, isOptional: true)
    }
  }

  /// Columns whose values must stand in another table.
  struct Reference: Sendable {
    let columns: [String]
    let table: String
    let targets: [String]

    static let stage = Reference(columns: ["stage"], table: "stage", targets: ["position"])
    static let source = Reference(columns: ["source"], table: "source", targets: ["position"])
    static let shard = Reference(
      columns: ["source", "shard"], table: "shard", targets: ["source", "number"])
  }

  /// Name of the table.
  public let name: String
  /// Columns in order, keys first.
  public let columns: [Column]
  let references: [Reference]
  /// Columns of a second index; none if empty.
  let index: [String]

  init(_ name: String, _ columns: [Column], references: [Reference] = [], index: [String] = []) {
    self.name = name
    self.columns = columns
    self.references = references
    self.index = index
  }
}

extension CatalogueTable {
  private var keys: [String] { columns.filter(\.isKey).map { quoted($0.name) } }

  private func quoted(_ name: String) -> String { "\"\(name)\"" }

  private func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }

  /// The statements that make the table and its index.
  var creation: [String] {
    guard !index.isEmpty else { return [tableCreation] }
    let name = quoted("\(name)_by_\(index.joined(separator: "_"))")
    return [tableCreation, "CREATE INDEX IF NOT EXISTS \(name) ON \(quoted(self.name)) (\(list(index)))"]
  }

  /// Tables without blobs are kept in the order of their key, without an index beside them.
  private var tableCreation: String {
    var lines = columns.map { column in
      let type =
        switch column.kind {
        case .integer: "INTEGER"
        case .text, .json: "TEXT"
        case .blob: "BLOB"
        }
      return "\(quoted(column.name)) \(type)" + (column.isOptional ? "" : " NOT NULL")
    }
    lines.append("PRIMARY KEY (\(keys.joined(separator: ", ")))")
    for reference in references {
      lines.append(
        "FOREIGN KEY (\(list(reference.columns))) REFERENCES \(quoted(reference.table))"
          + " (\(list(reference.targets))) DEFERRABLE INITIALLY DEFERRED")
    }
    let isClustered = !columns.contains { $0.kind == .blob }
    return "CREATE TABLE IF NOT EXISTS \(quoted(name)) (\n  \(lines.joined(separator: ",\n  "))\n) STRICT"
      + (isClustered ? ", WITHOUT ROWID" : "")
  }

  /// Inserts a row, or replaces the row of the same key.
  var upsert: String {
    let names = list(columns.map(\.name))
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let changes = columns.filter { !$0.isKey }.map { "\(quoted($0.name)) = excluded.\(quoted($0.name))" }
    let onConflict = changes.isEmpty ? "NOTHING" : "UPDATE SET " + changes.joined(separator: ", ")
    return "INSERT INTO \(quoted(name)) (\(names)) VALUES (\(marks))"
      + " ON CONFLICT (\(keys.joined(separator: ", "))) DO \(onConflict)"
  }

  /// All rows in the order of their key, or those that `condition` names.
  func selection(where condition: String? = nil) -> String {
    "SELECT \(list(columns.map(\.name))) FROM \(quoted(name))"
      + (condition.map { " WHERE \($0)" } ?? " ORDER BY \(keys.joined(separator: ", "))")
  }

  /// The condition for the rows that follow the row whose key is bound, or for the first ones.
  func nextBatch(isFirst: Bool, limit: Int) -> String {
    let names = keys.joined(separator: ", ")
    let marks = keys.map { _ in "?" }.joined(separator: ", ")
    return (isFirst ? "1" : "(\(names)) > (\(marks))") + " ORDER BY \(names) LIMIT \(limit)"
  }
}
