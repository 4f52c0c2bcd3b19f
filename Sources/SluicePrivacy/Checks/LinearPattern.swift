internal import SluiceCore

/// A pattern of a small regular language, matched in one pass without going back (Glushkov's automaton, one bit a
/// position).
///
/// Literals, `.`, classes such as `[A-Z0-9]` and `[^,]`, `\d` `\w` `\s`, groups, `|`, and `?` `*` `+` `{m,n}`. At most 128
/// positions after counting out, and 256 bytes of text to a match.
struct LinearPattern: Sendable {
  static let positions = 128
  static let longestMatch = 256

  /// Bytes that may begin a match.
  private(set) var first = ByteSet()
  private var starts = Bits()
  private var accepts = Bits()
  private var follows: [Bits] = []
  /// The positions that take each byte.
  private var takes: [Bits]

  /// Compiles `text`; the error says what is wrong and at which character.
  init(_ text: String) throws(SluiceError) {
    var parser = PatternParser(text)
    let parts = try parser.parse()
    takes = [Bits](repeating: Bits(), count: 256)
    for (position, set) in parser.leaves.enumerated() {
      for byte in 0..<256 where set.contains(UInt8(byte)) { takes[byte].insert(position) }
    }
    follows = parser.follows
    starts = parts.first
    accepts = parts.last
    for byte in 0..<256 where takes[byte].meets(starts) { first.insert(UInt8(byte)) }
  }

  /// End of the longest match that begins at `start`; nil if none does.
  ///
  /// `steps` counts the bytes looked at.
  func match(at start: Int, in text: ByteText, steps: inout Int) -> Int? {
    var active = starts.intersection(takes[Int(text[start])])
    var position = start + 1
    var end: Int?
    while !active.isEmpty, position <= text.count, position - start <= LinearPattern.longestMatch {
      steps &+= 1
      if active.meets(accepts) { end = position }
      guard position < text.count else { break }
      var next = Bits()
      active.forEach { next.formUnion(follows[$0]) }
      active = next.intersection(takes[Int(text[position])])
      position += 1
    }
    return end
  }

  /// A set of up to 128 positions.
  struct Bits: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    init(_ position: Int) { insert(position) }

    var isEmpty: Bool { low | high == 0 }

    mutating func insert(_ position: Int) {
      if position < 64 { low |= 1 << UInt64(position) } else { high |= 1 << UInt64(position - 64) }
    }

    mutating func formUnion(_ other: Bits) {
      low |= other.low
      high |= other.high
    }

    func intersection(_ other: Bits) -> Bits {
      var result = self
      result.low &= other.low
      result.high &= other.high
      return result
    }

    func meets(_ other: Bits) -> Bool { low & other.low | high & other.high != 0 }

    func forEach(_ body: (Int) -> Void) {
      var rest = low
      while rest != 0 {
        body(rest.trailingZeroBitCount)
        rest &= rest - 1
      }
      rest = high
      while rest != 0 {
        body(64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// A set of bytes.
  struct ByteSet: Sendable {
    private var words = InlineArray<4, UInt64>(repeating: 0)

    init() {}

    init(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { insert(byte) }
    }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

    /// All other bytes but the line feed.
    var inverted: ByteSet { ByteSet((0...UInt8.max).filter { !contains($0) && $0 != 0x0A }) }

    mutating func formUnion(_ other: ByteSet) {
      for index in 0..<4 { words[index] |= other.words[index] }
    }
  }
}
