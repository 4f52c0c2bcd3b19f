public import SluiceCore
internal import SluiceCrypto
public import SluiceStorage

/// Encrypts compressed blocks, in order, into shard files that appear complete or not at all.
///
/// Use it from one thread. Every file has a key and a salt of its own; a shard that is written again after a
/// crash gets new ones.
public final class ShardWriter {
  private let plan: ShardPlan
  private let secrets: DatasetSecrets
  private let generation: Int
  private let group: String
  private let folder: String
  private let fileSystem: any FileSystem
  private var open: OpenShard?

  /// A writer of shards of one key group.
  ///
  /// - Parameters:
  ///   - plan: The plan of assembler and encoders.
  ///   - secrets: The dataset's keys; they must hold `group`.
  ///   - generation: Generation of the manifest that will list the shards.
  ///   - group: The key group.
  ///   - folder: An existing folder.
  ///   - fileSystem: Where the folder is.
  public init(
    _ plan: ShardPlan, secrets: DatasetSecrets, generation: Int = 1,
    group: String = DatasetSecrets.defaultGroup,
    folder: String, in fileSystem: any FileSystem = LocalFileSystem()
  ) {
    self.plan = plan
    self.secrets = secrets
    self.generation = generation
    self.group = group
    self.folder = folder
    self.fileSystem = fileSystem
  }

  /// Adds the next block.
  ///
  /// - Returns: The receipt of the shard that the block closed, once its file is published.
  /// - Throws: A `bug` error for a block out of order; what the file system throws.
  public func append(_ block: EncodedBlock) throws(SluiceError) -> SealedShard? {
    let shard: OpenShard
    if let open { shard = open } else { shard = try begin(block) }
    // Whatever throws below leaves no shard open: a file that missed a block must never be published.
    open = nil
    guard block.shard == shard.index, block.index == shard.blocks else {
      throw SluiceError(.bug, "block \(block.index) of shard \(block.shard) came out of order")
    }
    try shard.append(block)
    if let end = block.end { return try shard.close(end, plan: plan, secrets: secrets) }
    open = shard
    return nil
  }

  /// Forgets the shard that is being written; its file never appears.
  public func abandon() { open = nil }

  private func begin(_ block: EncodedBlock) throws(SluiceError) -> OpenShard {
    guard block.index == 0 else {
      throw SluiceError(.bug, "shard \(block.shard) began with block \(block.index)")
    }
    return try OpenShard(
      index: block.shard, generation: generation, group: group, role: plan.layout.role, secrets: secrets,
      folder: folder, fileSystem: fileSystem)
  }
}
