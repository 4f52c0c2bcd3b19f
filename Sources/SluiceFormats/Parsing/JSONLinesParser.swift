internal import CSluiceJSON
internal import SluiceCore

/// JSON lines as rows.
internal final class JSONLinesParser {
  private let fields: [SourceField]
  private let parser: JSONColumns

  internal init(_ fields: [SourceField]) throws(SluiceError) {
    self.fields = fields
    parser = try JSONColumns(fields)
  }

  internal func parse(_ raw: RawFrame, _ log: inout FaultLog) -> [Column] {
    parser.clear()
    let bytes = unsafe raw.bytes.pointer
    var position = 0
    var line = raw.firstLine
    while position < bytes.count {
      let end = unsafe bytes.offset(of: 0x0A, from: position) ?? bytes.count
      let record = unsafe UnsafeRawBufferPointer(rebasing: bytes[position..<end])
      if unsafe !record.isBlankLine {
        var fault = sl_json_fault()
        let result = unsafe parser.add(record, &fault)
        if result == SL_JSON_GOOD {
          log.good()
        } else {
          unsafe note(result, fault, record, position, line, &log)
        }
      }
      line += 1
      position = end + 1
    }
    return fields.indices.map { parser.column($0, fields[$0].field.type) }
  }

  private func note(
    _ result: sl_json_result, _ fault: sl_json_fault, _ record: UnsafeRawBufferPointer, _ position: Int,
    _ line: Int, _ log: inout FaultLog
  ) {
    let size = unsafe record.last == 0x0D ? record.count - 1 : record.count
    var offset = fault.offset < 0 ? nil : Int(fault.offset)
    if result == SL_JSON_INVALID_UTF8, offset == nil { offset = unsafe record.firstInvalidUTF8() }
    log.bad(
      FaultReason(result), position..<position + size, line: line, offset: offset,
      field: fault.field < 0 ? nil : fields[Int(fault.field)].field.name)
  }
}

extension FaultReason {
  fileprivate init(_ result: sl_json_result) {
    switch result {
    case SL_JSON_INVALID_UTF8: self = .invalidUTF8
    case SL_JSON_MISSING_FIELD: self = .missingField
    case SL_JSON_NULL_FIELD: self = .nullField
    case SL_JSON_WRONG_TYPE: self = .wrongType
    case SL_JSON_OUT_OF_RANGE: self = .outOfRange
    case SL_JSON_DUPLICATE_KEY: self = .duplicateKey
    case SL_JSON_NO_MEMORY: self = .oversized
    default: self = .malformed
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Nothing but blanks.
  internal var isBlankLine: Bool { unsafe allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}
