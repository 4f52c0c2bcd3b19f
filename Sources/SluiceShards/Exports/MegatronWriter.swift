internal import SluiceCore

/// `tokens.bin`, the ids one after the other, and `tokens.idx`, the lengths and places of the documents, as
/// `IndexedDataset` of Megatron-LM reads them.
final class MegatronWriter: ExportWriter {
  private let folder: ExportFolder
  private let file: DigestedFile
  private let isNarrow: Bool
  private var lengths: [Int32] = []

  private static let magic = Array("MMIDIDX".utf8) + [0, 0]
  private static let version: UInt64 = 1
  /// Below this vocabulary Megatron takes 16 bits for an id.
  private static let narrowLimit = 65_500

  init(_ folder: ExportFolder, vocabulary: Int) throws(SluiceError) {
    self.folder = folder
    isNarrow = vocabulary < Self.narrowLimit
    file = try folder.create("tokens.bin")
  }

  func append(_ document: ExportedDocument) throws(SluiceError) {
    guard let length = Int32(exactly: document.tokens.count) else {
      throw SluiceError(.badData, "Megatron cannot hold a document of \(document.tokens.count) tokens")
    }
    lengths.append(length)
    try file.write(LittleEndian.bytes(document.tokens, width: isNarrow ? 2 : 4))
  }

  func endShard() {}

  func finish() throws(SluiceError) -> [ExportedFile] {
    let data = try folder.publish(file, as: "tokens.bin")
    let index = try folder.create("tokens.idx")
    var bytes = Self.magic
    bytes.appendLittleEndian(Self.version)
    bytes.append(isNarrow ? 8 : 4)
    bytes.appendLittleEndian(UInt64(lengths.count))
    bytes.appendLittleEndian(UInt64(lengths.count + 1))
    for length in lengths { bytes.appendLittleEndian(length) }
    var offset: Int64 = 0
    for length in lengths {
      bytes.appendLittleEndian(offset)
      offset += Int64(length) * (isNarrow ? 2 : 4)
    }
    for document in 0...lengths.count { bytes.appendLittleEndian(Int64(document)) }
    try index.write(bytes)
    return [data, try folder.publish(index, as: "tokens.idx")]
  }
}

/// Token ids as bytes of other formats.
enum LittleEndian {
  /// Two or four bytes an id.
  static func bytes(_ tokens: [UInt32], width: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tokens.count * width)
    for token in tokens {
      if width == 2 {
        bytes.appendLittleEndian(UInt16(truncatingIfNeeded: token))
      } else {
        bytes.appendLittleEndian(token)
      }
    }
    return bytes
  }
}
