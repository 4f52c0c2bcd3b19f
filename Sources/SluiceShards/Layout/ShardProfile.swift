public import SluiceCodecs

/// What the shards of a dataset are tuned for; every profile spells out all parameters of the compressor.
public enum ShardProfile: String, Sendable, CaseIterable {
  /// Fast to write; the default.
  case speed
  /// One percent smaller than `speed` at 60 % of its pace.
  case balanced
  /// Three to five percent smaller than `speed` at 45 % of its pace.
  case size
  /// Small frames, for readers that jump between single sequences.
  case random

  /// Tokens of a frame unless the pipeline says otherwise; a token of text is about four bytes.
  public func frameTokens(_ layout: ShardLayout) -> Int {
    (self == .random ? 8_192 : 131_072) * (layout.isBytes ? 4 : 1)
  }

  /// The compressor's parameters.
  ///
  /// Short matches are what pays on token ids. A hash table of 128 KiB stays in the cache that a core has to
  /// itself: it costs 0.6 % of size against one of 512 KiB, and writes half as fast again.
  public var parameters: ZstdParameters {
    var parameters = ZstdParameters(
      strategy: .fast, minMatch: 4, hashLog: 15, chainLog: 15, windowLog: 20, hasChecksum: true)
    switch self {
    case .speed: break
    case .random:
      parameters.hashLog = 14
      parameters.chainLog = 14
    case .balanced:
      parameters.strategy = .dfast
      parameters.hashLog = 16
    case .size:
      parameters.strategy = .lazy
      parameters.hashLog = 17
      parameters.chainLog = 17
      parameters.searchLog = 3
    }
    return parameters
  }
}
