internal import SluiceCodecs
public import SluiceCore
internal import SluiceCrypto

/// Turns token blocks into compressed frames; each worker has one of its own.
public final class BlockEncoder {
  private let plan: ShardPlan
  private var compressor: ZstdCompressor
  private var raw: [UInt8] = []

  /// An encoder for blocks of `plan`.
  public init(_ plan: ShardPlan) throws(SluiceError) {
    self.plan = plan
    compressor = try ZstdCompressor(plan.profile.parameters)
  }

  /// Compresses one block; the result depends on the tokens, the plan and the version of libzstd alone.
  ///
  /// - Throws: A `bug` error for a token id outside the vocabulary.
  public func encode(_ block: TokenBlock) throws(SluiceError) -> EncodedBlock {
    let size = block.tokens.count * plan.layout.bytesPerToken
    if raw.count != size { raw = [UInt8](repeating: 0, count: size) }
    let highest = unsafe block.tokens.withUnsafeBufferPointer { tokens in
      unsafe raw.withUnsafeMutableBytes { unsafe plan.layout.encode(tokens, into: $0) }
    }
    guard block.tokens.isEmpty || highest < plan.vocabulary else {
      throw SluiceError(.bug, "a token id lies outside the vocabulary of \(plan.vocabulary)")
    }
    var frame: [UInt8] = []
    if !block.tokens.isEmpty { try compressor.compress(raw, appendingTo: &frame) }
    return EncodedBlock(
      shard: block.shard, index: block.index, tokens: block.tokens.count, frame: frame, end: block.end,
      decompressedSize: size, frameDigest: Digest256.hash(frame), contentDigest: Digest256.hash(raw))
  }
}
