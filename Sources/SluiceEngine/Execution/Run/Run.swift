public import SluiceCore
public import SluiceCrypto
internal import SluiceLineage
public import SluiceStorage

/// One run of a pipeline, from its first byte to its signed report; run again after a break, it goes on.
public struct Run: Sendable {
  /// How a run is carried out.
  public struct Options: Sendable {
    /// Folder of the run; nil puts it beside the folder of the first sink, with `.run` at its end.
    public var runFolder: String?
    /// Number of threads; nil takes the pipeline's, or one for each processor.
    public var workers: Int?
    /// Most memory for records in flight and caches, in bytes; nil takes the pipeline's.
    public var memory: Int?
    /// Removes what an earlier run left and begins anew.
    public var isFresh = false
    /// Where all files are read and written.
    public var fileSystem: any FileSystem
    /// Raised from outside to stop the run in good order.
    public var interruption = StopFlag()

    /// Options with their defaults.
    public init(runFolder: String? = nil, fileSystem: any FileSystem = LocalFileSystem()) {
      self.runFolder = runFolder
      self.fileSystem = fileSystem
    }
  }

  /// The plan that is carried out.
  public let plan: Plan
  /// How it is carried out.
  public let options: Options
  /// How far it is.
  public let progress = RunProgress()

  /// A run of `plan`, which must be usable.
  ///
  /// - Throws: A `badPipeline` error if a path names an environment variable that is not set.
  public init(_ plan: Plan, options: Options) throws(SluiceError) {
    self.plan = plan
    self.options = options
    if let folder = options.runFolder {
      folderPath = folder
    } else {
      folderPath = try SinkFolders.runFolder(plan)
    }
  }

  /// Path of the run's folder.
  public let folderPath: String

  private var folder: RunFolder { RunFolder(path: folderPath, fileSystem: options.fileSystem) }

  /// The key that signs the run's report: the pipeline's, the first seal stage's, or this installation's.
  public func reportKey() throws(SluiceError) -> any HeldKey {
    let secrets = SecretStore(plan.pipeline, in: options.fileSystem)
    if let name = plan.pipeline.json["sign"]?.string { return try secrets.held(name) }
    for index in plan.sinks {
      if let seal = plan.stages[index].stage as? SealStage { return try secrets.held(seal.signer) }
    }
    return try KeyStore(in: options.fileSystem).installationKey()
  }

  /// Carries the run out, or goes on where a broken one stopped.
  ///
  /// - Returns: What the run did; an earlier complete run of the same pipeline on the same input is not repeated.
  public func execute() throws -> RunSummary {
    let inventory = try Inventory.take(plan, in: options.fileSystem)
    if options.isFresh {
      // Nothing good is removed for a run that is refused.
      try checkRecipients()
      if let refusal = try PolicyReview(plan).refusal { throw refusal }
      try removeEarlier()
    }
    try folder.make()
    let lock = try RunLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try folder.removeOrphans(in: SinkFolders.paths(plan))
    var state = try openState(inventory)
    if state.progress == .complete, isCatalogued {
      try checkOutputs()
      return RunSummary(state: state, folder: folderPath, isRepeated: true)
    }
    state.progress = .running
    state.message = nil
    try write(state)
    do {
      try carryOut(state, inventory)
      state.progress = .complete
      state.finished = .now
      try write(state)
      return RunSummary(state: state, folder: folderPath, isRepeated: false)
    } catch {
      let failure = error as? SluiceError
      state.progress =
        failure?.code == .refused ? .refused : failure?.code == .interrupted ? .interrupted : .failed
      state.message = failure?.message
      state.finished = .now
      try? write(state)
      throw error
    }
  }

  private func carryOut(_ state: RunState, _ inventory: Inventory) throws {
    try checkRecipients()
    let review = try PolicyReview(plan)
    let resources = try makeResources(state, inventory)
    let session = try RunSession(
      plan: plan, inventory: inventory, state: state, folder: folder, resources: resources,
      review: review, progress: progress)
    try session.run()
  }

  /// Whether the catalogue can be read; where it cannot, the journals tell what is to be done again.
  private var isCatalogued: Bool { (try? RunCatalogue(reading: folder.catalogue)) != nil }

  /// A complete run whose outputs are gone is not complete.
  private func checkOutputs() throws {
    let outputs: [RunCatalogue.Output] = try RunCatalogue(reading: folder.catalogue).rows()
    for output in outputs {
      let path = PathResolution.resolve(output.path, in: folderPath)
      guard try options.fileSystem.status(at: path) == nil else { continue }
      throw SluiceError(
        .failed, "the run is complete, but this output of it is gone", at: Place(file: path),
        hint: "restore it, or make it anew with --fresh")
    }
  }

  /// The public keys of all recipients must be there before anything is decided about them.
  private func checkRecipients() throws(SluiceError) {
    for stage in plan.stages {
      guard let seal = stage.stage as? SealStage else { continue }
      do throws(SluiceError) {
        _ = try seal.recipients(folder: plan.pipeline.folder, in: options.fileSystem)
      } catch { throw error.at(Place(stage: stage.name)) }
    }
  }

  private func openState(_ inventory: Inventory) throws -> RunState {
    let pipelineDigest = Digest256.hash(plan.pipeline.json.canonical).hex
    let inventoryDigest = Digest256.hash(inventory.identity.canonical).hex
    guard try options.fileSystem.status(at: folder.state) != nil else {
      if let folder = try SinkFolders.firstInUse(plan, options.fileSystem) {
        throw SluiceError(
          .failed, "the folder holds the output of another run", at: Place(file: folder),
          hint: "name another folder in 'to', or replace what is there with --fresh")
      }
      let id = RunID(time: .now, random: try Random.bytes(10)).description
      return RunState(
        id: id, name: plan.pipeline.name, pipeline: plan.pipeline.file, pipelineDigest: pipelineDigest,
        inventoryDigest: inventoryDigest, engine: Engine.version, started: .now)
    }
    let state = try RunState.read(folder)
    let changed =
      state.pipelineDigest != pipelineDigest
      ? "pipeline" : state.inventoryDigest != inventoryDigest ? "input" : nil
    if let changed {
      throw SluiceError(
        .failed, "the \(changed) changed since this run was begun", at: Place(file: folderPath),
        hint: "start over with --fresh, or choose another folder with --output")
    }
    return state
  }

  private func makeResources(_ state: RunState, _ inventory: Inventory) throws -> RunResources {
    let secrets = SecretStore(plan.pipeline, in: options.fileSystem)
    for member in plan.pipeline.json["secrets"]?.object?.members ?? [] {
      do throws(SluiceError) { _ = try secrets.held(member.key) } catch {
        throw SluiceError(
          error.code, "secret '\(member.key)': \(error)", at: member.keyPlace, hint: error.hint)
      }
    }
    let key: SecretBytes
    if plan.pipeline.secrets["run"] != nil {
      key = try secrets.bytes(of: "run")
    } else {
      let store = try KeyStore(in: options.fileSystem)
      if let kept = try store.key(of: state.id) {
        key = kept
      } else {
        guard try options.fileSystem.status(at: folder.journal(0)) == nil else {
          throw SluiceError(
            .failed, "the key of the broken run is missing, so it cannot go on", at: Place(file: folderPath),
            hint: "restore $SLUICE_STATE, or start over with --fresh")
        }
        key = try store.makeKey(of: state.id)
      }
    }
    let resources = plan.pipeline.resources
    return RunResources(
      runID: state.id, workers: options.workers ?? resources.workers ?? WorkerPool.processors,
      pipeline: plan.pipeline, memory: options.memory ?? resources.memory, runFolder: folderPath,
      fileSystem: options.fileSystem, runKey: RunKey(key), interruption: options.interruption,
      inventory: inventory)
  }

  private func removeEarlier() throws {
    if let state = try? JSON.parse(InputFile.contents(of: folder.state, in: options.fileSystem)),
      let id = state["id"]?.string
    {
      try KeyStore(in: options.fileSystem).forget(id)
    }
    try folder.remove()
    try SinkFolders.removeOutputs(of: plan, options.fileSystem)
  }

  private func write(_ state: RunState) throws(SluiceError) {
    try AtomicFile.write(Array(state.json.pretty.utf8), to: folder.state, in: options.fileSystem)
  }
}

/// What is known of the engine itself.
public enum Engine {
  /// Version of the engine.
  public static let version = "0.1.0"

  /// SHA-256 of the running program, in hexadecimal; empty where it cannot be read.
  public static let digest: String = {
    (try? InputFile.contents(of: "/proc/self/exe", limit: 1 << 30)).map { Digest256.hash($0).hex } ?? ""
  }()
}

/// What a run did.
public struct RunSummary: Sendable {
  /// State of the run.
  public let state: RunState
  /// Folder of the run.
  public let folder: String
  /// True when an earlier run had done everything already.
  public let isRepeated: Bool
}
