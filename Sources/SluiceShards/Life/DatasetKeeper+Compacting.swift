public import SluiceCore
public import SluiceCrypto
internal import SluiceStorage
internal import Synchronization

extension DatasetKeeper {
  /// Writes shards with withdrawn documents anew without them, and destroys the keys of the old files.
  ///
  /// Shards without withdrawn documents are not touched. A shard of which nothing is left disappears.
  ///
  /// - Parameters:
  ///   - reason: Why.
  ///   - recipients: Who may open the dataset from now on.
  ///   - workers: Number of threads, each with a shard of its own.
  public mutating func compact(
    reason: String, recipients: [any HeldKey], workers: Int = WorkerPool.processors
  ) throws(SluiceError) -> ChangeRecord {
    let touched = Set(manifest.tombstones.map(\.shard))
    let lost = manifest.shards.filter { touched.contains($0.index) }
    guard !lost.isEmpty else {
      throw SluiceError(.noInput, "no document is withdrawn: there is nothing to compact")
    }
    try removeUnlistedShards()
    let new = try secrets.renewed()
    let compactor = ShardCompactor(
      manifest: manifest, keyFile: keyFile, old: secrets, new: new, folder: folder, fileSystem: fileSystem)
    let written = Monitor<[SealedShard]>([])
    let next = Atomic(0)
    do {
      try WorkerPool.run(workers: max(1, min(workers, lost.count))) { _, stop in
        while !stop.isRaised, case let position = next.add(1, ordering: .relaxed).oldValue,
          position < lost.count
        {
          if let shard = try compactor.compact(lost[position]) { written.withLock { $0.append(shard) } }
        }
      }
    } catch {
      throw (error as? SluiceError) ?? SluiceError(.bug, "compacting failed: \(error)")
    }
    return try replace(
      lost, by: written.withLock { $0 }, under: new, action: .compact, reason: reason, recipients: recipients)
  }

  /// Removes shards of the next generation that an interrupted compaction wrote.
  private func removeUnlistedShards() throws(SluiceError) {
    let listed = Set(manifest.shards.map(\.name))
    let prefix = "tokens-\(manifest.generation + 1)-"
    for name in try fileSystem.names(inFolder: folder)
    where name.hasPrefix(prefix) && name.hasSuffix(".slz") && !listed.contains(name) {
      try fileSystem.remove(Path.join(folder, name))
    }
    for path in try Orphan.orphans(in: folder, of: fileSystem) { try fileSystem.remove(path) }
  }
}

/// Copies what is left of one shard into a new one.
private struct ShardCompactor: Sendable {
  let manifest: Manifest
  let keyFile: KeyFile
  let old: DatasetSecrets
  let new: DatasetSecrets
  let folder: String
  let fileSystem: any FileSystem

  /// The new shard; nil if no document is left.
  func compact(_ record: ShardRecord) throws(SluiceError) -> SealedShard? {
    let reader = try ShardReader(
      record, manifest: manifest, key: keyFile.shardKey(record, using: old), datasetKey: old.datasetKey,
      file: InputFile(Path.join(folder, record.name), in: fileSystem))
    let buried = manifest.tombstones.filter { $0.shard == record.index }
    let writer = ShardWriter(
      manifest.plan, secrets: new, generation: manifest.generation + 1, group: record.group, folder: folder,
      in: fileSystem)
    let encoder = try BlockEncoder(manifest.plan)
    var assembler = ShardAssembler(manifest.plan, firstShard: record.index)
    var sealed: SealedShard?
    func write(_ blocks: [TokenBlock]) throws(SluiceError) {
      for block in blocks { sealed = try writer.append(encoder.encode(block)) ?? sealed }
    }
    for (number, entry) in reader.documents.enumerated()
    where !buried.contains(where: { $0.documents.contains(number) }) {
      try write(assembler.append(reader.tokens(reader.tokenRange(ofDocument: number)), entry))
    }
    if let last = assembler.finish() { try write([last]) }
    return sealed
  }
}
