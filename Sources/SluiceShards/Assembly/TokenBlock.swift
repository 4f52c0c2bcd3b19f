/// The tokens of one frame, ready to be encoded by any worker.
public struct TokenBlock: Sendable {
  /// Index of the shard.
  public let shard: Int
  /// Number of the block in its shard, from 0.
  public let index: Int
  /// As many as the plan says, fewer in the last block of a shard; none if the shard holds only empty documents.
  public let tokens: [UInt32]
  /// What closes the shard, if this is its last block.
  public let end: ShardEnd?
}

/// What a shard's last block brings along.
public struct ShardEnd: Sendable, Equatable {
  /// All documents of the shard, in order.
  public let documents: [DocumentEntry]
  /// Tokens of the shard.
  public let tokens: Int
}
