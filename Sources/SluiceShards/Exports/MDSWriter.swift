internal import SluiceCore
internal import SluiceCrypto

/// Mosaic data shards, version 2, as `streaming.StreamingDataset` reads them: files of samples behind a table of
/// offsets, and an `index.json` that describes the columns.
final class MDSWriter: ExportWriter {
  private let folder: ExportFolder
  private let width: Int
  private let header: JSON
  private var samples: [UInt8] = []
  private var ends: [Int] = []
  private var files: [ExportedFile] = []
  private var shards: [JSON] = []

  /// Files are closed at this size, as the peer's writer does.
  private static let sizeLimit = 1 << 26

  init(_ folder: ExportFolder, vocabulary: Int) {
    self.folder = folder
    width = vocabulary <= 1 << 16 ? 2 : 4
    // Columns in alphabetical order; a size stands for numbers of fixed width, null for arrays.
    header = [
      "version": 2, "format": "mds", "compression": nil, "hashes": ["sha256"],
      "size_limit": JSON(Self.sizeLimit),
      "column_names": ["document", "record", "shard", "source", "tokens"],
      "column_encodings": ["int", "int", "int", "int", JSON("ndarray:uint\(width * 8)")],
      "column_sizes": [8, 8, 8, 8, nil],
    ]
  }

  func append(_ document: ExportedDocument) throws(SluiceError) {
    let tokens = LittleEndian.bytes(document.tokens, width: width)
    // One axis, its length in 32 bits.
    var array: [UInt8] = [1 << 2 | 2]
    array.appendLittleEndian(UInt32(document.tokens.count))
    samples.appendLittleEndian(UInt32(array.count + tokens.count))
    for number in [document.number, document.entry.record, document.shard, Int(document.entry.source)] {
      samples.appendLittleEndian(Int64(number))
    }
    samples += array
    samples += tokens
    ends.append(samples.count)
    if samples.count >= Self.sizeLimit { try close() }
  }

  func endShard() {}

  func finish() throws(SluiceError) -> [ExportedFile] {
    if !ends.isEmpty { try close() }
    let list: JSON = ["version": 2, "shards": JSON(shards)]
    let index = try folder.create("index.json")
    try index.write(list.canonical)
    return files + [try folder.publish(index, as: "index.json")]
  }

  private func close() throws(SluiceError) {
    let name = ZeroPadded.name("shard.", files.count, ".mds")
    let description = header.canonical
    let start = 4 + 4 * (ends.count + 1) + description.count
    var head: [UInt8] = []
    head.appendLittleEndian(UInt32(ends.count))
    for end in [0] + ends { head.appendLittleEndian(UInt32(start + end)) }
    let file = try folder.create(name)
    try file.write(head + description)
    try file.write(samples)
    let written = try folder.publish(file, as: name)
    var shard = header
    shard["samples"] = JSON(ends.count)
    shard["zip_data"] = nil
    shard["raw_data"] = [
      "basename": JSON(name), "bytes": JSON(written.bytes), "hashes": ["sha256": JSON(written.digest.hex)],
    ]
    shards.append(shard)
    files.append(written)
    samples.removeAll(keepingCapacity: true)
    ends = []
  }
}

/// File names with a number.
enum ZeroPadded {
  /// `prefix`, the number with at least five digits, `suffix`.
  static func name(_ prefix: String, _ number: Int, _ suffix: String) -> String {
    let digits = String(number)
    return prefix + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + suffix
  }
}
