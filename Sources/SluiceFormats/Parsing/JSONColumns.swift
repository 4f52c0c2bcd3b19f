internal import CSluiceJSON
internal import SluiceCore

/// The owner of a C parser that turns JSON records into columns.
@safe
internal final class JSONColumns {
  private let parser: OpaquePointer

  internal init(_ fields: [SourceField]) throws(SluiceError) {
    let tree = try FieldTree(fields)
    guard let parser = unsafe sl_json_create(JSONColumns.temporal) else { throw JSONColumns.noMemory }
    unsafe self.parser = parser
    for node in tree.nodes.dropFirst() {
      let field = node.field.map { fields[$0].field }
      let key = Array(node.key.utf8)
      let added = unsafe key.withUnsafeBufferPointer { key in
        unsafe sl_json_add_node(
          parser, key.baseAddress, key.count, Int32(node.parent), Int32(node.field ?? -1),
          JSONColumns.type(field?.type ?? .string), field?.isOptional == true ? 1 : 0)
      }
      guard added == 1 else { throw JSONColumns.noMemory }
    }
  }

  deinit { unsafe sl_json_destroy(parser) }

  /// Empties the columns.
  internal func clear() { unsafe sl_json_clear(parser) }

  /// Adds a record, which 64 readable bytes must follow.
  internal func add(_ record: UnsafeRawBufferPointer, _ fault: inout sl_json_fault) -> sl_json_result {
    unsafe sl_json_add(
      parser, record.baseAddress?.assumingMemoryBound(to: UInt8.self), record.count, &fault)
  }

  /// A copy of a column.
  internal func column(_ position: Int, _ type: FieldType) -> Column {
    let rows = unsafe sl_json_rows(parser)
    let column = unsafe sl_json_get_column(parser, Int32(position))
    let valid = unsafe UnsafeBufferPointer(start: column.valid, count: rows)
    let nulls = unsafe column.nulls == 0 ? [] : valid.indices.filter { unsafe valid[$0] == 0 }
    let validity = Bitmap(rows: rows, nulls: nulls)
    switch type {
    case .string:
      let offsets = unsafe Array(UnsafeBufferPointer(start: column.offsets, count: rows + 1))
      let bytes = unsafe Array(UnsafeBufferPointer(start: column.bytes, count: Int(offsets[rows])))
      return .text(TextColumn(offsets: offsets, bytes: bytes, validity: validity))
    case .number:
      let values = unsafe UnsafeBufferPointer(start: column.values, count: rows)
      let numbers = unsafe values.map { Double(bitPattern: UInt64(bitPattern: $0)) }
      return .numbers(NumberColumn(numbers, validity: validity))
    case .integer, .boolean, .date, .timestamp, .tokens:
      let values = unsafe Array(UnsafeBufferPointer(start: column.values, count: rows))
      return .integers(IntegerColumn(values, validity: validity))
    }
  }

  private static func type(_ type: FieldType) -> sl_json_type {
    switch type {
    case .string, .tokens: SL_JSON_STRING
    case .integer: SL_JSON_INTEGER
    case .number: SL_JSON_NUMBER
    case .boolean: SL_JSON_BOOLEAN
    case .date: SL_JSON_DATE
    case .timestamp: SL_JSON_TIMESTAMP
    }
  }

  private static let temporal: sl_json_temporal = { text, length, type, value in
    let text = unsafe UnsafeRawBufferPointer(start: text, count: length)
    let isDate = type == Int32(SL_JSON_DATE.rawValue)
    guard case .value(let result) = unsafe isDate ? TextValue.date(text) : TextValue.timestamp(text) else {
      return 0
    }
    unsafe value?.pointee = result
    return 1
  }

  private static var noMemory: SluiceError { SluiceError(.failed, "no memory for JSON") }
}
