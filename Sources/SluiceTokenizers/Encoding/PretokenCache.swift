internal import CSluice

/// The ids of pieces seen before, in three tables by length of piece; bounded.
///
/// The kernels of `sl_pieces.h` look up pieces of up to 47 bytes; longer ones lie in a ring of their own.
/// Ids that do not fit an entry lie in a ring too, and are forgotten when the ring comes round. Tables start
/// small, because a dense one stays in the processor's cache, and grow up to their share of the budget, but
/// only between texts.
@safe final class PretokenCache {
  /// 48 to 1,024 bytes.
  private struct LongEntry {
    var hash: UInt64 = 0
    var bytes: UInt64 = 0
    var ids: UInt64 = 0
    var length: UInt32 = 0
    var count: UInt32 = 0
  }

  static var middleLimit: Int { Int(SL_MIDDLE_PIECE) }
  static var longLimit: Int { 1024 }
  /// Entries of a set.
  private static var ways: Int { 4 }
  /// Share of the budget with which the tables start.
  private static var firstShare: Int { 16 }

  /// What the kernels look up and fill.
  let table: UnsafeMutablePointer<sl_piece_table>
  private let mostShortSets: Int
  private let mostMiddleSets: Int
  private let long: UnsafeMutablePointer<LongEntry>
  private let longMask: Int
  private let bytes: UnsafeMutablePointer<UInt8>
  private let byteCapacity: Int
  private var byteHead: UInt64
  private let longIDs: UnsafeMutablePointer<UInt32>
  private let longCapacity: Int
  private var longHead: UInt64
  private let memory: UnsafeMutableRawPointer
  private let memorySize: Int

  /// Tables that fit `budget` bytes; the least is 64 KiB.
  ///
  /// While a table moves, the old half of it and the new whole stand beside each other: together with the
  /// rings they fit the budget.
  init(budget: Int) {
    let budget = max(1 << 16, budget)
    mostShortSets = budget / 16 * 7 / (PretokenCache.ways * MemoryLayout<sl_short_piece>.stride)
    mostMiddleSets = budget / 16 * 3 / (PretokenCache.ways * MemoryLayout<sl_middle_piece>.stride)
    let ringCapacity = PretokenCache.powerOfTwo(notAbove: budget / 16 / MemoryLayout<UInt32>.stride)
    let longCount = PretokenCache.powerOfTwo(notAbove: budget / 32 / MemoryLayout<LongEntry>.stride)
    byteCapacity = PretokenCache.powerOfTwo(notAbove: budget / 32)
    longCapacity = ringCapacity / 2
    memorySize =
      4 * ringCapacity + longCount * MemoryLayout<LongEntry>.stride + byteCapacity + 4 * longCapacity + 256
    unsafe memory = sl_pages_allocate(memorySize)
    var next = unsafe memory
    func carve<Element>(_ type: Element.Type, _ count: Int) -> UnsafeMutablePointer<Element> {
      defer { unsafe next += (count * MemoryLayout<Element>.stride + 63) & ~63 }
      return unsafe next.bindMemory(to: type, capacity: count)
    }
    let shortSets = max(16, mostShortSets / PretokenCache.firstShare)
    let middleSets = max(4, mostMiddleSets / PretokenCache.firstShare)
    unsafe table = .allocate(capacity: 1)
    unsafe table.initialize(
      to: sl_piece_table(
        shorts: PretokenCache.sets(shortSets), middles: PretokenCache.sets(middleSets),
        ring: carve(UInt32.self, ringCapacity), ring_head: UInt64(ringCapacity),
        ring_capacity: UInt32(ringCapacity), short_sets: UInt32(shortSets), middle_sets: UInt32(middleSets),
        short_count: 0, middle_count: 0))
    unsafe long = carve(LongEntry.self, longCount)
    unsafe bytes = carve(UInt8.self, byteCapacity)
    unsafe longIDs = carve(UInt32.self, longCapacity)
    longMask = longCount - 1
    byteHead = UInt64(byteCapacity)
    longHead = UInt64(longCapacity)
  }

  deinit {
    unsafe PretokenCache.free(table.pointee.shorts, sets: Int(table.pointee.short_sets))
    unsafe PretokenCache.free(table.pointee.middles, sets: Int(table.pointee.middle_sets))
    unsafe table.deallocate()
    unsafe sl_pages_free(memory, memorySize)
  }

  /// Bytes of all tables and rings.
  var size: Int {
    let shorts = unsafe Int(table.pointee.short_sets) * MemoryLayout<sl_short_piece>.stride
    let middles = unsafe Int(table.pointee.middle_sets) * MemoryLayout<sl_middle_piece>.stride
    return memorySize + PretokenCache.ways * (shorts + middles)
  }

  private static func powerOfTwo(notAbove value: Int) -> Int {
    1 << (Int.bitWidth - 1 - value.leadingZeroBitCount)
  }

  private static func sets<Entry>(_ count: Int) -> UnsafeMutablePointer<Entry> {
    let size = count * ways * MemoryLayout<Entry>.stride
    return unsafe sl_pages_allocate(size).bindMemory(to: Entry.self, capacity: count * ways)
  }

  private static func free<Entry>(_ entries: UnsafeMutablePointer<Entry>, sets: Int) {
    unsafe sl_pages_free(entries, sets * ways * MemoryLayout<Entry>.stride)
  }

  // MARK: Growth

  /// Doubles the tables that are half full, within the budget.
  @inline(__always)
  func growIfNeeded() {
    let (shorts, middles) = unsafe (table.pointee.short_count, table.pointee.middle_count)
    if unsafe shorts > 2 * table.pointee.short_sets { growShort() }
    if unsafe middles > 2 * table.pointee.middle_sets { growMiddle() }
  }

  /// Whether the table for pieces of this length is not yet half full.
  func hasRoom(for length: Int) -> Bool {
    unsafe length <= Int(SL_SHORT_PIECE)
      ? table.pointee.short_count <= 2 * table.pointee.short_sets
      : table.pointee.middle_count <= 2 * table.pointee.middle_sets
  }

  @inline(never)
  private func growShort() {
    let (old, sets) = unsafe (table.pointee.shorts, Int(table.pointee.short_sets))
    guard sets < mostShortSets else { return }
    let more = min(2 * sets, mostShortSets)
    unsafe sl_short_pieces_move(table, PretokenCache.sets(more), UInt32(more))
    unsafe PretokenCache.free(old, sets: sets)
  }

  @inline(never)
  private func growMiddle() {
    let (old, sets) = unsafe (table.pointee.middles, Int(table.pointee.middle_sets))
    guard sets < mostMiddleSets else { return }
    let more = min(2 * sets, mostMiddleSets)
    unsafe sl_middle_pieces_move(table, PretokenCache.sets(more), UInt32(more))
    unsafe PretokenCache.free(old, sets: sets)
  }

  // MARK: Long pieces

  /// The ids of a long piece, nil where it is not known.
  func long(_ text: UnsafePointer<UInt8>, _ count: Int) -> UnsafeBufferPointer<UInt32>? {
    let hash = unsafe ByteHash.hash(text, count)
    let entry = unsafe long[Int(truncatingIfNeeded: hash) & longMask]
    guard entry.hash == hash, Int(entry.length) == count, byteHead &- entry.bytes <= UInt64(byteCapacity),
      longHead &- entry.ids <= UInt64(longCapacity)
    else { return nil }
    let place = Int(truncatingIfNeeded: entry.bytes) & (byteCapacity - 1)
    guard unsafe sl_bytes_equal(bytes + place, text, count) != 0 else { return nil }
    let first = Int(truncatingIfNeeded: entry.ids) & (longCapacity - 1)
    return unsafe UnsafeBufferPointer(start: longIDs + first, count: Int(entry.count))
  }

  /// Remembers a long piece; another one may go for it.
  func insertLong(_ text: UnsafePointer<UInt8>, _ count: Int, ids: UnsafeBufferPointer<UInt32>) {
    guard count <= byteCapacity / 8, ids.count <= longCapacity / 8, let first = ids.baseAddress
    else { return }
    let hash = unsafe ByteHash.hash(text, count)
    let place = PretokenCache.room(for: count, &byteHead, byteCapacity)
    unsafe (bytes + place).update(from: text, count: count)
    let idPlace = PretokenCache.room(for: ids.count, &longHead, longCapacity)
    unsafe (longIDs + idPlace).update(from: first, count: ids.count)
    unsafe long[Int(truncatingIfNeeded: hash) & longMask] = LongEntry(
      hash: hash, bytes: byteHead, ids: longHead, length: UInt32(count), count: UInt32(ids.count))
    byteHead += UInt64(count)
    longHead += UInt64(ids.count)
  }

  /// Where in a ring `count` elements go without a break; what is left of it before them is skipped.
  private static func room(for count: Int, _ head: inout UInt64, _ capacity: Int) -> Int {
    let place = Int(truncatingIfNeeded: head) & (capacity - 1)
    guard place + count > capacity else { return place }
    head += UInt64(capacity - place)
    return 0
  }
}
