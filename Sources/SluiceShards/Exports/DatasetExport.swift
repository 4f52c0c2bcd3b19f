public import SluiceCore
public import SluiceStorage

/// Writes the documents of a dataset in a format of other programs.
public struct DatasetExport: Sendable {
  /// The opened dataset.
  public let dataset: DatasetReader
  /// The format.
  public let format: ExportFormat
  private let fileSystem: any FileSystem

  /// An export of `dataset`.
  ///
  /// - Throws: A `refused` error unless the manifest says that the policies allow plaintext; `usage` if the format
  ///   cannot hold what the shards hold.
  public init(
    _ dataset: DatasetReader, format: ExportFormat, in fileSystem: any FileSystem = LocalFileSystem()
  ) throws(SluiceError) {
    guard dataset.manifest.allowsPlaintext else {
      throw SluiceError(
        .refused, "the policies of the dataset do not let its content leave unencrypted",
        at: Place(file: Path.join(dataset.folder, Manifest.fileName)),
        hint: "the run that sealed it asked them; a new agreement and a new run can allow it"
      )
    }
    guard format.holdsText || !dataset.manifest.plan.layout.isBytes else {
      throw SluiceError(
        .usage,
        "\(format.rawValue) holds token ids, and the shards hold \(dataset.manifest.plan.layout.rawValue)",
        hint: "export text and records to parquet or webdataset")
    }
    self.dataset = dataset
    self.format = format
    self.fileSystem = fileSystem
  }

  /// Writes all documents that no tombstone covers.
  ///
  /// - Parameter folder: A new or empty folder; leftovers of a broken export are removed.
  /// - Returns: What was written, and how many documents.
  public func write(to folder: String) throws(SluiceError) -> (files: [ExportedFile], documents: Int) {
    let target = try ExportFolder(preparing: folder, in: fileSystem)
    let writer = try makeWriter(target)
    var documents = 0
    for position in dataset.manifest.shards.indices {
      try dataset.forEachDocument(ofShard: position) { record, number, entry, tokens throws(SluiceError) in
        documents += 1
        try writer.append(
          ExportedDocument(shard: record.index, number: number, entry: entry, tokens: tokens))
      }
      try writer.endShard()
    }
    return (try writer.finish(), documents)
  }

  private func makeWriter(_ folder: ExportFolder) throws(SluiceError) -> any ExportWriter {
    let plan = dataset.manifest.plan
    return switch format {
    case .megatron: try MegatronWriter(folder, vocabulary: plan.vocabulary)
    case .mds: MDSWriter(folder, vocabulary: plan.vocabulary)
    case .webdataset: WebDatasetWriter(folder, plan)
    case .parquet: try ParquetWriter(folder, plan.layout)
    }
  }
}
