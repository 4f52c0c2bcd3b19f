internal import SluiceCodecs
internal import SluiceCore

/// An Apache Parquet file for each shard, one row a document.
///
/// A row holds a list of token ids, or text, beside where the document came from. Pages are of version 1, plainly encoded and compressed with zstd.
final class ParquetWriter: ExportWriter {
  private struct RowGroup {
    var rows = 0
    var columns: [ColumnChunk] = []
  }
  private struct ColumnChunk {
    var column: ParquetColumn
    var offset: Int
  }
  private struct OpenFile {
    var file: DigestedFile
    var name: String
    var groups: [RowGroup] = []
  }

  private let folder: ExportFolder
  private let layout: ShardLayout
  private var compressor: ZstdCompressor
  private var open: OpenFile?
  private var columns: [ParquetColumn]
  private var rows = 0
  private var groupSize = 0
  private var files: [ExportedFile] = []

  private static let magic = Array("PAR1".utf8)
  private static let zstd = 6
  /// A row group is closed at this number of tokens.
  private static let groupTokens = 1 << 24

  init(_ folder: ExportFolder, _ layout: ShardLayout) throws(SluiceError) {
    self.folder = folder
    self.layout = layout
    compressor = try ZstdCompressor(ZstdParameters(strategy: .dfast))
    columns = Self.emptyColumns(layout)
  }

  private static func emptyColumns(_ layout: ShardLayout) -> [ParquetColumn] {
    let content: ParquetColumn =
      switch layout {
      case .u16, .u16plane: ParquetColumn("tokens", .int32, isList: true)
      case .text: ParquetColumn("text", .byteArray)
      case .columns: ParquetColumn("record_json", .byteArray)
      }
    return ["shard", "document", "source", "record"].map { ParquetColumn($0, .int64) } + [content]
  }

  func append(_ document: ExportedDocument) throws(SluiceError) {
    if open == nil {
      let name = ZeroPadded.name("", document.shard, ".parquet")
      let file = try folder.create(name)
      try file.write(Self.magic)
      open = OpenFile(file: file, name: name)
    }
    let origin = [document.shard, document.number, Int(document.entry.source), document.entry.record]
    for (position, number) in origin.enumerated() { columns[position].append(number) }
    if layout.isBytes {
      columns[4].append(text: document.text)
    } else {
      columns[4].append(list: document.tokens)
    }
    try columns[4].closePage(&compressor, isLast: false)
    rows += 1
    groupSize += document.tokens.count
    if groupSize >= Self.groupTokens { try closeGroup() }
  }

  func endShard() throws(SluiceError) {
    try closeGroup()
    guard let open else { return }
    self.open = nil
    let metadata = Self.metadata(open.groups, columns)
    var tail = metadata
    tail.appendLittleEndian(UInt32(metadata.count))
    try open.file.write(tail + Self.magic)
    files.append(try folder.publish(open.file, as: open.name))
  }

  func finish() -> [ExportedFile] { files }

  private func closeGroup() throws(SluiceError) {
    guard rows > 0, var open else { return }
    var group = RowGroup(rows: rows)
    for position in columns.indices {
      try columns[position].closePage(&compressor, isLast: true)
      group.columns.append(ColumnChunk(column: columns[position], offset: open.file.size))
      try open.file.write(columns[position].pages)
    }
    open.groups.append(group)
    self.open = open
    columns = Self.emptyColumns(layout)
    rows = 0
    groupSize = 0
  }
}

extension ParquetWriter {
  private static let required = 0
  private static let repeated = 2
  private static let utf8Converted = 0
  private static let listConverted = 3

  private static func metadata(_ groups: [RowGroup], _ columns: [ParquetColumn]) -> [UInt8] {
    var writer = ThriftCompact()
    writer.field(1, int32: 1)
    writer.field(2, structures: schema(columns)) { describe, element in describe(&element) }
    writer.field(3, int64: groups.reduce(0) { $0 + $1.rows })
    writer.field(4, structures: groups) { group, row in
      row.field(1, structures: group.columns) { chunk, column in
        column.field(2, int64: chunk.offset)
        column.field(3) { describe(chunk, &$0) }
      }
      row.field(2, int64: group.columns.reduce(0) { $0 + $1.column.uncompressedSize })
      row.field(3, int64: group.rows)
    }
    writer.field(6, text: "sluice")
    writer.stop()
    return writer.bytes
  }

  private static func describe(_ chunk: ColumnChunk, _ writer: inout ThriftCompact) {
    writer.field(1, int32: chunk.column.type.rawValue)
    writer.field(2, int32s: [ParquetEncoding.plain, ParquetEncoding.runLength])
    writer.field(3, texts: chunk.column.path)
    writer.field(4, int32: zstd)
    writer.field(5, int64: chunk.column.pageValues)
    writer.field(6, int64: chunk.column.uncompressedSize)
    writer.field(7, int64: chunk.column.pages.count)
    writer.field(9, int64: chunk.offset)
  }

  /// One function for each element of the schema, in the order of the tree.
  private static func schema(_ columns: [ParquetColumn]) -> [(inout ThriftCompact) -> Void] {
    var elements: [(inout ThriftCompact) -> Void] = [
      { root in
        root.field(4, text: "schema")
        root.field(5, int32: columns.count)
      }
    ]
    for column in columns {
      guard column.isList else {
        elements.append { leaf in
          leaf.field(1, int32: column.type.rawValue)
          leaf.field(3, int32: required)
          leaf.field(4, text: column.name)
          if column.type == .byteArray { leaf.field(6, int32: utf8Converted) }
        }
        continue
      }
      elements.append { group in
        group.field(3, int32: required)
        group.field(4, text: column.name)
        group.field(5, int32: 1)
        group.field(6, int32: listConverted)
      }
      elements.append { group in
        group.field(3, int32: repeated)
        group.field(4, text: "list")
        group.field(5, int32: 1)
      }
      elements.append { leaf in
        leaf.field(1, int32: column.type.rawValue)
        leaf.field(3, int32: required)
        leaf.field(4, text: "element")
      }
    }
    return elements
  }
}
