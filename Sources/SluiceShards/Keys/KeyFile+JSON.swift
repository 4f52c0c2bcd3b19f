public import SluiceCore
internal import SluiceCrypto

extension KeyFile {
  private static let format = "keys/1"
  private static let wrappedSize = 40

  /// The file's bytes.
  public var encoded: [UInt8] { json.canonical + [UInt8(ascii: "\n")] }

  /// Parses a key file.
  ///
  /// - Throws: A `badData` error for anything unknown, missing or malformed.
  public init(parsing bytes: [UInt8], file: String? = nil) throws(SluiceError) {
    try self.init(json: JSON.parse(bytes, file: file))
  }

  /// Reads a key file.
  public init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(json, ["sluice", "dataset", "generation", "groups"], subject: "key file")
    guard try reader.string("sluice") == Self.format else {
      throw reader.wrong("sluice", "must be '\(Self.format)'")
    }
    let dataset = try reader.dataset("dataset")
    let generation = try reader.integer("generation", 1...MemberDecoder.highest)
    var groups: [Group] = []
    for element in try reader.array("groups", limit: DatasetSecrets.groupLimit) {
      let group = try Self.group(element)
      guard !groups.contains(where: { $0.name == group.name }) else {
        throw SluiceError(.badData, "two key groups have the same name", at: element.place)
      }
      groups.append(group)
    }
    self.init(dataset: dataset, generation: generation, groups: groups)
  }

  private static func group(_ json: JSON) throws(SluiceError) -> Group {
    let reader = try MemberDecoder(json, ["gid", "jwe", "dataset_key", "shard_keys"], subject: "key group")
    guard let entries = try reader.value("shard_keys").object else {
      throw reader.wrong("shard_keys", "must be an object")
    }
    var shardKeys: [Int: [UInt8]] = [:]
    for member in entries.members {
      guard let index = UInt32(member.key), String(index) == member.key else {
        throw SluiceError(.badData, "a shard's key must be filed under its index", at: member.keyPlace)
      }
      shardKeys[Int(index)] = try wrapped(member.value)
    }
    return Group(
      name: try reader.name("gid", limit: 64), envelope: try JWE(json: reader.value("jwe")),
      datasetKey: try wrapped(reader.value("dataset_key")), shardKeys: shardKeys)
  }

  private static func wrapped(_ json: JSON) throws(SluiceError) -> [UInt8] {
    guard let text = json.string, let bytes = Base64.urlBytes(text), bytes.count == wrappedSize else {
      throw SluiceError(.badData, "a wrapped key must hold \(wrappedSize) bytes in base64url", at: json.place)
    }
    return bytes
  }

  /// The file as JSON.
  public var json: JSON {
    [
      "sluice": JSON(Self.format), "dataset": JSON(dataset.description), "generation": JSON(generation),
      "groups": JSON(
        groups.map { group in
          let keys = group.shardKeys.sorted { $0.key < $1.key }
          return [
            "gid": JSON(group.name), "jwe": group.envelope.json,
            "dataset_key": JSON(Base64.urlString(group.datasetKey)),
            "shard_keys": JSON(
              JSONObject(keys.map { .init(String($0.key), JSON(Base64.urlString($0.value))) })),
          ]
        }),
    ]
  }
}
