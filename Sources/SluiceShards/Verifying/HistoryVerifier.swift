internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// Checks that the signed records tell how manifest and keys came to be what they are.
struct HistoryVerifier {
  let folder: String
  let trusted: [JWK]
  let manifest: Manifest
  let fileSystem: any FileSystem

  func faults() -> [DatasetFault] {
    do throws(Fault) {
      let history = try ChangeHistory(folder: folder, trusted: trusted, in: fileSystem)
      guard let last = history.records.last else { return try unrecorded() }
      if try isUnfinished() {
        let name = ChangeRecord.folderName + "/" + ChangeRecord.fileName(last.number)
        throw Fault(.changeUnfinished, name, "a change was interrupted; the next one finishes it")
      }
      try compare(last)
      return []
    } catch { return [error.value] }
  }

  /// A dataset without records is in its first generation.
  private func unrecorded() throws(Fault) -> [DatasetFault] {
    guard manifest.previous != nil else { return [] }
    throw Fault(
      .recordMissing, ChangeRecord.folderName,
      "nothing tells how generation \(manifest.generation) came about")
  }

  private func isUnfinished() throws(Fault) -> Bool {
    do throws(SluiceError) {
      return try fileSystem.names(inFolder: Path.join(folder, ChangeRecord.folderName))
        .contains(where: StagedFiles.isStaged)
    } catch { throw Fault(.unreadable, ChangeRecord.folderName, error.message) }
  }

  private func compare(_ last: ChangeRecord) throws(Fault) {
    guard last.dataset == manifest.dataset else {
      throw Fault(.recordBroken, ChangeRecord.folderName, "the records are of another dataset")
    }
    if manifest.generation < last.generation {
      throw Fault(
        .manifestRollback, Manifest.fileName,
        "generation \(manifest.generation) was replaced by \(last.generation), as the records tell")
    }
    guard try digest(Manifest.fileName) == last.manifest.after else {
      throw Fault(.recordMissing, ChangeRecord.folderName, "no record tells of this manifest")
    }
    guard try digest(KeyFile.fileName) == last.keys.after else {
      throw Fault(.keysReplaced, KeyFile.fileName, "it is not the one that the last record left")
    }
  }

  private func digest(_ name: String) throws(Fault) -> Digest256 {
    do throws(SluiceError) {
      return Digest256.hash(try InputFile.contents(of: Path.join(folder, name), in: fileSystem))
    } catch { throw Fault(.unreadable, name, error.message) }
  }
}
