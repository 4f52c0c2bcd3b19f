internal import SluiceCore

/// Makes frames of JSON records, for the tests of a pipeline.
enum FrameBuilder {
  /// A frame with one row for each record.
  ///
  /// - Throws: A `badPipeline` error at the place of a value that does not fit the schema.
  static func frame(_ records: [JSON], schema: Schema) throws(SluiceError) -> Frame {
    for record in records {
      for member in record.object?.members ?? [] where schema[member.key] == nil {
        throw SluiceError(
          .badPipeline, "the stage gets no field '\(member.key)'", at: member.keyPlace,
          hint: Suggestion.hint(for: member.key, among: schema.names))
      }
    }
    var columns: [Column] = []
    for field in schema.fields { columns.append(try column(field, records)) }
    return Frame(schema: schema, columns: columns, ordinals: records.indices.map { UInt32($0) })
  }

  private static func column(_ field: Field, _ records: [JSON]) throws(SluiceError) -> Column {
    var validity = Bitmap(repeating: true, count: records.count)
    var texts = TextColumn()
    var integers: [Int64] = []
    var numbers: [Double] = []
    for (row, record) in records.enumerated() {
      let value = record[field.name]
      if value == nil || value?.isNull == true { validity[row] = false }
      switch field.type {
      case .string: texts.append(try read(value, field) { $0.string ?? nil }?.utf8 ?? "".utf8)
      case .number: numbers.append(try read(value, field) { $0.number } ?? 0)
      default: integers.append(try read(value, field) { integer($0, field.type) } ?? 0)
      }
    }
    let bits = validity.population == records.count ? nil : validity
    switch field.type {
    case .string:
      texts.validity = bits
      return .text(texts)
    case .number: return .numbers(NumberColumn(numbers, validity: bits))
    default: return .integers(IntegerColumn(integers, validity: bits))
    }
  }

  private static func read<Value>(
    _ json: JSON?, _ field: Field, _ convert: (JSON) -> Value?
  ) throws(SluiceError) -> Value? {
    guard let json, !json.isNull else { return nil }
    guard let value = convert(json) else {
      throw SluiceError(
        .badPipeline, "field '\(field.name)' is of type \(field.type.rawValue), not \(json.kind)",
        at: json.place)
    }
    return value
  }

  private static func integer(_ json: JSON, _ type: FieldType) -> Int64? {
    switch type {
    case .boolean: json.bool.map { $0 ? 1 : 0 }
    case .date: json.string.flatMap { CivilDate(ascii: $0.utf8) }.map { Int64($0.days) }
    case .timestamp: json.string.flatMap { Timestamp($0) }?.microseconds
    default: json.integer.map(Int64.init)
    }
  }

  /// The selected rows of a frame as JSON records.
  static func records(_ frame: Frame) -> [JSON] {
    let lines = JSONLines(frame.schema)
    var records: [JSON] = []
    frame.selection.forEachSet { row in
      var bytes: [UInt8] = []
      lines.append(row, of: frame, to: &bytes)
      if let record = try? JSON.parse(bytes) { records.append(record) }
    }
    return records
  }
}
