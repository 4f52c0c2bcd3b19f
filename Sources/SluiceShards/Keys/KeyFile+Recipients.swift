public import SluiceCore
public import SluiceCrypto

extension KeyFile {
  /// The same keys for further recipients; those it has need not be known.
  ///
  /// - Parameters:
  ///   - recipients: Who joins every group.
  ///   - key: A recipient of all groups.
  public func adding(_ recipients: [any HeldKey], using key: any HeldKey) throws(SluiceError) -> KeyFile {
    try replacing { group throws(SluiceError) in
      try group.withEnvelope(group.envelope.adding(recipients, using: key))
    }
  }

  /// The same keys without the recipients of these names, who keep whatever they have opened before.
  public func removing(_ names: Set<String>) throws(SluiceError) -> KeyFile {
    try replacing { group throws(SluiceError) in try group.withEnvelope(group.envelope.removing(names)) }
  }

  /// The first recipient whose mechanisms are not in `profile`, by name.
  func recipient(outside profile: MechanismProfile) -> String? {
    groups.lazy.compactMap { $0.envelope.recipient(outside: profile) }.first
  }

  /// The same keys for the generation that follows.
  func succeeding() -> KeyFile {
    KeyFile(dataset: dataset, generation: generation + 1, groups: groups)
  }

  private func replacing(
    _ change: (Group) throws(SluiceError) -> Group
  ) throws(SluiceError) -> KeyFile {
    var changed: [Group] = []
    for group in groups { changed.append(try change(group)) }
    return KeyFile(dataset: dataset, generation: generation, groups: changed)
  }
}

extension KeyFile.Group {
  fileprivate func withEnvelope(_ envelope: JWE) -> KeyFile.Group {
    KeyFile.Group(name: name, envelope: envelope, datasetKey: datasetKey, shardKeys: shardKeys)
  }
}

extension KeyFile {
  /// Keys of shards under new group keys, so that older copies of the file are of no use for what is to come.
  ///
  /// - Parameters:
  ///   - new: The dataset's keys from now on; groups that it lacks are destroyed.
  ///   - old: The dataset's keys until now.
  ///   - generation: Generation of the manifest that it will belong to.
  ///   - dropped: Indices of the shards whose keys are destroyed.
  ///   - added: Shards that were written under the new keys.
  ///   - recipients: Who may open the new keys.
  func renewed(
    _ new: DatasetSecrets, replacing old: DatasetSecrets, generation: Int, dropped: Set<Int> = [],
    added: [SealedShard] = [], recipients: [String: [any HeldKey]]
  ) throws(SluiceError) -> KeyFile {
    var renewed: [Group] = []
    for group in groups where new.groupKeys[group.name] != nil {
      var keys: [Int: [UInt8]] = [:]
      for (index, wrapped) in group.shardKeys where !dropped.contains(index) {
        keys[index] = try new.wrap(
          KeyWrap.unwrap(wrapped, under: old.groupKey(group.name)), group: group.name)
      }
      for shard in added where shard.record.group == group.name {
        keys[shard.record.index] = shard.wrappedKey
      }
      renewed.append(try Self.group(group.name, new, keys, recipients[group.name] ?? []))
    }
    return KeyFile(dataset: dataset, generation: generation, groups: renewed)
  }

  /// The keys that one recipient of every group can open.
  func openAll(with key: any HeldKey) throws(SluiceError) -> DatasetSecrets {
    let secrets = try open(with: key)
    guard secrets.groupKeys.count == groups.count else {
      throw SluiceError(.badData, "the key does not open every group of the dataset")
    }
    return secrets
  }
}

extension DatasetSecrets {
  /// The same dataset key and fresh keys for the groups but those that are left out.
  func renewed(without destroyed: Set<String> = []) throws(SluiceError) -> DatasetSecrets {
    var keys: [String: SecretBytes] = [:]
    for group in groups where !destroyed.contains(group) { keys[group] = try SecretBytes.random(32) }
    return DatasetSecrets(dataset: dataset, datasetKey: datasetKey, groupKeys: keys)
  }
}
