internal import CSluice
public import SluiceCore

/// What encoders have learnt, to start others with: pieces of text and their ids.
///
/// A snapshot makes the first pass over a new text as fast as later ones. It holds words of the text it was
/// made from, so it is personal data wherever that text is: whoever stores it seals it. It belongs to one
/// tokenizer, and is refused for any other.
public struct CacheSnapshot: Sendable {
  /// The snapshot as bytes: `SLPC`, a version, the tokenizer's digest, and the pieces.
  public let bytes: [UInt8]

  private static let magic: [UInt8] = Array("SLPC1".utf8)

  /// Bytes behind the last piece that a kernel may read.
  private static let padding = 64

  /// What `encoder` knows.
  public init(of encoder: Encoder) {
    let header = CacheSnapshot.header(encoder.tokenizer)
    let table = unsafe encoder.cache.table
    let size = unsafe sl_pieces_write(table, nil)
    bytes = unsafe [UInt8](unsafeUninitializedCapacity: header.count + size) { buffer, count in
      unsafe _ = buffer.update(from: header)
      if let base = buffer.baseAddress { unsafe sl_pieces_write(table, base + header.count) }
      count = header.count + size
    }
  }

  /// What all of `encoders` know, as far as it fits `memory` bytes of an encoder's caches.
  ///
  /// The encoders must be of one tokenizer.
  public init(of encoders: [Encoder], memory: Int) throws(SluiceError) {
    guard let first = encoders.first else {
      throw SluiceError(.bug, "a snapshot is made of at least one encoder")
    }
    let all = try Encoder(first.tokenizer, memory: memory)
    for encoder in encoders { try CacheSnapshot(of: encoder).teach(all) }
    self.init(of: all)
  }

  /// The snapshot that `bytes` hold, if it is one and belongs to `tokenizer`.
  ///
  /// - Throws: A `badData` error if the bytes are damaged or belong to another tokenizer.
  public init(_ bytes: [UInt8], for tokenizer: Tokenizer) throws(SluiceError) {
    guard bytes.starts(with: CacheSnapshot.header(tokenizer)) else {
      throw SluiceError(
        .badData, "the cache is damaged or belongs to another tokenizer",
        hint: "remove it; the next run makes a new one")
    }
    self.bytes = bytes
    let limit = UInt32(tokenizer.vocabularySize)
    var position = CacheSnapshot.header(tokenizer).count
    while position < bytes.count {
      guard let end = CacheSnapshot.end(of: position, in: bytes, ids: limit) else {
        throw SluiceError(
          .badData, "the cache is damaged at byte \(position)",
          hint: "remove it; the next run makes a new one")
      }
      position = end
    }
  }

  private static func header(_ tokenizer: Tokenizer) -> [UInt8] { magic + Array(tokenizer.digest.utf8) }

  /// Where the piece at `position` ends, nil where it is none.
  private static func end(of position: Int, in bytes: [UInt8], ids limit: UInt32) -> Int? {
    guard position + 2 <= bytes.count else { return nil }
    let length = Int(bytes[position])
    let count = Int(bytes[position + 1])
    let ids = position + 2 + length
    let end = ids + 4 * count
    guard (1...PretokenCache.middleLimit).contains(length), (1...length + 1).contains(count),
      end <= bytes.count
    else { return nil }
    for place in stride(from: ids, to: end, by: 4) where number(at: place, in: bytes) >= limit { return nil }
    return end
  }

  private static func number(at place: Int, in bytes: [UInt8]) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
  }

  /// Puts all pieces into the caches of `encoder`, as far as they have room.
  func teach(_ encoder: Encoder) throws(SluiceError) {
    guard bytes.starts(with: CacheSnapshot.header(encoder.tokenizer)) else {
      throw SluiceError(.bug, "a snapshot was given to an encoder of another tokenizer")
    }
    let cache = encoder.cache
    let padded = bytes + [UInt8](repeating: 0, count: CacheSnapshot.padding)
    unsafe padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var ids = [UInt32](repeating: 0, count: 256)
      var position = CacheSnapshot.header(encoder.tokenizer).count
      while position < bytes.count {
        let (length, count) = unsafe (Int(base[position]), Int(base[position + 1]))
        let text = unsafe base + position + 2
        for index in 0..<count {
          ids[index] = unsafe UInt32(
            littleEndian: UnsafeRawPointer(text + length + 4 * index).loadUnaligned(as: UInt32.self))
        }
        cache.growIfNeeded()
        if cache.hasRoom(for: length) {
          unsafe ids.withUnsafeBufferPointer { ids in
            if let ids = ids.baseAddress { unsafe sl_piece_remember(cache.table, text, length, ids, count) }
          }
        }
        position += 2 + length + 4 * count
      }
    }
  }
}
