internal import SluiceCore
internal import SluiceCrypto

/// What stands behind the frames of a shard: documents, frame digests and the seek table.
struct ShardIndex {
  let documents: [DocumentEntry]
  let frameDigests: [Digest256]
  let seekTable: SeekTable
  /// The document table's bytes, which the content digest covers.
  let documentTable: [UInt8]

  static let magic: UInt32 = 0x184D_2A53
  private static let name = Array("SLIX".utf8)
  private static let version: UInt8 = 1
  private static let headerSize = 32

  init(documents: [DocumentEntry], frameDigests: [Digest256], seekTable: SeekTable) {
    self.documents = documents
    self.frameDigests = frameDigests
    self.seekTable = seekTable
    documentTable = DocumentTable.encode(documents)
  }

  /// - Throws: A `badData` error if the table is too large for its length fields.
  func encoded() throws(SluiceError) -> [UInt8] {
    let size = Self.headerSize - 8 + documentTable.count + Digest256.size * frameDigests.count
    guard let size = UInt32(exactly: size), let count = UInt32(exactly: documents.count) else {
      throw SluiceError(
        .badData, "a shard cannot hold that many documents", hint: "choose a smaller shardTokens")
    }
    var output: [UInt8] = []
    output.reserveCapacity(Int(size) + 8 + SeekTable.encodedSize(frames: frameDigests.count))
    output.appendLittleEndian(Self.magic)
    output.appendLittleEndian(size)
    output += Self.name + [Self.version, 0, 0, 0]
    output.appendLittleEndian(UInt32(frameDigests.count))
    output.appendLittleEndian(count)
    output.appendLittleEndian(UInt64(documentTable.count))
    output += documentTable
    for digest in frameDigests { output += digest.bytes }
    return output + seekTable.encoded
  }

  /// Parses the index of a shard and checks that its parts agree with the record.
  ///
  /// - Throws: A `badData` error for anything that differs.
  init(
    _ bytes: Span<UInt8>, record: ShardRecord, frameTokens: Int, layout: ShardLayout
  ) throws(SluiceError) {
    let frames = record.frames
    let seekSize = SeekTable.encodedSize(frames: frames)
    guard frames <= bytes.count / (Digest256.size + SeekTable.entrySize),
      bytes.count >= Self.headerSize + seekSize
    else { throw Self.malformed }
    let seekStart = bytes.count - seekSize
    let digestStart = seekStart - Digest256.size * frames
    guard digestStart >= Self.headerSize, bytes.littleEndian32(at: 0) == Self.magic,
      bytes.littleEndian32(at: 4) == UInt32(exactly: seekStart - 8),
      (0..<4).allSatisfy({ bytes[8 + $0] == Self.name[$0] }), bytes[12] == Self.version,
      bytes[13] | bytes[14] | bytes[15] == 0, bytes.littleEndian32(at: 16) == UInt32(exactly: frames),
      bytes.littleEndian32(at: 20) == UInt32(exactly: record.documents),
      bytes.littleEndian64(at: 24) == UInt64(exactly: digestStart - Self.headerSize)
    else { throw Self.malformed }
    seekTable = try SeekTable(bytes.extracting(seekStart..<bytes.count))
    let table = bytes.extracting(Self.headerSize..<digestStart)
    documents = try DocumentTable.decode(table, count: record.documents, tokens: record.tokens)
    documentTable = unsafe table.withUnsafeBufferPointer { unsafe Array($0) }
    frameDigests = try Self.digests(bytes.extracting(digestStart..<seekStart))
    try checkSizes(record, frameTokens, layout, indexSize: bytes.count)
  }

  private static func digests(_ bytes: Span<UInt8>) throws(SluiceError) -> [Digest256] {
    let all = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    return stride(from: 0, to: all.count, by: Digest256.size).compactMap {
      Digest256(all[$0..<$0 + Digest256.size])
    }
  }

  private func checkSizes(
    _ record: ShardRecord, _ frameTokens: Int, _ layout: ShardLayout, indexSize: Int
  ) throws(SluiceError) {
    var offset = 0
    for (frame, entry) in seekTable.entries.enumerated() {
      let tokens = record.tokenRange(ofFrame: frame, frameTokens: frameTokens).count
      guard entry.decompressedSize == tokens * layout.bytesPerToken else { throw Self.malformed }
      offset += entry.compressedSize
    }
    guard offset + indexSize == record.plaintextSize else { throw Self.malformed }
  }

  private static var malformed: SluiceError { SluiceError(.badData, "the shard's index is malformed") }
}
