internal import SluiceCore
internal import SluiceStorage

/// Where an export's files go.
struct ExportFolder {
  private let path: String
  private let fileSystem: any FileSystem

  /// Makes the folder, which must not hold anything; what a broken writer left under temporary names is removed.
  init(preparing path: String, in fileSystem: any FileSystem) throws(SluiceError) {
    self.path = path
    self.fileSystem = fileSystem
    try fileSystem.makeFolder(path)
    for orphan in try Orphan.orphans(in: path, of: fileSystem) { try fileSystem.remove(orphan) }
    guard try fileSystem.names(inFolder: path).isEmpty else {
      throw SluiceError(.failed, "the folder is not empty", at: Place(file: path), hint: "name a new folder")
    }
  }

  func create(_ name: String) throws(SluiceError) -> DigestedFile {
    try DigestedFile(Path.join(path, name), fileSystem)
  }

  func publish(_ file: DigestedFile, as name: String) throws(SluiceError) -> ExportedFile {
    let digest = try file.publish()
    return ExportedFile(name: name, bytes: file.size, digest: digest)
  }
}
