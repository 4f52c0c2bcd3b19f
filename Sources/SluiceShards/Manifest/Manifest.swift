public import SluiceCore
public import SluiceCrypto

/// The signed list of a dataset's shards.
public struct Manifest: Sendable, Equatable {
  /// The tokenizer that made the token ids.
  public struct Tokenizer: Sendable, Equatable {
    /// Name for people.
    public let id: String
    /// Digest of the tokenizer's definition.
    public let digest: Digest256

    /// What stands in for a tokenizer where tokens are the bytes of text or records.
    public static let bytes = Tokenizer(id: "utf-8", digest: Digest256.hash(Array("utf-8".utf8)))

    /// A tokenizer by name and digest.
    public init(id: String, digest: Digest256) {
      self.id = id
      self.digest = digest
    }
  }

  /// Something outside the dataset that the manifest pins.
  public struct Reference: Sendable, Equatable {
    /// Identifier.
    public let id: String
    /// Digest of its bytes.
    public let digest: Digest256

    /// A reference by identifier and digest.
    public init(id: String, digest: Digest256) {
      self.id = id
      self.digest = digest
    }
  }

  /// Documents that no reader may give out any more.
  public struct Tombstone: Sendable, Equatable {
    /// Index of the shard.
    public let shard: Int
    /// Numbers of the documents in their shard.
    public let documents: Range<Int>
    /// Why, in a word such as `erasure`.
    public let reason: String
    /// Since when.
    public let at: Timestamp

    /// A tombstone of the given parts.
    public init(shard: Int, documents: Range<Int>, reason: String, at: Timestamp) {
      self.shard = shard
      self.documents = documents
      self.reason = reason
      self.at = at
    }
  }

  /// Name of the file in a dataset's folder.
  public static let fileName = "manifest.json"

  /// The dataset.
  public let dataset: DatasetID
  /// Number of this manifest, from 1.
  public let generation: Int
  /// Digest of the manifest file of the generation before.
  public let previous: Digest256?
  /// When it was signed.
  public let created: Timestamp
  /// After this instant a reader refuses it.
  public let expires: Timestamp?
  /// The tokenizer.
  public let tokenizer: Tokenizer
  /// Layout and sizes of blocks and shards.
  public let plan: ShardPlan
  /// Version of libzstd that wrote the shards.
  public let zstdVersion: String
  /// The agreement under which the dataset was made.
  public let policy: Reference?
  /// Whether the policies of the run would also let the content leave unencrypted, as exports do.
  public let allowsPlaintext: Bool
  /// The run that made it.
  public let lineage: Reference?
  /// The profile that recipients and signers keep to, if the dataset is bound to one.
  public let mechanisms: MechanismProfile?
  /// Keyed digest over the content of all shards.
  public let contentCode: Digest256
  /// The shards in ascending index.
  public let shards: [ShardRecord]
  /// What must not be read any more.
  public let tombstones: [Tombstone]

  /// Tokens of all shards.
  public var tokens: Int { shards.reduce(0) { $0 + $1.tokens } }
  /// Documents of all shards.
  public var documents: Int { shards.reduce(0) { $0 + $1.documents } }
}
