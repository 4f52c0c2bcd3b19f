public import SluiceCodecs

/// What the shards of a dataset are tuned for; every profile spells out all parameters of the compressor.
public enum ShardProfile: String, Sendable, CaseIterable {
  /// Fast to write; the default.
  case speed
  /// Two to five percent smaller than `speed` at three quarters of its pace.
  case balanced
  /// Four to ten percent smaller than `speed` at 40 % of its pace.
  case size
  /// Small frames, for readers that jump between single sequences.
  case random

  /// Tokens of a frame unless the pipeline says otherwise.
  public var frameTokens: Int { self == .random ? 8_192 : 131_072 }

  /// The compressor's parameters; short matches are what pays on token ids.
  public var parameters: ZstdParameters {
    var parameters = ZstdParameters(
      strategy: .fast, minMatch: 4, hashLog: 17, chainLog: 17, windowLog: 20, hasChecksum: true)
    switch self {
    case .speed, .random: break
    case .balanced: parameters.strategy = .dfast
    case .size:
      parameters.strategy = .lazy
      parameters.searchLog = 3
    }
    return parameters
  }
}
