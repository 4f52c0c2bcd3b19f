public import SluiceCore

/// The choices that all shards of a dataset share and that fix where blocks and shards end.
public struct ShardPlan: Sendable, Equatable {
  /// Number of token ids of the tokenizer.
  public let vocabulary: Int
  /// How tokens lie in a block.
  public let layout: ShardLayout
  /// How blocks are compressed.
  public let profile: ShardProfile
  /// Tokens of every block but the last of a shard.
  public let frameTokens: Int
  /// A shard is closed at the end of the document that reaches this number.
  public let shardTokens: Int
  /// A shard is closed only where its tokens are a multiple of this: 1, or the length of packed sequences.
  public let sequenceTokens: Int

  /// Most tokens of a block.
  public static let frameTokensLimit = 1 << 24
  /// Number of "token ids" where tokens are bytes.
  public static let byteVocabulary = 256
  /// Tokens of a shard unless told otherwise.
  public static let defaultShardTokens = 1 << 25

  /// A plan; layout and block size follow from the vocabulary and the profile unless given.
  ///
  /// - Throws: A `badPipeline` error for sizes out of bounds.
  public init(
    vocabulary: Int, layout: ShardLayout? = nil, profile: ShardProfile = .speed, frameTokens: Int? = nil,
    shardTokens: Int = ShardPlan.defaultShardTokens, sequenceTokens: Int = 1
  ) throws(SluiceError) {
    if let layout { self.layout = layout } else { self.layout = try ShardLayout(vocabulary: vocabulary) }
    guard !self.layout.isBytes || vocabulary == Self.byteVocabulary else {
      throw SluiceError(.badPipeline, "text and records are made of \(Self.byteVocabulary) bytes")
    }
    self.vocabulary = vocabulary
    self.profile = profile
    self.frameTokens = frameTokens ?? profile.frameTokens(self.layout)
    self.shardTokens = shardTokens
    self.sequenceTokens = max(1, sequenceTokens)
    guard (1...Self.frameTokensLimit).contains(self.frameTokens) else {
      throw SluiceError(.badPipeline, "a block has 1 to \(Self.frameTokensLimit) tokens")
    }
    guard (1...(1 << 40)).contains(shardTokens) else {
      throw SluiceError(.badPipeline, "a shard has 1 to 2^40 tokens")
    }
  }
}
