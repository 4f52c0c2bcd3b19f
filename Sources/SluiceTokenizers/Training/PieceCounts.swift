internal import CSluice

/// How often each piece of text occurs, and in how many documents: all that training needs to know of a text.
///
/// Counts of many workers or sites add up, so text need not leave its owner; keeping only what many documents
/// hold leaves out what few people wrote. Occurrences are 64-bit numbers; documents are counted up to 2³² − 1
/// and stay there. Calls must not overlap.
@safe public final class PieceCounts: @unchecked Sendable {
  /// How often a piece occurs.
  public struct Tally: Sendable, Equatable {
    /// Number of occurrences.
    public var occurrences: UInt64
    /// Number of documents that hold it, at most 2³² − 1.
    public var documents: UInt32

    /// A tally of the given numbers.
    public init(occurrences: UInt64, documents: UInt32) {
      self.occurrences = occurrences
      self.documents = documents
    }
  }

  /// What is known of one piece; an entry of zeros is free.
  struct Entry {
    var key = PieceKey()
    var occurrences: UInt64 = 0
    var documents: UInt32 = 0
    /// Number of the document in which the piece was seen last.
    var lastDocument: UInt32 = 0
  }

  /// Longest piece, in bytes; longer ones are counted in parts.
  public static let longestPiece = 4096

  /// Number of different pieces.
  public private(set) var count = 0
  /// Open addressing: an entry stands at the place of its hash or behind it.
  private var entries: Storage<Entry>
  private var mask: Int
  /// Bytes of the pieces that are too long for their key.
  private var longBytes: [UInt8] = []

  /// No pieces.
  public init() {
    entries = Storage(repeating: Entry(), count: 1 << 12)
    mask = 1 << 12 - 1
  }

  /// Memory held, in bytes.
  public var byteCount: Int { entries.count * MemoryLayout<Entry>.stride + longBytes.count }

  /// Number of all occurrences.
  public var total: UInt64 {
    var total: UInt64 = 0
    for slot in 0..<entries.count { total = total.addingSaturating(entries[slot].occurrences) }
    return total
  }

  /// How often the piece occurs.
  public subscript(piece: some Sequence<UInt8>) -> Tally {
    let piece = Array(piece)
    return unsafe piece.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, !buffer.isEmpty else { return Tally(occurrences: 0, documents: 0) }
      let slot = unsafe find(base, PieceKey(base, buffer.count, readable: buffer.count))
      return Tally(occurrences: entries[slot].occurrences, documents: entries[slot].documents)
    }
  }

  /// Adds the counts of `other`, which are of other documents.
  public func add(_ other: PieceCounts) {
    unsafe other.forEach { text, count, tally in unsafe add(text, count, tally) }
  }

  /// The pieces that occur at least so often, in at least so many documents.
  public func keeping(occurrences: UInt64, documents: UInt32) -> PieceCounts {
    let kept = PieceCounts()
    unsafe forEach { text, count, tally in
      if tally.occurrences >= occurrences, tally.documents >= documents {
        unsafe kept.add(text, count, tally)
      }
    }
    return kept
  }

  /// Adds `tally` to the counts of a piece that is not empty.
  func add(_ text: UnsafePointer<UInt8>, _ count: Int, _ tally: Tally) {
    let slot = unsafe claim(text, PieceKey(text, count, readable: count))
    entries[slot].occurrences = entries[slot].occurrences.addingSaturating(tally.occurrences)
    entries[slot].documents = entries[slot].documents.addingSaturating(tally.documents)
  }

  /// Counts an occurrence of a piece in the document of that number, which is not 0.
  @inline(__always)
  func count(_ text: UnsafePointer<UInt8>, _ key: PieceKey, document: UInt32) {
    let slot = unsafe claim(text, key)
    let entry = unsafe entries.base + slot
    unsafe entry.pointee.occurrences &+= 1
    guard unsafe entry.pointee.lastDocument != document else { return }
    unsafe entry.pointee.lastDocument = document
    if unsafe entry.pointee.documents != .max { unsafe entry.pointee.documents &+= 1 }
  }

  /// Asks for the memory in which a piece will be looked up.
  @inline(__always)
  func prefetch(_ key: PieceKey) {
    unsafe sl_prefetch(entries.base + (Int(truncatingIfNeeded: key.hash) & mask))
  }

  /// Calls `body` with each piece, in an order of no meaning.
  func forEach(_ body: (_ text: UnsafePointer<UInt8>, _ count: Int, Tally) -> Void) {
    unsafe longBytes.withUnsafeBufferPointer { long in
      for slot in 0..<entries.count where !entries[slot].key.isFree {
        let entry = entries[slot]
        let tally = Tally(occurrences: entry.occurrences, documents: entry.documents)
        if let length = entry.key.shortLength {
          unsafe withUnsafeBytes(of: entry.key.bytes) { raw in
            guard let base = raw.baseAddress else { return }
            unsafe body(base.assumingMemoryBound(to: UInt8.self), length, tally)
          }
        } else if let base = long.baseAddress {
          unsafe body(base + entry.key.longOffset, entry.key.longLength, tally)
        }
      }
    }
  }
}

// MARK: - The table

extension PieceCounts {
  /// The place of a piece, made if there is none.
  @inline(__always)
  private func claim(_ text: UnsafePointer<UInt8>, _ key: PieceKey) -> Int {
    let slot = unsafe find(text, key)
    guard entries[slot].key.isFree else { return slot }
    return unsafe insert(text, key, at: slot)
  }

  /// The place where a piece stands or would stand.
  @inline(__always)
  private func find(_ text: UnsafePointer<UInt8>, _ key: PieceKey) -> Int {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let other = unsafe entries.base[slot].key
      if other.isFree { return slot }
      if key.shortLength != nil ? other == key : unsafe equals(other, text, key) { return slot }
      slot = (slot &+ 1) & mask
    }
  }

  /// Whether the entry `other` is that of a long piece.
  @inline(never)
  private func equals(_ other: PieceKey, _ text: UnsafePointer<UInt8>, _ key: PieceKey) -> Bool {
    guard other.isSameKind(as: key) else { return false }
    return unsafe longBytes.withUnsafeBufferPointer { long in
      guard let base = long.baseAddress else { return false }
      return unsafe ByteHash.equal(base + other.longOffset, text, key.longLength)
    }
  }

  @inline(never)
  private func insert(_ text: UnsafePointer<UInt8>, _ key: PieceKey, at slot: Int) -> Int {
    count += 1
    entries[slot] = Entry(key: key)
    if key.shortLength == nil {
      entries[slot].key.longOffset = longBytes.count
      unsafe longBytes.append(contentsOf: UnsafeBufferPointer(start: text, count: key.longLength))
    }
    guard count * 2 > entries.count else { return slot }
    let larger = Storage(repeating: Entry(), count: entries.count * 4)
    mask = larger.count - 1
    var moved = slot
    for old in 0..<entries.count where !entries[old].key.isFree {
      let hash =
        entries[old].key.shortLength == nil
        ? unsafe longBytes.withUnsafeBufferPointer { unsafe longHash($0, entries[old].key) }
        : entries[old].key.hash
      var place = Int(truncatingIfNeeded: hash) & mask
      while !larger[place].key.isFree { place = (place + 1) & mask }
      larger[place] = entries[old]
      if old == slot { moved = place }
    }
    entries = larger
    return moved
  }

  private func longHash(_ long: UnsafeBufferPointer<UInt8>, _ key: PieceKey) -> UInt64 {
    guard let base = long.baseAddress else { return 0 }
    return unsafe ByteHash.hash(base + key.longOffset, key.longLength)
  }
}

extension FixedWidthInteger {
  /// The sum, or the largest number if it would be larger.
  func addingSaturating(_ other: Self) -> Self {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? .max : sum
  }
}
