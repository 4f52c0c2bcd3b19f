internal import SluiceCrypto

/// One compressed frame and its digests, ready for the writer.
public struct EncodedBlock: Sendable {
  /// Index of the shard.
  public let shard: Int
  /// Number of the block in its shard, from 0.
  public let index: Int
  /// Number of tokens in the frame.
  public let tokens: Int
  /// The zstd frame; empty for a shard without tokens.
  public let frame: [UInt8]
  /// What closes the shard, if this is its last block.
  public let end: ShardEnd?
  let decompressedSize: Int
  let frameDigest: Digest256
  let contentDigest: Digest256

  /// The checksum that zstd puts at the end of a frame.
  var checksum: UInt32 { frame.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) } }
}
