public import SluiceCore

extension RunCatalogue {
  /// The run as a whole; one row.
  public struct Run: CatalogueRow {
    /// How far a run has come.
    public enum State: String, Sendable, CaseIterable {
      /// It has started and has not ended.
      case running
      /// All records were accounted for and all outputs published.
      case complete
      /// It ended with an error.
      case failed
      /// A policy refused it.
      case refused
      /// A signal ended it; it can be resumed.
      case interrupted
    }

    /// Identifier of the run, a UUID of version 7.
    public var id: String
    /// Name of the pipeline.
    public var name: String
    /// How far the run has come.
    public var state: State
    /// When it started.
    public var started: Timestamp
    /// When it ended, once it has.
    public var finished: Timestamp?
    /// Version of the engine.
    public var engineVersion: String
    /// SHA-256 of the engine's executable, hexadecimal.
    public var engineDigest: String
    /// SHA-256 of the pipeline's canonical form (RFC 8785), hexadecimal.
    public var pipelineDigest: String
    /// SHA-256 of each policy and rule pack: an object from name to hexadecimal digest.
    public var policyDigests: JSON
    /// Seed of every random choice.
    public var seed: Int
    /// Number of workers.
    public var workers: Int
    /// Why the run failed, was refused or was interrupted.
    public var message: String?

    /// A row; what is left out is unknown or zero.
    public init(
      id: String, name: String, state: State, started: Timestamp, finished: Timestamp? = nil,
      engineVersion: String, engineDigest: String, pipelineDigest: String, policyDigests: JSON = [:],
      seed: Int = 0, workers: Int = 1, message: String? = nil
    ) {
      self.id = id
      self.name = name
      self.state = state
      self.started = started
      self.finished = finished
      self.engineVersion = engineVersion
      self.engineDigest = engineDigest
      self.pipelineDigest = pipelineDigest
      self.policyDigests = policyDigests
      self.seed = seed
      self.workers = workers
      self.message = message
    }
  }
}

extension RunCatalogue.Run {
  /// The table `run`.
  public static let table = CatalogueTable(
    "run",
    [
      .key("id", .text),
      .column("name", .text),
      .column("state", .text),
      .column("started", .text),
      .optional("finished", .text),
      .column("engine_version", .text),
      .column("engine_digest", .text),
      .column("pipeline_digest", .text),
      .column("policy_digests", .json),
      .column("seed", .integer),
      .column("workers", .integer),
      .optional("message", .text),
    ])

  /// The values in the order of the columns.
  public var cells: [CatalogueValue] {
    [
      CatalogueValue(id),
      CatalogueValue(name),
      CatalogueValue(state.rawValue),
      CatalogueValue(started),
      CatalogueValue(finished),
      CatalogueValue(engineVersion),
      CatalogueValue(engineDigest),
      CatalogueValue(pipelineDigest),
      CatalogueValue(policyDigests),
      CatalogueValue(seed),
      CatalogueValue(workers),
      CatalogueValue(message),
    ]
  }

  /// Reads a row.
  public init(_ cells: inout CatalogueCells) throws(SluiceError) {
    self.init(
      id: try cells.text(),
      name: try cells.text(),
      state: try cells.word(),
      started: try cells.timestamp(),
      finished: try cells.optionalTimestamp(),
      engineVersion: try cells.text(),
      engineDigest: try cells.text(),
      pipelineDigest: try cells.text(),
      policyDigests: try cells.json(),
      seed: try cells.integer(),
      workers: try cells.count(),
      message: try cells.optionalText())
  }
}
