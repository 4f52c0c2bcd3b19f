internal import SluiceCodecs
public import SluiceCore
public import SluiceCrypto

extension Manifest {
  /// The manifest of shards that were just written.
  ///
  /// - Parameters:
  ///   - secrets: The dataset's keys, for the digest over the content.
  ///   - plan: What the shards were written by.
  ///   - shards: Receipts of all shards, in any order.
  ///   - tokenizer: What made the tokens.
  ///   - generation: 1 for a new dataset.
  ///   - previous: Digest of the manifest file before this one.
  ///   - created: When it is signed.
  ///   - expires: When it stops to be valid, if ever.
  ///   - policy: The agreement.
  ///   - allowsPlaintext: Whether exports of the content in the clear are allowed.
  ///   - lineage: The run.
  ///   - mechanisms: The profile that recipients and signers keep to.
  ///   - tombstones: What must not be read.
  public init(
    _ secrets: DatasetSecrets, plan: ShardPlan, shards: [SealedShard], tokenizer: Tokenizer,
    generation: Int = 1, previous: Digest256? = nil, created: Timestamp = .now, expires: Timestamp? = nil,
    policy: Reference? = nil, allowsPlaintext: Bool = false, lineage: Reference? = nil,
    mechanisms: MechanismProfile? = nil,
    tombstones: [Tombstone] = []
  ) {
    let records = shards.map(\.record).sorted { $0.index < $1.index }
    self.init(
      dataset: secrets.dataset, generation: generation, previous: previous, created: created,
      expires: expires, tokenizer: tokenizer, plan: plan, zstdVersion: ZstdParameters.libraryVersion,
      policy: policy, allowsPlaintext: allowsPlaintext, lineage: lineage, mechanisms: mechanisms,
      contentCode: ContentDigest.datasetCode(records, under: secrets.datasetKey), shards: records,
      tombstones: tombstones)
  }

  /// The next generation.
  ///
  /// - Parameters:
  ///   - secrets: The dataset's keys.
  ///   - digest: Digest of this manifest's file.
  ///   - shards: All shards that it lists, in ascending index.
  ///   - tombstones: All tombstones that hold from now on.
  ///   - rewritten: Whether shards were written anew, by the libzstd of this process.
  ///   - created: When it is signed.
  func succeeding(
    _ secrets: DatasetSecrets, digest: Digest256, shards: [ShardRecord], tombstones: [Tombstone],
    rewritten: Bool = false, created: Timestamp = .now
  ) -> Manifest {
    Manifest(
      dataset: dataset, generation: generation + 1, previous: digest, created: created, expires: expires,
      tokenizer: tokenizer, plan: plan,
      zstdVersion: rewritten ? ZstdParameters.libraryVersion : zstdVersion, policy: policy,
      allowsPlaintext: allowsPlaintext, lineage: lineage,
      mechanisms: mechanisms, contentCode: ContentDigest.datasetCode(shards, under: secrets.datasetKey),
      shards: shards,
      tombstones: tombstones)
  }

  private static let type = "sluice-manifest+json"

  /// The signed file's bytes.
  ///
  /// - Parameter keys: Private keys that can sign; each adds a signature.
  /// - Throws: A `badData` error for a key that the dataset's profile does not admit.
  public func signed(by keys: [any HeldKey]) throws(SluiceError) -> [UInt8] {
    if let mechanisms { for key in keys { try mechanisms.require(key) } }
    return try JWS.sign(json.canonical, with: keys, type: Self.type).json.canonical + [UInt8(ascii: "\n")]
  }

  static func payload(
    of message: JWS, trusted: [JWK]
  ) throws(SluiceError) -> (payload: [UInt8], signers: [String]) {
    try message.verify(with: trusted, type: type)
  }

  /// Verifies and reads a manifest file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - trusted: Keys of which at least one must have signed.
  ///   - minimumGeneration: The floor that protects against an old manifest put back.
  ///   - now: The instant at which it must not have expired; nil accepts expired ones.
  ///   - file: Name used in places.
  /// - Returns: The manifest and the `kid`s of its signers.
  /// - Throws: A `badData` error that says what does not hold.
  public static func verified(
    _ bytes: [UInt8], trusted: [JWK], minimumGeneration: Int = 1, now: Timestamp? = .now, file: String? = nil
  ) throws(SluiceError) -> (manifest: Manifest, signers: [String]) {
    let message = try JWS(json: JSON.parse(bytes, file: file))
    let (payload, signers) = try payload(of: message, trusted: trusted)
    let json = try JSON.parse(payload)
    guard json.canonical == payload else {
      throw SluiceError(.badData, "the manifest is not in the canonical form of RFC 8785")
    }
    let manifest = try Manifest(json: json)
    if let profile = manifest.mechanisms, let algorithm = message.algorithm(outside: profile) {
      throw SluiceError(
        .badData,
        "the manifest is signed with '\(algorithm)', which its profile '\(profile.rawValue)' does not admit")
    }
    guard manifest.generation >= minimumGeneration else {
      throw SluiceError(
        .badData,
        "the manifest is of generation \(manifest.generation), below the floor of \(minimumGeneration)")
    }
    if let now, let expires = manifest.expires, expires < now {
      throw SluiceError(.badData, "the manifest expired at \(expires)")
    }
    return (manifest, signers)
  }
}
