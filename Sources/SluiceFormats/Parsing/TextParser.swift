internal import SluiceCore

/// Whole documents as records of two fields, `text` and `path`.
internal struct TextParser {
  private let fields: [SourceField]

  internal init(_ fields: [SourceField]) { self.fields = fields }

  internal func parse(_ raw: RawFrame, _ log: inout FaultLog) -> [Column] {
    var builders = fields.map { ColumnBuilder($0.field.type) }
    for document in raw.documents {
      let text = unsafe UnsafeRawBufferPointer(rebasing: raw.bytes.pointer[document.range])
      if let offset = unsafe text.firstInvalidUTF8() {
        log.bad(.invalidUTF8, document.range, line: 1, offset: offset, document: document)
        continue
      }
      for (position, field) in fields.enumerated() {
        if field.source == "text" {
          unsafe builders[position].bytes.append(contentsOf: text)
        } else {
          builders[position].bytes.append(contentsOf: document.name.utf8)
        }
        builders[position].closeText()
      }
      log.good()
    }
    return builders.map { $0.column(rows: log.rows) }
  }
}
