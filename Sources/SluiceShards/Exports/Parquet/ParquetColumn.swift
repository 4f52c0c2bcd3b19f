internal import SluiceCodecs
internal import SluiceCore

/// One column of a row group while it fills: pages of plainly encoded values, compressed with zstd.
struct ParquetColumn {
  /// Physical types by their number in the format.
  enum PhysicalType: Int {
    case int32 = 1
    case int64 = 2
    case byteArray = 6
  }

  /// Name of the column in the schema.
  let name: String
  let type: PhysicalType
  /// Whether a row holds a list.
  let isList: Bool
  private var values: [UInt8] = []
  private var valueCount = 0
  private var repetition = LevelRuns()
  private var definition = LevelRuns()
  private(set) var pages: [UInt8] = []
  private(set) var pageValues = 0
  private(set) var uncompressedSize = 0

  /// Pages are closed at this size.
  private static let pageSize = 1 << 20

  init(_ name: String, _ type: PhysicalType, isList: Bool = false) {
    self.name = name
    self.type = type
    self.isList = isList
  }

  var path: [String] { isList ? [name, "list", "element"] : [name] }

  mutating func append(_ number: Int) {
    values.appendLittleEndian(Int64(number))
    valueCount += 1
  }

  mutating func append(text: [UInt8]) {
    values.appendLittleEndian(UInt32(text.count))
    values += text
    valueCount += 1
  }

  mutating func append(list: [UInt32]) {
    repetition.append(0, count: 1)
    definition.append(list.isEmpty ? 0 : 1, count: max(1, list.count))
    if list.count > 1 { repetition.append(1, count: list.count - 1) }
    values += LittleEndian.bytes(list, width: 4)
    valueCount += max(1, list.count)
  }

  /// Closes the page if it is large enough, or if there is anything in it.
  mutating func closePage(
    _ compressor: inout ZstdCompressor, isLast: Bool
  ) throws(SluiceError) {
    guard valueCount > 0, isLast || values.count >= Self.pageSize else { return }
    let content = isList ? repetition.encoded + definition.encoded + values : values
    guard let size = Int32(exactly: content.count) else {
      throw SluiceError(.badData, "a document is too large for a page of Parquet")
    }
    var compressed: [UInt8] = []
    try compressor.compress(content, appendingTo: &compressed)
    var header = ThriftCompact()
    header.field(1, int32: 0)
    header.field(2, int32: Int(size))
    header.field(3, int32: compressed.count)
    header.field(5) { page in
      page.field(1, int32: valueCount)
      page.field(2, int32: ParquetEncoding.plain)
      page.field(3, int32: ParquetEncoding.runLength)
      page.field(4, int32: ParquetEncoding.runLength)
    }
    header.stop()
    pages += header.bytes + compressed
    uncompressedSize += header.bytes.count + content.count
    pageValues += valueCount
    values.removeAll(keepingCapacity: true)
    valueCount = 0
    repetition = LevelRuns()
    definition = LevelRuns()
  }
}

/// Encodings by their number in the format.
enum ParquetEncoding {
  static let plain = 0
  static let runLength = 3
}

/// Levels of one bit as runs.
private struct LevelRuns {
  private var runs: [UInt8] = []
  private var level: UInt8 = 0
  private var count = 0

  mutating func append(_ level: UInt8, count: Int) {
    if level != self.level { flush() }
    self.level = level
    self.count += count
  }

  private mutating func flush() {
    guard count > 0 else { return }
    Varint.append(UInt64(count) << 1, to: &runs)
    runs.append(level)
    count = 0
  }

  /// The runs behind their size.
  var encoded: [UInt8] {
    var copy = self
    copy.flush()
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt32(copy.runs.count))
    return bytes + copy.runs
  }
}
