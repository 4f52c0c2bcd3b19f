extension TextDigest {
  /// Makes the digest of bytes that come in parts.
  ///
  /// The digest depends on the bytes, not on where they were cut; a key of several values must therefore write
  /// the length of each before the value (`update(length:)`).
  public struct Hasher: Sendable {
    private var state: State
    /// Bytes that do not fill a word yet, lowest first.
    private var tail: UInt64 = 0
    private var length = 0

    /// A hasher that has seen nothing.
    public init(key: Key) { state = State(key: key) }

    /// Adds bytes.
    public mutating func update(_ bytes: Span<UInt8>) {
      unsafe bytes.withUnsafeBufferPointer { unsafe update(UnsafeRawBufferPointer($0)) }
    }

    /// Adds a length as eight bytes, little-endian.
    public mutating func update(length: Int) { update(word: UInt64(length)) }

    /// Adds a word as eight bytes, little-endian.
    public mutating func update(word: UInt64) {
      unsafe withUnsafeBytes(of: word.littleEndian) { unsafe update($0) }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
      var state = state
      var position = 0
      while length & 7 != 0, position < bytes.count {
        tail |= unsafe UInt64(bytes[position]) << UInt64(8 * (length & 7))
        position += 1
        length += 1
        if length & 7 == 0 {
          state.absorb(tail)
          tail = 0
        }
      }
      while bytes.count - position >= 8 {
        state.absorb(
          UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
        position += 8
        length &+= 8
      }
      while position < bytes.count {
        tail |= unsafe UInt64(bytes[position]) << UInt64(8 * (length & 7))
        position += 1
        length += 1
      }
      self.state = state
    }

    /// The digest of all bytes added; the hasher can go on.
    public func finish() -> TextDigest {
      var state = state
      state.absorb(tail | UInt64(truncatingIfNeeded: length) << 56)
      return state.digest()
    }
  }

  /// The four words of SipHash.
  private struct State: Sendable {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64

    @inline(__always)
    init(key: Key) {
      v0 = key.low ^ 0x736F_6D65_7073_6575
      v1 = key.high ^ 0x646F_7261_6E64_6F6D ^ 0xEE
      v2 = key.low ^ 0x6C79_6765_6E65_7261
      v3 = key.high ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func digest() -> TextDigest {
      v2 ^= 0xEE
      for _ in 0..<4 { round() }
      let low = v0 ^ v1 ^ v2 ^ v3
      v1 ^= 0xDD
      for _ in 0..<4 { round() }
      return TextDigest(low: low, high: v0 ^ v1 ^ v2 ^ v3)
    }

    @inline(__always)
    private mutating func round() {
      v0 = v0 &+ v1
      v1 = State.rotated(v1, 13) ^ v0
      v0 = State.rotated(v0, 32)
      v2 = v2 &+ v3
      v3 = State.rotated(v3, 16) ^ v2
      v0 = v0 &+ v3
      v3 = State.rotated(v3, 21) ^ v0
      v2 = v2 &+ v1
      v1 = State.rotated(v1, 17) ^ v2
      v2 = State.rotated(v2, 32)
    }

    @inline(__always)
    private static func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 {
      word &<< bits | word &>> (64 &- bits)
    }
  }
}
