import Foundation
import SluiceCore
import SluiceFormats

/// All that a shard held.
struct Ingested {
  var frames: [ParsedFrame] = []
  var raw: [RawFrame] = []
  var streamFaults: [StreamFault] = []
  var summary = ShardSummary()

  var faults: [RecordFault] { frames.flatMap(\.faults) }
  var rows: Int { frames.reduce(0) { $0 + $1.frame.count } }
  var recordsIn: Int { frames.reduce(0) { $0 + $1.recordsIn } }

  /// The text of every good record's field.
  func strings(_ field: String) -> [String] {
    frames.flatMap { parsed -> [String] in
      guard case .text(let column) = parsed.frame.column(field) else { return [] }
      return (0..<column.count).map(column.string)
    }
  }

  /// The number of every good record.
  var records: [UInt64] { frames.flatMap { parsed in (0..<parsed.frame.count).map(parsed.frame.record) } }

  /// Whether every record is a row or a fault, numbered without gap or repetition.
  var isBalanced: Bool {
    var next: UInt64 = 0
    for (raw, parsed) in zip(raw, frames) {
      guard raw.origin.firstRecord == next, parsed.recordsIn == raw.recordCount else { return false }
      var numbers = (0..<parsed.frame.count).map(parsed.frame.record)
      numbers += parsed.faults.compactMap { $0.place.record.map(UInt64.init) }
      guard numbers.sorted() == Array(next..<next + UInt64(raw.recordCount)) else { return false }
      next += UInt64(raw.recordCount)
    }
    return next == summary.records && summary.frames == raw.count
  }
}

func ingest(_ reader: ShardReader, _ format: IngestFormat) throws -> Ingested {
  let parser = try FrameParser(format)
  var all = Ingested()
  while let raw = try reader.next() {
    all.raw.append(raw)
    all.frames.append(parser.parse(raw))
  }
  all.streamFaults = reader.faults
  all.summary = reader.summary
  return all
}

func ingest(_ bytes: [UInt8], named name: String = "in", _ format: IngestFormat) throws -> Ingested {
  try ingest(ShardReader(bytes: bytes, named: name, format: format), format)
}

func ingest(_ text: String, named name: String = "in", _ format: IngestFormat) throws -> Ingested {
  try ingest(Array(text.utf8), named: name, format)
}

/// A format with one string field called text.
func textFormat(_ kind: FormatKind = .jsonl) -> IngestFormat {
  IngestFormat(kind, fields: [SourceField(Field("text", .string))])
}
