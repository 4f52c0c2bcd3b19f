public import SluiceCodecs
public import SluiceCore

/// How shards become frames: the format, the declared fields and the limits.
public struct IngestFormat: Sendable, Equatable {
  /// How records are written.
  public var kind: FormatKind
  /// The fields of the stream, in the order of its columns.
  public var fields: [SourceField]
  /// How CSV files are written.
  public var csv: CSVDialect
  /// Size in bytes of the largest record taken, line end not counted; larger ones are faults.
  public var maxRecord: Int
  /// Size in bytes that a slice of whole records does not exceed unless it holds a single record.
  public var sliceBytes: Int
  /// Bounds against decompression bombs.
  public var limits: DecodingLimits

  /// A format; the defaults are those of the pipeline language.
  public init(
    _ kind: FormatKind = .auto, fields: [SourceField], csv: CSVDialect = CSVDialect(),
    maxRecord: Int = 16 << 20, sliceBytes: Int = 4 << 20, limits: DecodingLimits = DecodingLimits()
  ) {
    self.kind = kind
    self.fields = fields
    self.csv = csv
    self.maxRecord = maxRecord
    self.sliceBytes = sliceBytes
    self.limits = limits
  }

  /// Names, types and labels of the columns.
  public var schema: Schema { Schema(fields.map(\.field)) }

  /// Refuses what no reader could serve.
  ///
  /// - Throws: `.badPipeline` for no fields, a name twice, a source twice, a token field, a path that is at once
  ///   a value and an object, fields that a text format does not offer, and limits out of range.
  public func check() throws(SluiceError) {
    guard !fields.isEmpty else { throw SluiceError(.badPipeline, "the schema has no fields") }
    guard (1...1 << 30).contains(maxRecord), (1...1 << 30).contains(sliceBytes) else {
      throw SluiceError(.badPipeline, "sizes of records and slices must be 1 byte to 1 GiB")
    }
    var names: Set<String> = []
    var sources: [String: String] = [:]
    for field in fields {
      let name = field.field.name
      guard names.insert(name).inserted else {
        throw SluiceError(.badPipeline, "field '\(name)' is declared twice")
      }
      if let other = sources.updateValue(name, forKey: field.source) {
        throw SluiceError(
          .badPipeline, "fields '\(other)' and '\(name)' are both read from '\(field.source)'")
      }
      guard field.field.type != .tokens else {
        throw SluiceError(
          .badPipeline, "field '\(name)' cannot be of type tokens: only a tokenizer makes them")
      }
    }
    if kind == .text { try checkText() }
    _ = try FieldTree(fields)
  }

  /// Refuses fields that text files do not have.
  internal func checkText() throws(SluiceError) {
    for field in fields {
      guard field.source == "text" || field.source == "path", field.field.type == .string else {
        throw SluiceError(
          .badPipeline, "text files have no \(field.field.type.rawValue) field '\(field.source)'",
          hint: "they offer text and path, both strings")
      }
    }
  }
}
