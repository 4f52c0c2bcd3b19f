public import SluiceCore
public import SluiceCrypto

/// The wrapped keys of a dataset, `keys.json`: replaceable without touching shards or manifest.
public struct KeyFile: Sendable {
  /// The keys of one group.
  struct Group {
    let name: String
    let envelope: JWE
    let datasetKey: [UInt8]
    var shardKeys: [Int: [UInt8]]
  }

  /// Name of the file in a dataset's folder.
  public static let fileName = "keys.json"

  /// The dataset.
  public let dataset: DatasetID
  /// Generation of the manifest that the file belongs to.
  public let generation: Int
  let groups: [Group]

  init(dataset: DatasetID, generation: Int, groups: [Group]) {
    self.dataset = dataset
    self.generation = generation
    self.groups = groups
  }

  /// Wraps the keys of a dataset for its recipients.
  ///
  /// - Parameters:
  ///   - secrets: The dataset's keys.
  ///   - generation: Generation of the manifest.
  ///   - shards: All shards that the manifest lists.
  ///   - recipients: Who may open which group; of elliptic keys the public part suffices.
  public init(
    _ secrets: DatasetSecrets, generation: Int, shards: [SealedShard], recipients: [String: [any HeldKey]]
  ) throws(SluiceError) {
    var groups: [Group] = []
    for name in secrets.groups {
      let own = shards.filter { $0.record.group == name }
      let keys = Dictionary(own.map { ($0.record.index, $0.wrappedKey) }) { first, _ in first }
      groups.append(try Self.group(name, secrets, keys, recipients[name] ?? []))
    }
    self.init(dataset: secrets.dataset, generation: generation, groups: groups)
  }

  /// Wraps the keys of a dataset, every group for the same recipients.
  public init(
    _ secrets: DatasetSecrets, generation: Int, shards: [SealedShard], recipients: [any HeldKey]
  ) throws(SluiceError) {
    let all = Dictionary(secrets.groups.map { ($0, recipients) }) { first, _ in first }
    try self.init(secrets, generation: generation, shards: shards, recipients: all)
  }

  static func group(
    _ name: String, _ secrets: DatasetSecrets, _ shardKeys: [Int: [UInt8]], _ recipients: [any HeldKey]
  ) throws(SluiceError) -> Group {
    var binding = JSONObject()
    binding["gid"] = JSON(name)
    binding["sluice_dataset"] = JSON(secrets.dataset.description)
    return Group(
      name: name, envelope: try JWE.seal(secrets.groupKey(name), for: recipients, binding: binding),
      datasetKey: try secrets.wrap(secrets.datasetKey, group: name), shardKeys: shardKeys)
  }

  /// Names (`kid`) of all recipients of any group.
  public var recipients: Set<String> { Set(groups.flatMap(\.envelope.recipientIDs)) }

  /// The keys that one recipient can open.
  ///
  /// - Throws: A `badData` error if the key is no group's recipient, or an entry of it was changed.
  public func open(with key: any HeldKey) throws(SluiceError) -> DatasetSecrets {
    var groupKeys: [String: SecretBytes] = [:]
    var datasetKey: SecretBytes?
    for group in groups {
      guard let name = key.name, group.envelope.recipientIDs.contains(name) else { continue }
      guard group.envelope.protectedMember("gid")?.string == group.name,
        group.envelope.protectedMember("sluice_dataset")?.string == dataset.description
      else {
        throw SluiceError(.badData, "the envelope of group '\(group.name)' is for another group or dataset")
      }
      let groupKey = try group.envelope.open(with: key)
      let unwrapped = try KeyWrap.unwrap(group.datasetKey, under: groupKey)
      guard groupKey.count == 32, unwrapped.count == 32, datasetKey?.isEqual(to: unwrapped) != false else {
        throw SluiceError(.badData, "the keys of group '\(group.name)' do not fit those of the others")
      }
      groupKeys[group.name] = groupKey
      datasetKey = unwrapped
    }
    guard let datasetKey else {
      throw SluiceError(
        .badData, "the key is not a recipient of the dataset", hint: "its 'kid' must be listed")
    }
    return DatasetSecrets(dataset: dataset, datasetKey: datasetKey, groupKeys: groupKeys)
  }

  /// The key of a shard.
  ///
  /// - Throws: A `badData` error if it is missing, erased, of another group or changed.
  public func shardKey(_ record: ShardRecord, using secrets: DatasetSecrets) throws(SluiceError)
    -> SecretBytes
  {
    guard let wrapped = groups.first(where: { $0.name == record.group })?.shardKeys[record.index] else {
      throw SluiceError(.badData, "the key file has no key for shard \(record.index)")
    }
    return try KeyWrap.unwrap(wrapped, under: secrets.groupKey(record.group))
  }
}
