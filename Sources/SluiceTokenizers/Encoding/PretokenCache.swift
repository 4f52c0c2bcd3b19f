internal import CSluice

/// The ids of pieces seen before, in three tables by length of piece; bounded, and never grown.
///
/// Sets of four entries. A new one goes to the back half, where the newest two stay; every hit behind the first
/// moves an entry one place forward, so that words seen once do not drive out those seen often. Ids that do
/// not fit an entry lie in a ring and are forgotten when the ring comes round.
@safe final class PretokenCache {
  /// Up to 15 bytes, their number as the last byte of the key; two entries fill a cache line.
  struct ShortEntry {
    var key: (UInt64, UInt64) = (0, 0)
    var value = PieceValue()
  }

  /// 16 to 47 bytes; the length is the last byte of the key.
  struct MiddleEntry {
    var key: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
    var value = PieceValue()
  }

  /// 48 to 1,024 bytes, which lie in a ring of their own.
  struct LongEntry {
    var hash: UInt64 = 0
    var bytes: UInt64 = 0
    var ids: UInt64 = 0
    var length: UInt32 = 0
    var count: UInt32 = 0
  }

  static var shortLimit: Int { 15 }
  static var middleLimit: Int { 47 }
  static var longLimit: Int { 1024 }

  let short: UnsafeMutablePointer<ShortEntry>
  /// Keeps of a hash the number of the first entry of a set.
  let shortMask: Int
  let middle: UnsafeMutablePointer<MiddleEntry>
  let middleMask: Int
  let ids: UnsafeMutablePointer<UInt32>
  let idCapacity: Int
  private let long: UnsafeMutablePointer<LongEntry>
  private let longMask: Int
  private let bytes: UnsafeMutablePointer<UInt8>
  private let byteCapacity: Int
  /// How many ids were ever written to the ring, skipped places included.
  private(set) var idHead: UInt64
  private var byteHead: UInt64
  private let memory: UnsafeMutableRawPointer
  private let memorySize: Int

  /// Tables that fit `budget` bytes; the least is 64 KiB.
  init(budget: Int) {
    let unit = PretokenCache.powerOfTwo(notAbove: max(1 << 16, budget) / 3 * 2)
    let shortCount = unit / MemoryLayout<ShortEntry>.stride
    let middleCount = unit / 8 / MemoryLayout<MiddleEntry>.stride
    idCapacity = unit / 8 / MemoryLayout<UInt32>.stride
    let longCount = unit / 64 / MemoryLayout<LongEntry>.stride
    byteCapacity = unit / 16
    memorySize = unit + unit / 2
    unsafe memory = sl_pages_allocate(memorySize)
    var next = unsafe memory
    func carve<Element>(_ type: Element.Type, _ count: Int) -> UnsafeMutablePointer<Element> {
      defer { unsafe next += (count * MemoryLayout<Element>.stride + 127) & ~63 }
      return unsafe next.bindMemory(to: type, capacity: count)
    }
    unsafe short = carve(ShortEntry.self, shortCount)
    unsafe middle = carve(MiddleEntry.self, middleCount)
    unsafe long = carve(LongEntry.self, longCount)
    unsafe ids = carve(UInt32.self, idCapacity)
    unsafe bytes = carve(UInt8.self, byteCapacity)
    shortMask = (shortCount - 1) & ~3
    middleMask = (middleCount - 1) & ~3
    longMask = longCount - 1
    idHead = UInt64(idCapacity)
    byteHead = UInt64(byteCapacity)
  }

  deinit { unsafe sl_pages_free(memory, memorySize) }

  private static func powerOfTwo(notAbove value: Int) -> Int {
    1 << (Int.bitWidth - 1 - value.leadingZeroBitCount)
  }

  // MARK: Keys

  @inline(__always)
  static func hash(_ key: (UInt64, UInt64)) -> UInt64 {
    fold(key.0 ^ 0x9E37_79B9_7F4A_7C15, key.1 ^ 0xD6E8_FEB8_6659_FD93)
  }

  @inline(__always)
  static func hash(_ key: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)) -> UInt64 {
    hash((key.0, key.1)) ^ fold(key.2 ^ 0xA076_1D64_78BD_642F, key.3 ^ 0xE703_7ED1_A0B4_28DB)
      &+ fold(key.4 ^ 0x8EBC_6AF0_9C88_C6E3, key.5 ^ 0x5899_65CC_7537_4CC3)
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  // MARK: Values

  /// The value for `count` ids, which go to the ring if they do not fit it.
  func value(_ source: UnsafePointer<UInt32>, _ count: Int) -> PieceValue {
    guard count > PieceValue.inlineLimit else { return unsafe PieceValue(source, count) }
    return unsafe PieceValue(spilled: store(source, count), count: count)
  }

  private func store(_ source: UnsafePointer<UInt32>, _ count: Int) -> UInt64 {
    var place = Int(truncatingIfNeeded: idHead) & (idCapacity - 1)
    if place + count > idCapacity {
      idHead += UInt64(idCapacity - place)
      place = 0
    }
    unsafe (ids + place).update(from: source, count: count)
    defer { idHead += UInt64(count) }
    return idHead
  }

  /// Whether the ids stored at `offset` are not yet overwritten.
  @inline(__always)
  func keeps(_ offset: UInt64) -> Bool { idHead &- offset <= UInt64(idCapacity) }

  /// The ids stored at `offset`.
  @inline(__always)
  func stored(_ offset: UInt64) -> UnsafeMutablePointer<UInt32> {
    unsafe ids + (Int(truncatingIfNeeded: offset) & (idCapacity &- 1))
  }

  // MARK: Entries

  /// The ids of a long piece, nil where it is not known.
  func long(_ text: UnsafePointer<UInt8>, _ count: Int, hash: UInt64) -> UnsafeBufferPointer<UInt32>? {
    let entry = unsafe long[Int(truncatingIfNeeded: hash) & longMask]
    guard entry.hash == hash, Int(entry.length) == count, byteHead &- entry.bytes <= UInt64(byteCapacity),
      keeps(entry.ids)
    else { return nil }
    let place = Int(truncatingIfNeeded: entry.bytes) & (byteCapacity - 1)
    guard unsafe sl_bytes_equal(bytes + place, text, count) != 0 else { return nil }
    return unsafe UnsafeBufferPointer(start: stored(entry.ids), count: Int(entry.count))
  }

  func insertLong(
    _ text: UnsafePointer<UInt8>, _ count: Int, hash: UInt64, ids source: UnsafePointer<UInt32>, idCount: Int
  ) {
    guard count <= byteCapacity / 8, idCount <= idCapacity / 8 else { return }
    var place = Int(truncatingIfNeeded: byteHead) & (byteCapacity - 1)
    if place + count > byteCapacity {
      byteHead += UInt64(byteCapacity - place)
      place = 0
    }
    unsafe (bytes + place).update(from: text, count: count)
    unsafe long[Int(truncatingIfNeeded: hash) & longMask] = LongEntry(
      hash: hash, bytes: byteHead, ids: store(source, idCount), length: UInt32(count), count: UInt32(idCount))
    byteHead += UInt64(count)
  }
}

/// Up to four ids of a piece, or where they lie in the ring.
///
/// The high byte of `second` counts inline ids, or is `spilled`; ids of a vocabulary fit 24 bits.
struct PieceValue {
  var first: UInt64 = 0
  var second: UInt64 = 0

  static var inlineLimit: Int { 4 }
  static var idMask: UInt64 { 0x00FF_FFFF_FFFF_FFFF }
  private static var spilled: UInt64 { 0x80 &<< 56 }

  init() {}

  init(_ ids: UnsafePointer<UInt32>, _ count: Int) {
    unsafe first = UInt64(ids[0])
    second = UInt64(count) << 56
    if count > 1 { unsafe first |= UInt64(ids[1]) << 32 }
    if count > 2 { unsafe second |= UInt64(ids[2]) }
    if count > 3 { unsafe second |= UInt64(ids[3]) << 32 }
  }

  init(spilled offset: UInt64, count: Int) {
    first = offset
    second = PieceValue.spilled | UInt64(count)
  }

  @inline(__always) var isSpilled: Bool { second &>> 63 != 0 }
  @inline(__always) var count: Int { Int(truncatingIfNeeded: second &>> 56) }
  @inline(__always) var spilledCount: Int { Int(truncatingIfNeeded: second & 0xFFFF_FFFF) }
}
