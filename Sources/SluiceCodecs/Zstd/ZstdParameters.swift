internal import CZstd

/// Every setting of a zstd compressor, spelled out: presets change with the size of the source (RFC 8878 leaves
/// them to the encoder).
public struct ZstdParameters: Sendable, Equatable {
  /// How matches are searched, from the fastest to the strongest.
  public enum Strategy: Int32, Sendable, CaseIterable {
    /// One hash table.
    case fast = 1
    /// Two hash tables, for short and for long matches.
    case dfast
    /// Greedy search of hash chains.
    case greedy
    /// Search of hash chains, looking one position ahead.
    case lazy
    /// Search of hash chains, looking two positions ahead.
    case lazy2
    /// Binary trees, looking two positions ahead.
    case btlazy2
    /// Optimal parsing over binary trees.
    case btopt
    /// Optimal parsing with better statistics.
    case btultra
    /// Optimal parsing in two passes.
    case btultra2
  }

  /// Search strategy.
  public var strategy: Strategy
  /// Length of the shortest match looked for, 3 to 7.
  public var minMatch: Int
  /// Binary logarithm of the size of the hash table.
  public var hashLog: Int
  /// Binary logarithm of the size of the chain table.
  public var chainLog: Int
  /// Binary logarithm of the largest distance of a match, which is what a reader must keep in memory.
  public var windowLog: Int
  /// Binary logarithm of the number of searches; used from `greedy` on.
  public var searchLog: Int
  /// Meaning by strategy: acceleration for `fast`, good length for the optimal ones.
  public var targetLength: Int
  /// Whether frames carry a 32-bit checksum of their content.
  public var hasChecksum: Bool
  /// Whether frames carry the size of their content.
  public var hasContentSize: Bool

  /// Parameters; the defaults are a fast compressor for blocks of up to a mebibyte.
  public init(
    strategy: Strategy = .fast, minMatch: Int = 4, hashLog: Int = 17, chainLog: Int = 17, windowLog: Int = 20,
    searchLog: Int = 1, targetLength: Int = 0, hasChecksum: Bool = false, hasContentSize: Bool = true
  ) {
    self.strategy = strategy
    self.minMatch = minMatch
    self.hashLog = hashLog
    self.chainLog = chainLog
    self.windowLog = windowLog
    self.searchLog = searchLog
    self.targetLength = targetLength
    self.hasChecksum = hasChecksum
    self.hasContentSize = hasContentSize
  }

  /// Version of libzstd in use, such as `1.5.4`; the same input gives the same bytes only in one version.
  public static var libraryVersion: String { unsafe String(cString: ZSTD_versionString()) }
}
