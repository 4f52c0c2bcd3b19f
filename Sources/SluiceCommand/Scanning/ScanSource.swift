internal import SluiceCore
internal import SluiceFormats

/// The frames of one file, with the `id` of each record where it has one.
final class ScanSource: @unchecked Sendable {
  struct Parsed {
    var frame: ParsedFrame
    /// Whether the column after the fields holds the identifiers of the records.
    var hasIDs: Bool
    var firstRecord: Int
    /// Line of each record of the frame, where a record is a line.
    var lines: [Int]

    func id(_ row: Int) -> JSON? {
      guard hasIDs, let column = frame.frame.columns.last, column.isValid(row) else { return nil }
      switch column {
      case .text(let texts): return JSON(texts.string(row))
      case .integers(let integers): return JSON(Int(integers.values[row]))
      default: return nil
      }
    }

    /// Line of a record; the number of the record, from 1, in files where a record is no line.
    func line(ofRecord record: Int) -> Int {
      lines.indices.contains(record - firstRecord) ? lines[record - firstRecord] : record + 1
    }
  }

  private let reader: ShardReader
  private let isText: Bool
  /// What the records are read with: `id` as a string, as a number, and not at all.
  private let formats: [IngestFormat]

  /// Opens `file`, of which `fields` are to be read.
  init(_ file: String, _ fields: [String]) throws {
    let wanted = fields.map { SourceField(Field($0, .string, isOptional: true)) }
    let plain = IngestFormat(fields: wanted)
    try plain.check()
    let isText = try ShardReader(file, format: plain).next()?.kind == .text
    var formats: [IngestFormat] = []
    if !isText, !fields.contains("id") {
      for type in [FieldType.string, .integer] {
        formats.append(IngestFormat(fields: wanted + [SourceField(Field("id", type, isOptional: true))]))
      }
    }
    formats.append(plain)
    self.isText = isText
    self.formats = formats
    reader = try ShardReader(file, format: formats[0])
  }

  /// Why streams of the file broke, after the last frame.
  var faults: [String] { reader.faults.map { $0.error.message } }

  func next() throws -> RawFrame? { try reader.next() }

  /// The records of a frame, read so that the fewest are faulty.
  func parse(_ raw: RawFrame) throws -> Parsed {
    let lines = raw.kind == .jsonl ? ScanSource.lines(of: raw) : []
    var best: Parsed?
    for format in raw.kind == .csv ? formats.prefix(1) : formats[...] {
      let frame = try FrameParser(format).parse(raw)
      if let best, best.frame.faults.count <= frame.faults.count { continue }
      best = Parsed(
        frame: frame, hasIDs: format.fields.count > (formats.last?.fields.count ?? 0),
        firstRecord: Int(raw.origin.firstRecord), lines: lines)
      if frame.faults.isEmpty { break }
    }
    guard let best else { throw SluiceError(.bug, "a frame without a format") }
    return best
  }

  /// The lines that hold something, counted from the start of the file.
  private static func lines(of raw: RawFrame) -> [Int] {
    var lines: [Int] = []
    var line = raw.firstLine
    var isBlank = true
    for byte in raw.bytes(in: 0..<raw.size) {
      if byte == 0x0A {
        line += 1
        isBlank = true
      } else if isBlank, byte != 0x20, byte != 0x09, byte != 0x0D {
        lines.append(line)
        isBlank = false
      }
    }
    return lines
  }
}
