internal import SluiceCore

/// What is wrong with a stored stream.
public struct StreamDamage: Sendable, Equatable {
  /// What can be wrong.
  public enum Kind: Sendable, Equatable {
    /// It ends too early.
    case truncated
    /// A checksum or its grammar fails, or bytes follow its end.
    case damaged
    /// It needs something that is not supported.
    case unsupported
    /// It decodes to more than the declared limit.
    case limit
  }

  /// What is wrong.
  public var kind: Kind
  /// What the decoder says, as one sentence without a full stop.
  public var message: String

  /// Damage of a kind.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

/// Bounds against decompression bombs.
public struct DecodingLimits: Sendable, Equatable {
  /// Most entries of one archive.
  public var entries: Int
  /// Most bytes one stream or archive may decode to.
  public var decodedBytes: Int
  /// Binary logarithm of the largest zstd window, which is memory taken.
  public var windowLog: Int

  /// Bounds; by default a million entries, a tebibyte and a window of 128 MiB.
  public init(entries: Int = 1_000_000, decodedBytes: Int = 1 << 40, windowLog: Int = 27) {
    self.entries = entries
    self.decodedBytes = decodedBytes
    self.windowLog = windowLog
  }
}

/// Why a decoder cannot go on.
internal enum DecodingFailure: Error {
  case damage(StreamDamage)
  case source(SluiceError)
}

/// What a decoder did in one call; it is at the end when it did nothing and did not fail.
internal struct DecodingStep {
  internal var count: Int
  internal var failure: DecodingFailure?
}
