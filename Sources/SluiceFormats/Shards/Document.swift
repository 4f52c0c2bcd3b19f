internal import SluiceCodecs
internal import SluiceCore

/// One decoded stream of records: a file or an archive entry.
internal struct Document {
  internal let file: String
  internal let entry: String?
  internal let stream: DecodedStream
  /// The decoded bytes of `stream`.
  internal let bytes: BufferedSource

  /// The file, followed by `!` and the entry's name in archives.
  internal var name: String { entry.map { file + "!" + $0 } ?? file }

  /// A tab for `.tsv`, a comma for all else.
  internal var usualDelimiter: UInt8 {
    name.lowercased().contains(".tsv") ? UInt8(ascii: "\t") : UInt8(ascii: ",")
  }

  /// How the document is written: as declared, as its name tells, or as its first bytes tell; nil if it is empty.
  ///
  /// - Throws: `.badData` if nothing tells.
  internal func kind(_ format: IngestFormat) throws(SluiceError) -> FormatKind? {
    if format.kind != .auto { return format.kind }
    if let named = FormatKind.named(entry ?? file) { return named }
    let prefix = try bytes.peek(64 << 10)
    guard !prefix.isEmpty else { return nil }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let content = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix[...]
    if content.first(where: { !isBlank($0) }) == UInt8(ascii: "{") { return .jsonl }
    if hasHeader(content.prefix { $0 != 0x0A }, format) { return .csv }
    if (try? format.checkText()) != nil { return .text }
    throw SluiceError(.badData, "neither name nor content tells the format")
  }

  private func hasHeader(_ line: ArraySlice<UInt8>, _ format: IngestFormat) -> Bool {
    let delimiter = format.csv.delimiter ?? usualDelimiter
    let names = try? CSVRecord.header(Array(line), delimiter: delimiter)
    guard let names else { return false }
    return format.fields.allSatisfy { $0.field.isOptional || names.contains($0.source) }
  }
}
