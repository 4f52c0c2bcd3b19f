/// What a piece is looked up by: its bytes, or for a long one its length and part of its hash.
struct PieceKey: Equatable {
  /// The bytes of a short piece, zeros behind them; where the bytes of a long one lie.
  private var low: UInt64 = 0
  /// Highest byte: the length of a short piece, 255 for a long one, 0 for none.
  private var high: UInt64 = 0
  /// Where to look it up; not kept in tables.
  let hash: UInt64

  /// Longest piece that fits into a key.
  static var shortLimit: Int { 15 }

  private static var longMark: UInt64 { 255 << 56 }

  /// No piece.
  init() { hash = 0 }

  /// The key of `count` bytes, more than none.
  ///
  /// - Parameters:
  ///   - text: The piece.
  ///   - count: Its length.
  ///   - readable: How far memory may be read, at least `count`.
  @inline(__always)
  init(_ text: UnsafePointer<UInt8>, _ count: Int, readable: Int) {
    guard count <= PieceKey.shortLimit else {
      hash = unsafe ByteHash.hash(text, count)
      high = PieceKey.longMark | (hash >> 32 & 0xFF_FFFF) << 32 | UInt64(UInt32(truncatingIfNeeded: count))
      return
    }
    if readable >= 16 {
      let raw = unsafe UnsafeRawPointer(text)
      low = unsafe raw.loadUnaligned(as: UInt64.self)
      if count < 8 {
        low &= (1 &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1
      } else {
        let kept: UInt64 = (1 &<< UInt64(truncatingIfNeeded: 8 &* (count &- 8))) &- 1
        high = unsafe raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & kept
      }
    } else {
      for index in 0..<count {
        let byte = unsafe UInt64(text[index])
        if index < 8 { low |= byte << UInt64(8 * index) } else { high |= byte << UInt64(8 * (index - 8)) }
      }
    }
    high |= UInt64(truncatingIfNeeded: count) &<< 56
    let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
    hash = product.high ^ product.low
  }

  var isFree: Bool { high == 0 }

  /// Length of a short piece, nil for a long one.
  @inline(__always)
  var shortLength: Int? { high >= PieceKey.longMark ? nil : Int(truncatingIfNeeded: high &>> 56) }

  /// The bytes of a short piece, and behind them what is none of its.
  var bytes: (UInt64, UInt64) { (low, high) }

  /// Length of a long piece.
  var longLength: Int { Int(UInt32(truncatingIfNeeded: high)) }

  /// Where the bytes of a long piece lie.
  var longOffset: Int {
    get { Int(low) }
    set { low = UInt64(newValue) }
  }

  /// Whether both are of long pieces that may be equal.
  func isSameKind(as other: PieceKey) -> Bool { high == other.high }

  @inline(__always)
  static func == (left: PieceKey, right: PieceKey) -> Bool {
    (left.low ^ right.low) | (left.high ^ right.high) == 0
  }
}
