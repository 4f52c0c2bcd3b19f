internal import SluiceCore

/// CSV records as rows.
internal struct CSVParser {
  private let fields: [SourceField]
  private var builders: [ColumnBuilder]
  private var record = CSVRecord()
  private var scratch: [UInt8] = []

  internal init(_ fields: [SourceField]) {
    self.fields = fields
    builders = fields.map { ColumnBuilder($0.field.type) }
  }

  internal func parse(_ raw: RawFrame, _ log: inout FaultLog) -> [Column] {
    var parser = self
    guard let layout = raw.layout else { return builders.map { $0.column(rows: 0) } }
    let bytes = unsafe raw.bytes.pointer
    let isValid = unsafe bytes.firstInvalidUTF8() == nil
    var position = 0
    var line = raw.firstLine
    while position < bytes.count {
      unsafe parser.record.read(bytes, from: position, delimiter: layout.delimiter)
      let end = parser.record.end
      let range = unsafe CSVParser.content(bytes, position..<end)
      if !range.isEmpty {
        unsafe parser.take(bytes, range, line: line, layout, isValid: isValid, &log)
      }
      line += 1 + (unsafe UnsafeRawBufferPointer(rebasing: bytes[position..<end]).lineFeeds())
      position = end + 1
    }
    return parser.builders.map { $0.column(rows: log.rows) }
  }

  /// The record without the carriage return of its line end.
  private static func content(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    let hasReturn = unsafe !range.isEmpty && bytes[range.upperBound - 1] == 0x0D
    return range.lowerBound..<range.upperBound - (hasReturn ? 1 : 0)
  }

  private mutating func take(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, line: Int, _ layout: CSVLayout, isValid: Bool,
    _ log: inout FaultLog
  ) {
    if let fault = record.fault {
      log.bad(fault, range, line: line, offset: record.faultOffset - range.lowerBound)
      return
    }
    let text = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
    if !isValid, let offset = unsafe text.firstInvalidUTF8() {
      log.bad(.invalidUTF8, range, line: line, offset: offset)
      return
    }
    guard record.cells.count == layout.width else {
      log.bad(.wrongColumnCount, range, line: line)
      return
    }
    let rows = log.rows
    for position in fields.indices {
      guard let fault = unsafe take(position, layout.columns[position], bytes, rows) else { continue }
      for builder in builders.indices { builders[builder].truncate(to: rows) }
      var offset: Int?
      if case .at(let column) = layout.columns[position] {
        let cell = record.cells[column]
        offset = cell.start - (cell.isQuoted ? 1 : 0) - range.lowerBound
      }
      log.bad(fault, range, line: line, offset: offset, field: fields[position].field.name)
      return
    }
    log.good()
  }

  /// Adds the value of a field, or tells why it cannot.
  private mutating func take(
    _ position: Int, _ column: CSVLayout.Column, _ bytes: UnsafeRawBufferPointer, _ row: Int
  ) -> FaultReason? {
    let field = fields[position].field
    guard case .at(let number) = column else {
      if column == .ambiguous { return .duplicateKey }
      guard field.isOptional else { return .missingField }
      builders[position].appendNull(row)
      return nil
    }
    let cell = record.cells[number]
    if !cell.isQuoted, cell.start == cell.end {
      if field.isOptional {
        builders[position].appendNull(row)
        return nil
      }
      if field.type != .string { return .missingField }
    }
    if field.type == .string {
      unsafe record.append(cell, of: bytes, to: &builders[position].bytes)
      builders[position].closeText()
      return nil
    }
    guard cell.hasDoubledQuotes else {
      return unsafe take(UnsafeRawBufferPointer(rebasing: bytes[cell.start..<cell.end]), position)
    }
    return .wrongType
  }

  private mutating func take(_ text: UnsafeRawBufferPointer, _ position: Int) -> FaultReason? {
    let reading: TextValue.Reading<Int64>
    switch builders[position].type {
    case .number:
      switch unsafe TextValue.number(text) {
      case .value(let value): builders[position].append(value)
      case .fault(let reason): return reason
      }
      return nil
    case .boolean: reading = unsafe TextValue.boolean(text)
    case .date: reading = unsafe TextValue.date(text)
    case .timestamp: reading = unsafe TextValue.timestamp(text)
    case .integer, .string, .tokens: reading = unsafe TextValue.integer(text)
    }
    switch reading {
    case .value(let value): builders[position].append(value)
    case .fault(let reason): return reason
    }
    return nil
  }
}
