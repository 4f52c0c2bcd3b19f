internal import SluiceCore

/// Frames as bytes, for the spill between phases: only selected rows are kept.
enum FrameCodec {
  /// The selected rows of `frame`.
  static func encode(_ frame: Frame) -> [UInt8] {
    var writer = ByteWriter()
    writer.integer(UInt64(frame.origin.source))
    writer.integer(UInt64(frame.origin.shard))
    writer.integer(UInt64(frame.origin.frame))
    writer.integer(frame.origin.firstRecord)
    var rows: [Int] = []
    frame.selection.forEachSet { rows.append($0) }
    writer.list(rows.map { frame.ordinals[$0] })
    for column in frame.columns { encode(column, rows, &writer) }
    return writer.bytes
  }

  /// The frame that `bytes` hold, whose columns follow `schema`.
  static func decode(_ bytes: [UInt8], schema: Schema) throws(SluiceError) -> Frame {
    var reader = ByteReader(bytes)
    let origin = Frame.Origin(
      source: Int(truncatingIfNeeded: try reader.integer(UInt64.self)),
      shard: Int(truncatingIfNeeded: try reader.integer(UInt64.self)),
      frame: Int(truncatingIfNeeded: try reader.integer(UInt64.self)),
      firstRecord: try reader.integer(UInt64.self))
    let ordinals = try reader.list(of: UInt32(0))
    var columns: [Column] = []
    for field in schema.fields { columns.append(try column(of: field.type, ordinals.count, &reader)) }
    guard reader.isAtEnd else { throw ByteReader.damaged }
    return Frame(schema: schema, columns: columns, ordinals: ordinals, origin: origin)
  }

  private static func encode(_ column: Column, _ rows: [Int], _ writer: inout ByteWriter) {
    let validity = column.validity
    writer.list(validity.map { bits in rows.map { bits[$0] ? UInt8(1) : 0 } } ?? [])
    switch column {
    case .text(let text):
      writer.list(rows.map { UInt32(text.range($0).count) })
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.bytes.count)
      for row in rows { bytes += text[row] }
      writer.list(bytes)
    case .integers(let integers): writer.list(rows.map { integers.values[$0] })
    case .numbers(let numbers): writer.list(rows.map { numbers.values[$0] })
    case .tokens(let tokens):
      writer.list(rows.map { UInt32(tokens.range($0).count) })
      writer.list(rows.flatMap { tokens.ids[tokens.range($0)] })
    }
  }

  private static func column(
    of type: FieldType, _ count: Int, _ reader: inout ByteReader
  ) throws(SluiceError) -> Column {
    let flags = try reader.list(of: UInt8(0))
    guard flags.isEmpty || flags.count == count else { throw ByteReader.damaged }
    var validity: Bitmap?
    if !flags.isEmpty {
      var bits = Bitmap(repeating: false, count: count)
      for (row, flag) in flags.enumerated() where flag == 1 { bits[row] = true }
      validity = bits
    }
    switch type {
    case .string:
      let lengths = try reader.list(of: UInt32(0))
      let bytes = try reader.list(of: UInt8(0))
      return .text(
        TextColumn(offsets: try offsets(lengths, count, bytes.count), bytes: bytes, validity: validity))
    case .integer, .boolean, .date, .timestamp:
      let values = try reader.list(of: Int64(0))
      guard values.count == count else { throw ByteReader.damaged }
      return .integers(IntegerColumn(values, validity: validity))
    case .number:
      let values = try reader.list(of: Double(0))
      guard values.count == count else { throw ByteReader.damaged }
      return .numbers(NumberColumn(values, validity: validity))
    case .tokens:
      let lengths = try reader.list(of: UInt32(0))
      let ids = try reader.list(of: UInt32(0))
      return .tokens(TokenColumn(offsets: try offsets(lengths, count, ids.count), ids: ids))
    }
  }

  private static func offsets(_ lengths: [UInt32], _ count: Int, _ total: Int) throws(SluiceError) -> [UInt32]
  {
    guard lengths.count == count else { throw ByteReader.damaged }
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(count + 1)
    var sum: UInt64 = 0
    for length in lengths {
      sum += UInt64(length)
      guard sum <= UInt64(total) else { throw ByteReader.damaged }
      offsets.append(UInt32(sum))
    }
    guard sum == UInt64(total) else { throw ByteReader.damaged }
    return offsets
  }
}
