internal import SluiceCore

/// The bytes of every token, and the id of every byte string that is a token.
struct Vocabulary: Sendable {
  /// Number of ids, holes included: the highest id plus one.
  let count: Int
  /// Token bytes back to back; those of id i start at `offsets[i]`.
  let bytes: Storage<UInt8>
  let offsets: Storage<UInt32>
  /// Whether spaces stand for U+2581; see `SpaceMark`.
  let marksSpaces: Bool
  /// Id of each slot of the hash table, under eleven bits of its hash; `none` where it is empty.
  private let slots: Storage<UInt32>

  static var none: UInt32 { .max }
  /// Most ids; packed tables rely on it.
  static var limit: Int { 1 << 21 }

  /// The vocabulary of `list`.
  ///
  /// - Throws: A `badPipeline` error if an id or a token stands twice.
  init(_ list: TokenList) throws(SluiceError) {
    marksSpaces = list.marksSpaces
    count = (list.entries.map(\.id).max() ?? -1) + 1
    offsets = Storage(repeating: 0, count: count + 1)
    bytes = Storage(repeating: 0, count: list.bytes.count)
    var capacity = 64
    while capacity < list.entries.count * 2 { capacity *= 2 }
    slots = Storage(repeating: Vocabulary.none, count: capacity)
    try fill(list)
  }

  private func fill(_ list: TokenList) throws(SluiceError) {
    var entryOfID = [Int32](repeating: -1, count: count)
    for (number, entry) in list.entries.enumerated() {
      guard entryOfID[entry.id] < 0 else {
        throw SluiceError(.badPipeline, "id \(entry.id) stands for two tokens of the vocabulary")
      }
      entryOfID[entry.id] = Int32(number)
    }
    var position = 0
    for id in 0..<count {
      offsets[id] = UInt32(position)
      guard entryOfID[id] >= 0 else { continue }
      let entry = list.entries[Int(entryOfID[id])]
      for index in entry.range {
        bytes[position] = list.bytes[index]
        position += 1
      }
    }
    offsets[count] = UInt32(position)
    for entry in list.entries where entry.isText {
      guard insert(entry.id) else {
        throw SluiceError(.badPipeline, "the token of id \(entry.id) stands twice in the vocabulary")
      }
    }
  }

  private func insert(_ id: Int) -> Bool {
    let range = range(id)
    let text = unsafe UnsafePointer(bytes.base + range.lowerBound)
    guard unsafe self.id(of: text, count: range.count) == Vocabulary.none else { return false }
    let hash = unsafe ByteHash.hash(text, range.count)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != Vocabulary.none { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(id) | tag(hash)
    return true
  }

  /// Bytes of the longest token.
  var longestToken: Int { (0..<count).reduce(0) { max($0, range($1).count) } }

  /// Where the token's bytes lie.
  func range(_ id: Int) -> Range<Int> { Int(offsets[id])..<Int(offsets[id + 1]) }

  /// Id of the token of exactly these bytes, or `none`.
  func id(of text: UnsafePointer<UInt8>, count: Int) -> UInt32 {
    let hash = unsafe ByteHash.hash(text, count)
    let tag = tag(hash)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while true {
      let entry = slots[slot]
      if entry == Vocabulary.none { return entry }
      if entry & Vocabulary.tagMask == tag {
        let id = entry & ~Vocabulary.tagMask
        let range = range(Int(id))
        if range.count == count, unsafe ByteHash.equal(bytes.base + range.lowerBound, text, count) {
          return id
        }
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  private static var tagMask: UInt32 { ~UInt32(limit - 1) }

  /// The bits of a hash that a slot keeps, above the id; never those of `none`.
  @inline(__always)
  private func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash &>> 32) & 0xFFC0_0000
  }

  /// Id of the token of exactly these bytes, nil where there is none.
  func id(of text: [UInt8]) -> UInt32? {
    let id = unsafe text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return Vocabulary.none }
      return unsafe self.id(of: base, count: buffer.count)
    }
    return id == Vocabulary.none ? nil : id
  }

  /// The id of every single byte.
  ///
  /// - Throws: A `badPipeline` error if a byte that occurs in UTF-8 has none: text would be lost.
  func byteIDs() throws(SluiceError) -> [UInt32] {
    var ids: [UInt32] = []
    for byte in UInt8.min...UInt8.max {
      let id = self.id(of: [byte])
      let occurs = byte < 0xC0 || (0xC2...0xF4).contains(byte)
      guard id != nil || !occurs else {
        throw SluiceError(.badPipeline, "the vocabulary has no token for the byte 0x\(Hex.string([byte]))")
      }
      ids.append(id ?? Vocabulary.none)
    }
    return ids
  }
}

/// Tokens as a loader gathers them.
struct TokenList {
  struct Entry {
    /// Where in `bytes` the token lies.
    var range: Range<Int>
    var id: Int
    /// Whether text can spell the token; false for control tokens that are no byte string.
    var isText: Bool
  }

  var bytes: [UInt8] = []
  var entries: [Entry] = []
  /// Whether spaces stand for U+2581.
  var marksSpaces = false

  /// The tokens that text can spell.
  var texts: [(id: UInt32, bytes: ArraySlice<UInt8>)] {
    entries.lazy.filter(\.isText).map { (UInt32($0.id), bytes[$0.range]) }
  }
}
