internal import SluiceCodecs
public import SluiceCore
public import SluiceCrypto
internal import SluiceStorage

/// Reads one shard: tokens, documents and digests, each checked before it is given out.
///
/// One instance serves one thread.
public final class ShardReader {
  /// What the manifest says about the shard.
  public let record: ShardRecord
  /// The shard's documents, in order.
  public var documents: [DocumentEntry] { index.documents }
  private let plan: ShardPlan
  private let file: InputFile
  private let decryptor: CobblestoneDecryptor
  private let index: ShardIndex
  private let datasetKey: SecretBytes
  private let frameOffsets: [Int]
  private var decompressor: ZstdDecompressor
  private var lastFrame: (number: Int, tokens: [UInt32])?

  /// Opens a shard: size and commitment must be those of the record, and the index must have its keyed digest.
  init(
    _ record: ShardRecord, manifest: Manifest, key: SecretBytes, datasetKey: SecretBytes, file: InputFile
  ) throws(SluiceError) {
    guard file.size == record.bytes else {
      throw SluiceError(
        .badData, "the shard has \(file.size) bytes, the manifest says \(record.bytes)",
        at: Place(file: file.path))
    }
    let header = try file.bytes(0..<Cobblestone256.headerSize)
    guard header.dropFirst(Cobblestone256.saltSize).elementsEqual(record.commitment.bytes) else {
      throw SluiceError(
        .badData, "the shard's commitment is not the one in the manifest", at: Place(file: file.path))
    }
    let context = ShardContext.bytes(
      dataset: manifest.dataset, generation: record.generation, index: record.index,
      role: manifest.plan.layout.role)
    let decryptor: CobblestoneDecryptor
    do throws(SluiceError) {
      decryptor = try CobblestoneDecryptor(
        key: key, context: context, header: header, messageSize: record.bytes)
    } catch { throw error.at(Place(file: file.path)) }
    let start = decryptor.plaintextSize - record.indexBytes
    let indexBytes = try decryptor.bytes(start..<decryptor.plaintextSize, of: file)
    guard ContentDigest.indexCode(indexBytes, under: datasetKey).isEqual(to: record.indexCode) else {
      throw SluiceError(
        .badData, "the shard's index is not the one in the manifest", at: Place(file: file.path))
    }
    let index = try ShardIndex(
      indexBytes.span, record: record, frameTokens: manifest.plan.frameTokens, layout: manifest.plan.layout)
    frameOffsets = index.seekTable.entries.reduce(into: [0]) {
      $0.append($0[$0.count - 1] + $1.compressedSize)
    }
    decompressor = try ZstdDecompressor(windowLogLimit: 27)
    self.record = record
    plan = manifest.plan
    self.file = file
    self.decryptor = decryptor
    self.datasetKey = datasetKey
    self.index = index
  }

  /// The tokens of frame number `frame`; the frame read last is kept.
  ///
  /// - Throws: A `badData` error if the frame is not the one that was signed.
  public func frame(_ frame: Int) throws(SluiceError) -> [UInt32] {
    if let lastFrame, lastFrame.number == frame { return lastFrame.tokens }
    let raw = try rawFrame(frame)
    let count = raw.count / plan.layout.bytesPerToken
    let tokens = unsafe [UInt32](unsafeUninitializedCapacity: count) { output, initialized in
      let target = unsafe UnsafeMutableBufferPointer(rebasing: output[..<count])
      unsafe raw.withUnsafeBytes { unsafe plan.layout.decode($0, into: target) }
      initialized = count
    }
    lastFrame = (frame, tokens)
    return tokens
  }

  /// The tokens of `range`, counted from the beginning of the shard.
  public func tokens(_ range: Range<Int>) throws(SluiceError) -> [UInt32] {
    guard range.lowerBound >= 0, range.upperBound <= record.tokens else {
      throw SluiceError(.badData, "the shard has \(record.tokens) tokens", at: Place(file: file.path))
    }
    var result: [UInt32] = []
    result.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let number = position / plan.frameTokens
      let extent = record.tokenRange(ofFrame: number, frameTokens: plan.frameTokens)
      let end = min(range.upperBound, extent.upperBound)
      result += try frame(number)[position - extent.lowerBound..<end - extent.lowerBound]
      position = end
    }
    return result
  }

  /// Where document number `number` stands in the shard.
  public func tokenRange(ofDocument number: Int) -> Range<Int> {
    let next = number + 1 < documents.count ? documents[number + 1].start : record.tokens
    return documents[number].start..<next
  }

  /// The digest of the shard's content without a key: equal for shards of the same content in any dataset.
  ///
  /// - Throws: A `badData` error if a frame is damaged, or the content is not the one in the manifest.
  public func contentDigest() throws(SluiceError) -> Digest256 {
    var content = ContentDigest(
      layout: plan.layout, frameTokens: plan.frameTokens, tokens: record.tokens)
    for frame in 0..<record.frames { content.add(Digest256.hash(try rawFrame(frame))) }
    content.add(Digest256.hash(index.documentTable))
    guard content.code(under: datasetKey).isEqual(to: record.contentCode) else {
      throw SluiceError(
        .badData, "the shard's content is not the one in the manifest", at: Place(file: file.path))
    }
    return content.plain
  }

  /// Calls `body` with the decrypted shard, a `.zst` file, piece by piece.
  func forEachPlaintextPiece(_ body: ([UInt8]) throws(SluiceError) -> Void) throws(SluiceError) {
    var start = 0
    while start < decryptor.plaintextSize {
      let end = min(decryptor.plaintextSize, start + Self.pieceSize)
      try body(decryptor.bytes(start..<end, of: file))
      start = end
    }
  }

  private static let pieceSize = 1 << 20

  private func rawFrame(_ frame: Int) throws(SluiceError) -> [UInt8] {
    let compressed = try decryptor.bytes(frameOffsets[frame]..<frameOffsets[frame + 1], of: file)
    let entry = index.seekTable.entries[frame]
    guard Digest256.hash(compressed) == index.frameDigests[frame] else {
      throw SluiceError(.badData, "frame \(frame) has another digest", at: Place(file: file.path))
    }
    do throws(SluiceError) {
      return try decompressor.decompress(compressed, exactly: entry.decompressedSize)
    } catch { throw error.at(Place(file: file.path)) }
  }
}

extension CobblestoneDecryptor {
  /// The plaintext bytes of `range`, read from `file`.
  func bytes(_ range: Range<Int>, of file: InputFile) throws(SluiceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    do throws(SluiceError) {
      try unsafe bytes.withUnsafeMutableBufferPointer { buffer throws(SluiceError) in
        let output = UnsafeMutableRawBufferPointer(buffer)
        try unsafe decrypt(range, into: output) { offset, target throws(SluiceError) in
          guard try unsafe file.read(at: offset, into: target) == target.count else {
            throw SluiceError(.badData, "the file ended while it was read")
          }
        }
      }
    } catch { throw error.at(Place(file: file.path)) }
    return bytes
  }
}
