internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// Brings a dataset to the state that its last record tells, or back to the one before a change without record.
struct Settlement {
  let folder: String
  let last: ChangeRecord?
  let fileSystem: any FileSystem

  /// Puts staged files into place and removes what no manifest names any more; does nothing if all is settled.
  func settle() throws(SluiceError) {
    if let last {
      let staged = StagedFiles(folder: folder, number: last.number)
      try place(staged.manifest, Manifest.fileName, last.manifest.after)
      try place(staged.keys, KeyFile.fileName, last.keys.after)
      for loss in last.losses {
        let path = Path.join(folder, loss.record.name)
        if try fileSystem.status(at: path) != nil { try fileSystem.remove(path) }
      }
    }
    try removeLeftovers()
  }

  private func place(_ staged: String, _ name: String, _ digest: Digest256) throws(SluiceError) {
    guard try fileSystem.status(at: staged) != nil else { return }
    guard Digest256.hash(try InputFile.contents(of: staged, in: fileSystem)) == digest else {
      throw SluiceError(.badData, "is not the file that the record names", at: Place(file: staged))
    }
    try fileSystem.rename(staged, to: Path.join(folder, name))
    try fileSystem.syncFolder(folder)
  }

  /// What a change that never got its record left behind.
  private func removeLeftovers() throws(SluiceError) {
    let records = Path.join(folder, ChangeRecord.folderName)
    guard try fileSystem.status(at: records)?.kind == .folder else { return }
    for name in try fileSystem.names(inFolder: records) where StagedFiles.isStaged(name) {
      try fileSystem.remove(Path.join(records, name))
    }
  }
}
