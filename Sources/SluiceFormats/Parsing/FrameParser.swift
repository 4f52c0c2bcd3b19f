public import SluiceCore

/// Parses slices into frames: the parallel part of ingest, one parser for each worker.
///
/// Every record of a slice becomes a row or a fault. Calls must not overlap.
public final class FrameParser: @unchecked Sendable {
  /// Names, types and labels of the columns.
  public let schema: Schema
  private let fields: [SourceField]
  private let jsonLines: JSONLinesParser

  /// A parser for the slices of a `ShardReader` of the same format.
  ///
  /// - Throws: `.badPipeline` as `IngestFormat.check()` does.
  public init(_ format: IngestFormat) throws(SluiceError) {
    try format.check()
    schema = format.schema
    fields = format.fields
    jsonLines = try JSONLinesParser(format.fields)
  }

  /// The rows and faults of a slice.
  public func parse(_ raw: RawFrame) -> ParsedFrame {
    var log = FaultLog(raw)
    let columns: [Column]
    switch raw.kind {
    case .text: columns = TextParser(fields).parse(raw, &log)
    case .csv: columns = CSVParser(fields).parse(raw, &log)
    case .jsonl, .auto: columns = jsonLines.parse(raw, &log)
    }
    return log.frame(schema, columns)
  }
}
