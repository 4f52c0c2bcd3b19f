internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// What stages and terminals of a run share; nothing of it changes during the run.
final class RunResources: Sendable {
  /// Name of the run, a UUID.
  let runID: String
  /// Number of threads.
  let workers: Int
  /// Most memory for records in flight and caches, in bytes.
  let memory: Int
  /// The pipeline's seed.
  let seed: Int
  /// Folder that relative paths of the pipeline start from.
  let pipelineFolder: String
  /// Folder of the run: journal, quarantine, spill, lineage, report.
  let runFolder: String
  /// Where all files are read and written.
  let fileSystem: any FileSystem
  /// The secrets that the pipeline names.
  let secrets: SecretStore
  /// The key of the run.
  let runKey: RunKey
  /// Raised when the run is asked to stop.
  let interruption: StopFlag
  /// SHA-256 of the pipeline's canonical form.
  let pipelineDigest: Digest256
  /// Number of the first shard of each source among the shards of all sources.
  private let firstShards: [Int]

  init(
    runID: String, workers: Int, pipeline: Pipeline, memory: Int, runFolder: String,
    fileSystem: any FileSystem, runKey: RunKey, interruption: StopFlag, inventory: Inventory,
    isForTests: Bool = false
  ) {
    self.runID = runID
    self.workers = workers
    self.memory = memory
    seed = pipeline.seed
    pipelineFolder = pipeline.folder
    self.runFolder = runFolder
    self.fileSystem = fileSystem
    secrets = SecretStore(pipeline, in: fileSystem, isForTests: isForTests)
    self.runKey = runKey
    self.interruption = interruption
    pipelineDigest = Digest256.hash(pipeline.json.canonical)
    firstShards = inventory.sources.indices.map { source in
      inventory.sources[..<source].reduce(0) { $0 + $1.shards.count }
    }
  }

  /// What the tests of a pipeline run with: one thread, and keys that depend on names only.
  static func forTests(_ pipeline: Pipeline) throws(SluiceError) -> RunResources {
    var key = Digest256.hash(Array("sluice test run".utf8)).bytes
    return RunResources(
      runID: "test", workers: 1, pipeline: pipeline, memory: pipeline.resources.memory,
      runFolder: ".", fileSystem: LocalFileSystem(), runKey: RunKey(SecretBytes(consuming: &key)),
      interruption: StopFlag(), inventory: Inventory(sources: []), isForTests: true)
  }

  /// Decoded bytes of frames that may be under way: a frame takes about four times its size on its way.
  var bytesInFlight: Int { memory / 8 }

  /// Number of a frame's shard among the shards of all sources.
  func shardNumber(_ origin: Frame.Origin) -> Int { firstShards[origin.source] + origin.shard }

  /// A path of the pipeline, its variables replaced.
  func path(_ path: String) throws(SluiceError) -> String {
    PathResolution.resolve(try PathResolution.expand(path), in: pipelineFolder)
  }
}
