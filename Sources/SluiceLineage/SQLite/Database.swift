internal import CSQLite
internal import SluiceCore

/// The one owner of a SQLite connection.
///
/// Statements are prepared once and kept. Errors hold SQLite's own message, which never quotes bound values.
@safe final class Database {
  /// What a connection may do.
  enum Access {
    /// Creates the file where there is none; rows are written through a write-ahead log.
    case readWrite
    /// Opens a file that exists and never changes it.
    case readOnly
  }

  private let handle: OpaquePointer
  private let path: String
  private var statements: [String: Statement] = [:]

  init(_ path: String, _ access: Access) throws(SluiceError) {
    let flags =
      access == .readWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let connection = unsafe opened else {
      throw SluiceError(.inputOutput, "SQLite has no memory for a connection", at: Place(file: path))
    }
    unsafe handle = connection
    self.path = path
    guard code == SQLITE_OK else { throw failure(code) }
    try configure(access)
  }

  deinit {
    statements.removeAll()
    unsafe sqlite3_close_v2(handle)
  }

  private func configure(_ access: Access) throws(SluiceError) {
    try check(unsafe sl_sqlite_harden(handle))
    try check(unsafe sqlite3_busy_timeout(handle, 10_000))
    _ = unsafe sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 256 << 20)
    try execute("PRAGMA cell_size_check = ON")
    try execute("PRAGMA foreign_keys = ON")
    guard access == .readWrite else { return }
    try execute("PRAGMA journal_mode = WAL")
    try execute("PRAGMA synchronous = NORMAL")
  }

  /// Runs one statement and forgets the rows it gives.
  func execute(_ sql: String, _ values: [CatalogueValue] = []) throws(SluiceError) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Runs one query and returns at most `limit` rows.
  func rows(
    _ sql: String, _ values: [CatalogueValue] = [], limit: Int = .max
  ) throws(SluiceError) -> [[CatalogueValue]] {
    var rows: [[CatalogueValue]] = []
    try forEach(sql, values) { row in
      rows.append(row)
      return rows.count < limit
    }
    return rows
  }

  /// Runs one query and hands over row after row until `body` returns false.
  func forEach(
    _ sql: String, _ values: [CatalogueValue] = [], _ body: ([CatalogueValue]) throws(SluiceError) -> Bool
  ) throws(SluiceError) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {
      guard try body(statement.row()) else { return }
    }
  }

  /// Runs `body` in one transaction, undone as a whole if `body` throws.
  func transaction(_ body: () throws(SluiceError) -> Void) throws(SluiceError) {
    try execute("BEGIN IMMEDIATE")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      if unsafe sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }

  private func prepared(_ sql: String) throws(SluiceError) -> Statement {
    if let known = statements[sql] { return known }
    var made: OpaquePointer?
    try check(unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil))
    guard let made = unsafe made else {
      throw SluiceError(.bug, "empty SQL statement", at: Place(file: path))
    }
    let statement = unsafe Statement(owning: made, of: self)
    statements[sql] = statement
    return statement
  }

  func check(_ code: Int32) throws(SluiceError) {
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// The error of the call that just failed with `code`.
  func failure(_ code: Int32) -> SluiceError {
    let message = unsafe String(cString: sqlite3_errmsg(handle))
    let exit: ExitCode =
      switch code & 0xFF {
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_TOOBIG: .badData
      case SQLITE_CANTOPEN: .noInput
      case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_ERROR: .bug
      default: .inputOutput
      }
    return SluiceError(exit, "SQLite: \(message)", at: Place(file: path))
  }
}
