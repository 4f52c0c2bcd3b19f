public import SluiceCore
public import SluiceCrypto
internal import SluiceStorage

extension DatasetKeeper {
  /// Withdraws documents: readers of the new generation give them out no more.
  ///
  /// Their tokens stay in the shard files until `compact`.
  ///
  /// - Parameter documents: Ranges of documents by index of their shard.
  public mutating func withdraw(
    _ documents: [Int: [Range<Int>]], reason: String
  ) throws(SluiceError) -> ChangeRecord {
    let now = Timestamp.now
    var tombstones: [Manifest.Tombstone] = []
    for (shard, ranges) in documents.sorted(by: { $0.key < $1.key }) {
      guard let record = manifest.shards.first(where: { $0.index == shard }) else {
        throw SluiceError(.noInput, "the dataset has no shard \(shard)", at: Place(file: folder))
      }
      for range in ranges {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= record.documents else {
          throw SluiceError(.badData, "shard \(shard) has documents 0 to \(record.documents - 1)")
        }
        let isBuried = manifest.tombstones.contains {
          $0.shard == shard && $0.documents.lowerBound <= range.lowerBound
            && range.upperBound <= $0.documents.upperBound
        }
        if isBuried { continue }
        tombstones.append(
          Manifest.Tombstone(shard: shard, documents: range, reason: "erasure", at: now))
      }
    }
    guard !tombstones.isEmpty else { throw SluiceError(.noInput, "there is no document to withdraw") }
    let next = manifest.succeeding(
      secrets, digest: digest, shards: manifest.shards, tombstones: manifest.tombstones + tombstones)
    return try commit(
      Change(
        action: .tombstone, reason: reason, keyFile: keyFile.succeeding(), secrets: secrets, manifest: next,
        tombstones: tombstones))
  }

  /// The documents of a subject, by index of their shard: those of its erasure group.
  ///
  /// - Parameter subject: The value of the field by which the dataset can be erased, as UTF-8.
  public func documents(ofSubject subject: [UInt8]) throws(SluiceError) -> [Int: [Range<Int>]] {
    let group = secrets.erasureGroup(of: subject)
    var found: [Int: [Range<Int>]] = [:]
    for record in manifest.shards {
      let entries = try reader(record).documents
      for (number, entry) in entries.enumerated() where entry.group == group {
        var ranges = found[record.index] ?? []
        let start = ranges.last?.upperBound == number ? ranges.removeLast().lowerBound : number
        found[record.index] = ranges + [start..<number + 1]
      }
    }
    return found
  }

  /// Opens a shard under the keys as they stand.
  func reader(_ record: ShardRecord) throws(SluiceError) -> ShardReader {
    try ShardReader(
      record, manifest: manifest, key: keyFile.shardKey(record, using: secrets),
      datasetKey: secrets.datasetKey, file: InputFile(Path.join(folder, record.name), in: fileSystem))
  }

  /// Destroys the keys of shards and of whole groups, removes the files, and gives the other groups new keys.
  ///
  /// - Parameters:
  ///   - shards: Indices of shards.
  ///   - groups: Key groups, which disappear with all their shards.
  ///   - reason: Why.
  ///   - recipients: Who may open what is left.
  public mutating func erase(
    shards: Set<Int>, groups: Set<String> = [], reason: String, recipients: [any HeldKey]
  ) throws(SluiceError) -> ChangeRecord {
    let known = Set(manifest.shards.map(\.index))
    if let unknown = shards.subtracting(known).min() {
      throw SluiceError(.noInput, "the dataset has no shard \(unknown)", at: Place(file: folder))
    }
    if let unknown = groups.subtracting(secrets.groups).min() {
      throw SluiceError(
        .noInput, "the dataset has no key group '\(unknown)'", at: Place(file: folder),
        hint: "groups: " + secrets.groups.joined(separator: ", "))
    }
    let lost = manifest.shards.filter { shards.contains($0.index) || groups.contains($0.group) }
    return try replace(
      lost, by: [], under: secrets.renewed(without: groups), action: .erase, reason: reason,
      recipients: recipients)
  }

  /// The next generation, with `lost` shards gone and `new` ones in their place.
  mutating func replace(
    _ lost: [ShardRecord], by new: [SealedShard], under secrets: DatasetSecrets,
    action: ChangeRecord.Action, reason: String, recipients: [any HeldKey]
  ) throws(SluiceError) -> ChangeRecord {
    guard !secrets.groups.isEmpty else {
      throw SluiceError(
        .badData, "nothing would be left of the dataset", hint: "remove its folder and all copies instead")
    }
    guard !lost.isEmpty || secrets.groups.count < self.secrets.groups.count else {
      throw SluiceError(.noInput, "no shard is touched", at: Place(file: folder))
    }
    let indices = Set(lost.map(\.index))
    let kept = manifest.shards.filter { !indices.contains($0.index) }
    let next = manifest.succeeding(
      secrets, digest: digest, shards: (kept + new.map(\.record)).sorted { $0.index < $1.index },
      tombstones: manifest.tombstones.filter { !indices.contains($0.shard) }, rewritten: !new.isEmpty)
    let keys = try keyFile.renewed(
      secrets, replacing: self.secrets, generation: next.generation, dropped: indices, added: new,
      recipients: assigned(recipients))
    let successors = Dictionary(new.map { ($0.record.index, $0.record.name) }) { first, _ in first }
    return try commit(
      Change(
        action: action, reason: reason, keyFile: keys, secrets: secrets, manifest: next,
        renewedGroups: secrets.groups,
        losses: lost.map { ChangeRecord.Loss(record: $0, successor: successors[$0.index]) }))
  }
}
