/// A keyed 128-bit digest of bytes, by which texts are compared for equality.
///
/// SipHash-2-4 with 128-bit output (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012). Whoever
/// does not know the key cannot make two texts with the same digest better than by chance: a billion texts
/// have an accidental pair with a probability of about 2^-69.
public struct TextDigest: Sendable, Hashable {
  /// The first eight bytes, little-endian.
  public let low: UInt64
  /// The last eight bytes, little-endian.
  public let high: UInt64

  /// A digest of the given halves.
  @inlinable
  public init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The digest of `text` under `key`.
  public init(of text: Span<UInt8>, key: Key) {
    var hasher = Hasher(key: key)
    hasher.update(text)
    self = hasher.finish()
  }

  /// A secret 128-bit key; a run draws or derives one, so that collisions cannot be prepared beforehand.
  public struct Key: Sendable, Hashable {
    /// The first eight bytes, little-endian.
    public let low: UInt64
    /// The last eight bytes, little-endian.
    public let high: UInt64

    /// A key of the given halves.
    public init(low: UInt64, high: UInt64) {
      self.low = low
      self.high = high
    }

    /// A key drawn from the system's generator.
    public static func random() -> Key {
      var generator = SystemRandomNumberGenerator()
      return Key(low: generator.next(), high: generator.next())
    }
  }
}

extension TextDigest: Comparable {
  /// By the high half, then by the low half.
  @inlinable
  public static func < (left: TextDigest, right: TextDigest) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
