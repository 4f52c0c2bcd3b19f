public import SluiceCore
public import SluiceCrypto

/// What the manifest says about one shard.
public struct ShardRecord: Sendable, Equatable {
  /// Index of the shard, unique in the dataset.
  public let index: Int
  /// Generation in which the file was written.
  public let generation: Int
  /// File name.
  public let name: String
  /// Size of the file in bytes.
  public let bytes: Int
  /// Digest of the file.
  public let digest: Digest256
  /// The key commitment in the file's header.
  public let commitment: Digest256
  /// Number of tokens.
  public let tokens: Int
  /// Number of documents.
  public let documents: Int
  /// Number of frames.
  public let frames: Int
  /// Size of the index behind the frames, in plaintext bytes.
  public let indexBytes: Int
  /// Keyed digest of the index.
  public let indexCode: Digest256
  /// Keyed digest of tokens and documents, the same for every run that writes the same content.
  public let contentCode: Digest256
  /// The key group whose key wraps the shard's key.
  public let group: String

  /// Tokens of frame number `frame`, counted from the beginning of the shard.
  func tokenRange(ofFrame frame: Int, frameTokens: Int) -> Range<Int> {
    frame * frameTokens..<min(tokens, (frame + 1) * frameTokens)
  }

  /// Bytes of the shard once decrypted.
  var plaintextSize: Int { Cobblestone256.plaintextSize(messageSize: bytes) ?? -1 }
}

extension ShardRecord {
  private static let members = [
    "i", "gen", "name", "bytes", "sha256", "commitment", "tokens", "docs", "frames", "index_bytes",
    "index_hmac", "content_hmac", "group",
  ]

  /// The record as it stands in a manifest.
  public var json: JSON {
    [
      "i": JSON(index), "gen": JSON(generation), "name": JSON(name), "bytes": JSON(bytes),
      "sha256": JSON(digest.hex), "commitment": JSON(commitment.hex), "tokens": JSON(tokens),
      "docs": JSON(documents), "frames": JSON(frames), "index_bytes": JSON(indexBytes),
      "index_hmac": JSON(indexCode.hex), "content_hmac": JSON(contentCode.hex), "group": JSON(group),
    ]
  }

  /// Reads a record.
  ///
  /// - Throws: A `badData` error for unknown, missing or impossible members.
  public init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(json, Self.members, subject: "shard record")
    index = try reader.integer("i", 0...Int(UInt32.max))
    generation = try reader.integer("gen", 1...MemberDecoder.highest)
    name = try reader.name("name", limit: 128)
    bytes = try reader.integer("bytes", 0...MemberDecoder.highest)
    digest = try reader.digest("sha256")
    commitment = try reader.digest("commitment")
    tokens = try reader.integer("tokens", 0...(1 << 41))
    documents = try reader.integer("docs", 0...Int(UInt32.max))
    frames = try reader.integer("frames", 0...Int(UInt32.max))
    indexBytes = try reader.integer("index_bytes", 0...Int(UInt32.max))
    indexCode = try reader.digest("index_hmac")
    contentCode = try reader.digest("content_hmac")
    group = try reader.name("group", limit: 64)
    guard indexBytes <= plaintextSize else {
      throw SluiceError(.badData, "the sizes of a shard record do not fit", at: json.place)
    }
  }
}
