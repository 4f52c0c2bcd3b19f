/// A fixed number of bits, packed in 64-bit words.
public struct Bitmap: Sendable, Equatable {
  /// Number of bits.
  public let count: Int
  /// The bits, lowest first; bits past `count` are zero.
  @usableFromInline internal var words: [UInt64]

  /// `count` bits, all set to `value`.
  public init(repeating value: Bool, count: Int) {
    self.count = count
    words = [UInt64](repeating: value ? .max : 0, count: (count + 63) / 64)
    if value, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }

  /// The bit at `position`.
  @inlinable
  public subscript(position: Int) -> Bool {
    get { words[position >> 6] >> UInt64(position & 63) & 1 == 1 }
    set {
      precondition(position < count)
      let bit: UInt64 = 1 << UInt64(position & 63)
      if newValue { words[position >> 6] |= bit } else { words[position >> 6] &= ~bit }
    }
  }

  /// How many bits are set.
  public var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Clears every bit that `other`, of the same count, has clear.
  public mutating func formIntersection(_ other: Bitmap) {
    precondition(count == other.count)
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Clears every bit that `other`, of the same count, has set.
  public mutating func subtract(_ other: Bitmap) {
    precondition(count == other.count)
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  /// Calls `body` with the position of every set bit, in order.
  @inlinable
  public func forEachSet<Failure: Error>(_ body: (Int) throws(Failure) -> Void) throws(Failure) {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        try body(index << 6 + word.trailingZeroBitCount)
        word &= word &- 1
      }
    }
  }
}
