internal import CSQLite
internal import SluiceCore

/// The one owner of a prepared SQLite statement.
@safe final class Statement {
  private let handle: OpaquePointer
  private unowned let database: Database

  /// Takes over `handle`, which `database` has prepared and which it outlives.
  init(owning handle: OpaquePointer, of database: Database) {
    unsafe self.handle = handle
    self.database = database
  }

  deinit { unsafe sqlite3_finalize(handle) }

  func bind(_ values: [CatalogueValue]) throws(SluiceError) {
    let expected = unsafe Int(sqlite3_bind_parameter_count(handle))
    guard values.count == expected else {
      throw SluiceError(.bug, "a statement of \(expected) parameters was given \(values.count)")
    }
    for (index, value) in values.enumerated() {
      try database.check(bind(value, at: Int32(index + 1)))
    }
  }

  private func bind(_ value: CatalogueValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return unsafe sqlite3_bind_null(handle, index)
    case .integer(let number): return unsafe sqlite3_bind_int64(handle, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
        guard let start = bytes.baseAddress else { return unsafe sl_sqlite_bind_text(handle, index, "", 0) }
        return unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
          unsafe sl_sqlite_bind_text(handle, index, start, count)
        }
      }
    case .blob(let blob):
      return unsafe blob.withUnsafeBytes { bytes in
        guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
        guard let start = bytes.baseAddress, count > 0 else {
          return unsafe sqlite3_bind_zeroblob(handle, index, 0)
        }
        return unsafe sl_sqlite_bind_blob(handle, index, start, count)
      }
    }
  }

  /// Moves to the next row; false after the last.
  func step() throws(SluiceError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw database.failure(code)
    }
  }

  /// The columns of the current row.
  func row() throws(SluiceError) -> [CatalogueValue] {
    var row: [CatalogueValue] = []
    for column in 0..<(unsafe sqlite3_column_count(handle)) { row.append(try value(column)) }
    return row
  }

  private func value(_ column: Int32) throws(SluiceError) -> CatalogueValue {
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, column))
    case SQLITE_TEXT:
      let start = unsafe sqlite3_column_text(handle, column)
      let count = unsafe Int(sqlite3_column_bytes(handle, column))
      let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
      guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
        throw SluiceError(.badData, "a text in the catalogue is not valid UTF-8")
      }
      return .text(text)
    case SQLITE_BLOB:
      let start = unsafe sqlite3_column_blob(handle, column)
      let count = unsafe Int(sqlite3_column_bytes(handle, column))
      return .blob(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
    default: throw SluiceError(.badData, "a number in the catalogue is not whole")
    }
  }

  /// Forgets the values bound and makes ready for the next use.
  func reset() {
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
  }
}
