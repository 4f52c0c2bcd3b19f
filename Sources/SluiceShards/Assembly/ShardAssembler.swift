/// Cuts a stream of documents into blocks and shards; the cuts depend on the stream and the plan alone.
///
/// Feed it in order from one thread. The blocks it returns can be encoded in any order by any worker, and must
/// be written in the order in which they came.
public struct ShardAssembler: Sendable {
  private let plan: ShardPlan
  private var shard: Int
  private let shardStep: Int
  private var block: [UInt32] = []
  private var blockIndex = 0
  private var shardTokens = 0
  private var documents: [DocumentEntry] = []

  /// An assembler of one stream.
  ///
  /// - Parameters:
  ///   - plan: Where blocks and shards end.
  ///   - firstShard: Index of the first shard.
  ///   - shardStep: From one index to the next; with n streams into one dataset, stream k starts at k and takes
  ///     steps of n.
  public init(_ plan: ShardPlan, firstShard: Int = 0, shardStep: Int = 1) {
    self.plan = plan
    shard = firstShard
    self.shardStep = shardStep
  }

  /// Adds a document; `start` of its entry is filled in.
  ///
  /// - Returns: The blocks that are complete now.
  public mutating func append(
    _ tokens: UnsafeBufferPointer<UInt32>, _ entry: DocumentEntry
  ) -> [TokenBlock] {
    var entry = entry
    entry.start = shardTokens
    documents.append(entry)
    var complete: [TokenBlock] = []
    var rest = unsafe tokens
    while rest.count > 0 {
      if block.count == plan.frameTokens { complete.append(cut(end: nil)) }
      let count = min(rest.count, plan.frameTokens - block.count)
      unsafe block.append(contentsOf: rest[..<count])
      unsafe rest = UnsafeBufferPointer(rebasing: rest[count...])
    }
    shardTokens += tokens.count
    let isWhole = shardTokens.isMultiple(of: plan.sequenceTokens)
    if shardTokens >= plan.shardTokens, isWhole { complete.append(close()) }
    return complete
  }

  /// Adds a document; `start` of its entry is filled in.
  public mutating func append(_ tokens: [UInt32], _ entry: DocumentEntry) -> [TokenBlock] {
    unsafe tokens.withUnsafeBufferPointer { unsafe append($0, entry) }
  }

  /// The last block of the last shard; nil if the stream ended with a shard.
  public mutating func finish() -> TokenBlock? { documents.isEmpty ? nil : close() }

  private mutating func close() -> TokenBlock {
    let last = cut(end: ShardEnd(documents: documents, tokens: shardTokens))
    shard += shardStep
    blockIndex = 0
    shardTokens = 0
    documents = []
    return last
  }

  private mutating func cut(end: ShardEnd?) -> TokenBlock {
    let result = TokenBlock(shard: shard, index: blockIndex, tokens: block, end: end)
    blockIndex += 1
    block = []
    block.reserveCapacity(plan.frameTokens)
    return result
  }
}
