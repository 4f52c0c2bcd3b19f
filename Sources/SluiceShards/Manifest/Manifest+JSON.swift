internal import SluiceCodecs
public import SluiceCore
internal import SluiceCrypto

extension Manifest {
  private static let format = "manifest/1"
  private static let suite = 1
  private static let shardLimit = 1 << 20
  private static let members = [
    "sluice", "suite", "dataset", "generation", "prev", "created", "expires", "tokenizer", "layout",
    "frame_tokens", "shard_tokens", "zstd", "policy", "plaintext", "lineage", "mechanisms", "tokens",
    "docs", "content_hmac", "shards", "tombstones",
  ]

  /// The payload of the signature, as JSON.
  public var json: JSON {
    var json: JSON = [
      "sluice": JSON(Self.format), "suite": JSON(Self.suite), "dataset": JSON(dataset.description),
      "generation": JSON(generation), "prev": previous.map { JSON($0.hex) } ?? nil,
      "created": JSON(created.description), "expires": expires.map { JSON($0.description) } ?? nil,
      "tokenizer": [
        "id": JSON(tokenizer.id), "sha256": JSON(tokenizer.digest.hex), "vocab": JSON(plan.vocabulary),
      ],
      "layout": JSON(plan.layout.rawValue), "frame_tokens": JSON(plan.frameTokens),
      "shard_tokens": JSON(plan.shardTokens), "zstd": compression,
      "policy": policy.map { ["agreement": JSON($0.id), "sha256": JSON($0.digest.hex)] } ?? nil,
      "plaintext": JSON(allowsPlaintext),
      "lineage": lineage.map { ["run": JSON($0.id), "sha256": JSON($0.digest.hex)] } ?? nil,
      "tokens": JSON(tokens), "docs": JSON(documents), "content_hmac": JSON(contentCode.hex),
      "shards": JSON(shards.map(\.json)), "tombstones": JSON(tombstones.map(\.json)),
    ]
    if let mechanisms { json["mechanisms"] = JSON(mechanisms.rawValue) }
    return json
  }

  private var compression: JSON {
    let parameters = plan.profile.parameters
    return [
      "profile": JSON(plan.profile.rawValue), "strategy": JSON(Int(parameters.strategy.rawValue)),
      "min_match": JSON(parameters.minMatch), "hash_log": JSON(parameters.hashLog),
      "chain_log": JSON(parameters.chainLog), "window_log": JSON(parameters.windowLog),
      "search_log": JSON(parameters.searchLog), "libzstd": JSON(zstdVersion),
    ]
  }

  /// Reads the payload.
  ///
  /// - Throws: A `badData` error for anything unknown, missing, impossible or at odds with the rest.
  public init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(json, Self.members, subject: "manifest")
    guard try reader.string("sluice") == Self.format, try reader.integer("suite", 1...255) == Self.suite
    else {
      throw reader.wrong("sluice", "or 'suite' is of another version")
    }
    let tokenizer = try MemberDecoder(
      reader.value("tokenizer"), ["id", "sha256", "vocab"], subject: "tokenizer of the manifest")
    let plan = try Self.plan(reader, vocabulary: tokenizer.integer("vocab", 1...(1 << 24)))
    self.init(
      dataset: try reader.dataset("dataset"),
      generation: try reader.integer("generation", 1...MemberDecoder.highest),
      previous: try reader.isNull("prev") ? nil : try reader.digest("prev"),
      created: try reader.timestamp("created"),
      expires: try reader.isNull("expires") ? nil : try reader.timestamp("expires"),
      tokenizer: Tokenizer(id: try tokenizer.string("id"), digest: try tokenizer.digest("sha256")),
      plan: plan,
      zstdVersion: try MemberDecoder(
        reader.value("zstd"), Self.compressionMembers, subject: "compressor of the manifest"
      ).string("libzstd"),
      policy: try Self.reference(reader, "policy", "agreement"),
      allowsPlaintext: try reader.bool("plaintext"),
      lineage: try Self.reference(reader, "lineage", "run"), mechanisms: try Self.mechanisms(reader),
      contentCode: try reader.digest("content_hmac"),
      shards: try reader.list("shards", limit: Self.shardLimit, ShardRecord.init(json:)),
      tombstones: try reader.list("tombstones", limit: Self.shardLimit, Tombstone.init(json:)))
    try checkSums(reader)
  }

  private static let compressionMembers = [
    "profile", "strategy", "min_match", "hash_log", "chain_log", "window_log", "search_log", "libzstd",
  ]

  private static func plan(_ reader: MemberDecoder, vocabulary: Int) throws(SluiceError) -> ShardPlan {
    let compressor = try MemberDecoder(
      reader.value("zstd"), compressionMembers, subject: "compressor of the manifest")
    for name in compressionMembers where name != "profile" && name != "libzstd" {
      _ = try compressor.integer(name, 0...31)
    }
    guard let profile = ShardProfile(rawValue: try compressor.string("profile")) else {
      throw compressor.wrong("profile", "is not known")
    }
    guard let layout = ShardLayout(rawValue: try reader.string("layout")) else {
      throw reader.wrong("layout", "is not known")
    }
    let plan = try ShardPlan(
      vocabulary: vocabulary, layout: layout, profile: profile,
      frameTokens: reader.integer("frame_tokens", 1...ShardPlan.frameTokensLimit),
      shardTokens: reader.integer("shard_tokens", 1...(1 << 40)))
    if !layout.isBytes {
      guard try layout == ShardLayout(vocabulary: vocabulary) else {
        throw reader.wrong("layout", "is not that of the vocabulary")
      }
    }
    return plan
  }

  private static func mechanisms(_ reader: MemberDecoder) throws(SluiceError) -> MechanismProfile? {
    guard reader.object["mechanisms"] != nil else { return nil }
    guard let profile = MechanismProfile(rawValue: try reader.string("mechanisms")) else {
      throw reader.wrong("mechanisms", "names a profile that is not known")
    }
    return profile
  }

  private static func reference(
    _ reader: MemberDecoder, _ name: String, _ identifier: String
  ) throws(SluiceError) -> Reference? {
    if try reader.isNull(name) { return nil }
    let member = try MemberDecoder(
      reader.value(name), [identifier, "sha256"], subject: "\(name) of the manifest")
    return Reference(id: try member.string(identifier), digest: try member.digest("sha256"))
  }

  private func checkSums(_ reader: MemberDecoder) throws(SluiceError) {
    guard try reader.integer("tokens", 0...MemberDecoder.highest) == tokens,
      try reader.integer("docs", 0...MemberDecoder.highest) == documents
    else { throw reader.wrong("tokens", "or 'docs' is not the sum over the shards") }
    guard zip(shards, shards.dropFirst()).allSatisfy({ $0.index < $1.index }),
      Set(shards.map(\.name)).count == shards.count
    else { throw reader.wrong("shards", "are not in order, or two have the same name") }
    for shard in shards {
      let frames = (shard.tokens + plan.frameTokens - 1) / plan.frameTokens
      guard shard.frames == frames, shard.generation <= generation else {
        throw reader.wrong("shards", "hold a record whose numbers do not fit")
      }
    }
    let counts = Dictionary(uniqueKeysWithValues: shards.map { ($0.index, $0.documents) })
    for tombstone in tombstones {
      guard let count = counts[tombstone.shard], tombstone.documents.upperBound <= count else {
        throw reader.wrong("tombstones", "name documents that are not there")
      }
    }
  }
}

extension Manifest.Tombstone {
  var json: JSON {
    [
      "shard": JSON(shard), "doc_from": JSON(documents.lowerBound), "doc_to": JSON(documents.upperBound),
      "reason": JSON(reason), "at": JSON(at.description),
    ]
  }

  init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(
      json, ["shard", "doc_from", "doc_to", "reason", "at"], subject: "tombstone")
    let from = try reader.integer("doc_from", 0...MemberDecoder.highest)
    let to = try reader.integer("doc_to", 0...MemberDecoder.highest)
    guard from < to else { throw reader.wrong("doc_to", "must be above 'doc_from'") }
    self.init(
      shard: try reader.integer("shard", 0...Int(UInt32.max)), documents: from..<to,
      reason: try reader.string("reason"), at: try reader.timestamp("at"))
  }
}
