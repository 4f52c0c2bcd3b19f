public import SluiceCore

/// The catalogue of one run: the file `lineage.sqlite` in the run's folder.
///
/// One thread writes it, at the run's commit points. Every row has a key and replaces the row of that key, so
/// a catalogue can be made again from the run's journal: the journal is the truth, the catalogue is its
/// index. Rows hold numbers, names and places, never a value of a record. Docs/formats/lineage.md describes
/// the tables.
public final class RunCatalogue: Sendable {
  /// Name of the file in a run's folder.
  public static let fileName = "lineage.sqlite"

  private static let applicationID = 0x534C_4331
  private static let version = 1
  static let tables: [CatalogueTable] = [
    Run.table, Stage.table, Edge.table, Source.table, Shard.table, LedgerEntry.table, Note.table,
    Detection.table,
    Verdict.table, Recipient.table, Output.table, Quarantined.table, Event.table, Assertion.table,
    FrameLineage.table, Placement.table, ReportInputs.table,
  ]

  private let database: Monitor<Database>

  /// Opens the catalogue at `path` for writing, and makes it if there is none.
  ///
  /// - Throws: An `inputOutput` error, or `badData` if the file is no catalogue of this version.
  public init(writing path: String) throws(SluiceError) {
    let database = try Database(path, .readWrite)
    try RunCatalogue.prepare(database, path)
    self.database = Monitor(database)
  }

  /// Opens the catalogue at `path` for reading only; the file does not change.
  ///
  /// - Throws: `noInput` if there is none, `badData` if the file is no undamaged catalogue of this version.
  public init(reading path: String) throws(SluiceError) {
    let database = try Database(path, .readOnly)
    try RunCatalogue.checkVersion(database, path)
    self.database = Monitor(database)
  }

  private static func prepare(_ database: Database, _ path: String) throws(SluiceError) {
    let isNew = try database.rows("SELECT name FROM sqlite_schema LIMIT 1").isEmpty
    guard isNew else { return try checkVersion(database, path) }
    try database.transaction { () throws(SluiceError) in
      try database.execute("PRAGMA application_id = \(applicationID)")
      try database.execute("PRAGMA user_version = \(version)")
      for statement in tables.flatMap(\.creation) { try database.execute(statement) }
    }
  }

  private static func checkVersion(_ database: Database, _ path: String) throws(SluiceError) {
    guard try database.rows("PRAGMA application_id") == [[.integer(Int64(applicationID))]] else {
      throw SluiceError(.badData, "the file is no catalogue of a run", at: Place(file: path))
    }
    guard try database.rows("PRAGMA user_version") == [[.integer(Int64(version))]] else {
      throw SluiceError(
        .badData, "the catalogue was written by another version of Sluice", at: Place(file: path))
    }
  }

  /// Writes all of `changes`, or after an error none.
  public func commit(_ changes: Changes) throws(SluiceError) {
    try database.withLock { database throws(SluiceError) in
      try database.transaction { () throws(SluiceError) in
        for row in changes.rows { try database.execute(type(of: row).table.upsert, row.cells) }
      }
    }
  }

  /// All rows of a kind, in the order of their key.
  public func rows<Row: CatalogueRow>(_ type: Row.Type = Row.self) throws(SluiceError) -> [Row] {
    try query(nil, [])
  }

  func query<Row: CatalogueRow>(
    _ condition: String?, _ values: [CatalogueValue]
  ) throws(SluiceError) -> [Row] {
    let found = try database.withLock { database throws(SluiceError) in
      try database.rows(Row.table.selection(where: condition), values)
    }
    var rows: [Row] = []
    for values in found {
      var cells = CatalogueCells(values, of: Row.table)
      rows.append(try Row(&cells))
    }
    return rows
  }

  /// Hands over all rows of a kind in the order of their key, without holding more than a few in memory.
  public func forEach<Row: CatalogueRow>(
    _ type: Row.Type, _ body: (Row) throws(SluiceError) -> Void
  ) throws(SluiceError) {
    let batchSize = 256
    var last: [CatalogueValue] = []
    while true {
      let batch: [Row] = try query(Row.table.nextBatch(isFirst: last.isEmpty, limit: batchSize), last)
      for row in batch { try body(row) }
      guard batch.count == batchSize, let final = batch.last else { return }
      last = Array(final.cells.prefix(Row.table.columns.count(where: \.isKey)))
    }
  }

  /// Folds the write-ahead log into the file, so that the file alone is the catalogue and can be digested.
  ///
  /// Call it last; what is written afterwards is not in the digest.
  public func seal() throws(SluiceError) {
    try database.withLock { database throws(SluiceError) in
      try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      try database.execute("PRAGMA journal_mode = DELETE")
    }
  }

  /// Damage that SQLite finds in the file, as sentences; empty when there is none.
  public func damage() throws(SluiceError) -> [String] {
    try database.withLock { database throws(SluiceError) in
      try database.rows("PRAGMA integrity_check", limit: 100).compactMap { row in
        guard case .text(let finding)? = row.first, finding != "ok" else { return nil }
        return finding
      }
    }
  }
}
