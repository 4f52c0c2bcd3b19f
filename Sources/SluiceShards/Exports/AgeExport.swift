public import SluiceCore
public import SluiceCrypto
public import SluiceStorage

/// Hands shards to people who use `age`: each is decrypted and encrypted anew for their keys.
///
/// What `age -d` gives is the shard's `.zst` file. Content stays encrypted, so policies that forbid plaintext allow
/// it; documents under a tombstone would go along, so datasets that have any are refused.
public enum AgeExport {
  /// Writes one `.zst.age` file for each shard to `folder`, which must be new or empty.
  public static func write(
    _ dataset: DatasetReader, for recipients: [AgeRecipient], to folder: String,
    in fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) -> [ExportedFile] {
    guard dataset.manifest.tombstones.isEmpty else {
      throw SluiceError(
        .refused, "the dataset has erased documents, which the shards still hold",
        at: Place(file: dataset.folder), hint: "compact it first: sluice shard compact")
    }
    let target = try ExportFolder(preparing: folder, in: fileSystem)
    var files: [ExportedFile] = []
    for position in dataset.manifest.shards.indices {
      let shard = try dataset.shard(position)
      let name = shard.record.name.prefix { $0 != "." } + ".zst.age"
      let file = try target.create(String(name))
      let encryptor = try AgeEncryptor(for: recipients) { bytes throws(SluiceError) in try file.write(bytes) }
      try shard.forEachPlaintextPiece { piece throws(SluiceError) in try encryptor.append(piece) }
      try encryptor.finish()
      files.append(try target.publish(file, as: String(name)))
    }
    return files
  }
}
