internal import SluiceCrypto

/// The bytes over which a shard's content digests are taken (Docs/formats/shard.md).
struct ContentDigest {
  private var message: [UInt8]

  init(layout: ShardLayout, frameTokens: Int, tokens: Int) {
    message = Array("sluice/content/1".utf8) + [0, layout.code]
    message.appendLittleEndian(UInt32(frameTokens))
    message.appendLittleEndian(UInt64(tokens))
  }

  /// Adds the digest of the next decompressed frame, or at the end that of the document table.
  mutating func add(_ digest: Digest256) { message += digest.bytes }

  /// The digest that the manifest shows.
  func code(under key: SecretBytes) -> Digest256 {
    let hmac = HMAC(key: key)
    hmac.update(message)
    return hmac.finalize256()
  }

  /// The digest that holders of the keys may compare across datasets.
  var plain: Digest256 { Digest256.hash(message) }

  static func indexCode(_ index: [UInt8], under key: SecretBytes) -> Digest256 {
    let hmac = HMAC(key: key)
    hmac.update(Array("sluice/index/1".utf8) + [0])
    hmac.update(index)
    return hmac.finalize256()
  }

  static func datasetCode(_ shards: [ShardRecord], under key: SecretBytes) -> Digest256 {
    let hmac = HMAC(key: key)
    hmac.update(Array("sluice/dataset/1".utf8) + [0])
    for shard in shards { hmac.update(shard.contentCode.bytes) }
    return hmac.finalize256()
  }
}
