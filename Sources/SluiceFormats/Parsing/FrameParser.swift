public import SluiceCore

/// Parses slices into frames: the parallel part of ingest, one parser for each worker.
///
/// Every record of a slice becomes a row or a fault. What a value must look like:
///
/// - JSON (RFC 8259, checked for the whole record, declared or not): a string for `string`, `date` and
///   `timestamp`; for `integer` a number without fraction and exponent that fits 64 bits (`1.0` and `"1"` are of
///   the wrong type); any number that a double can hold for `number`; `true` or `false` for `boolean`. Null and a
///   missing key are no value, which only optional fields may have. A declared key that stands twice is a fault,
///   and so is half of a surrogate pair in a declared value. Objects and arrays nest 1,024 levels deep at most.
///   Lines of blanks are no records.
/// - CSV (RFC 4180): a cell's text, blanks not trimmed. `integer` is an optional minus and digits; `number` is a
///   JSON number that may have leading zeros; `boolean` is true or false in letters of any case. An empty cell
///   without quotes is no value for optional fields, an empty string for other strings, and missing for all else.
///   Every record has as many cells as the header. Empty lines are no records.
/// - Dates are `2026-11-20`, timestamps RFC 3339 with an offset, or a date for its midnight UTC.
/// - Text: the whole document, a byte order mark left out, as `text`; its name, and `!entry` in archives, as
///   `path`.
///
/// Calls must not overlap.
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
