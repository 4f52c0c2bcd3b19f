public import SluiceCore

/// A run event of OpenLineage 2-0-2, with what an auditor asks for as facets of our own.
///
/// The facets `sluice_policy` and `sluice_ledger` are described in Docs/formats/lineage.md.
public struct OpenLineageEvent: Sendable {
  /// What happened to the run.
  public enum Kind: String, Sendable, CaseIterable {
    /// It started.
    case start = "START"
    /// It goes on; also a run that was resumed.
    case running = "RUNNING"
    /// It ended well.
    case complete = "COMPLETE"
    /// It was interrupted or refused.
    case abort = "ABORT"
    /// It ended with an error.
    case fail = "FAIL"
  }

  /// The pipeline.
  public struct Job: Sendable {
    /// Name of the place that runs pipelines, such as `sluice://cluster.example.eu`.
    public var namespace: String
    /// Name of the pipeline.
    public var name: String
    /// What it is for, in a sentence or two.
    public var documentation: String?
    /// Who answers for it; a URN or a name.
    public var owner: String?

    /// A pipeline.
    public init(namespace: String, name: String, documentation: String? = nil, owner: String? = nil) {
      self.namespace = namespace
      self.name = name
      self.documentation = documentation
      self.owner = owner
    }
  }

  /// What happened.
  public var kind: Kind
  /// When.
  public var time: Timestamp
  /// The run.
  public var run: RunID
  /// The pipeline.
  public var job: Job
  /// What it reads.
  public var inputs: [OpenLineageDataset]
  /// What it writes.
  public var outputs: [OpenLineageDataset]
  /// Version of the engine.
  public var engineVersion: String
  /// When the run was due to start, if it was.
  public var nominalStart: Timestamp?
  /// Why it failed or was ended; no values of records.
  public var errorMessage: String?
  /// What the rules said.
  public var verdicts: [RunCatalogue.Verdict]
  /// The records counted so far.
  public var ledger: Ledger?

  /// An event; what is left out is not in it.
  public init(
    _ kind: Kind, time: Timestamp, run: RunID, job: Job, inputs: [OpenLineageDataset] = [],
    outputs: [OpenLineageDataset] = [], engineVersion: String, nominalStart: Timestamp? = nil,
    errorMessage: String? = nil, verdicts: [RunCatalogue.Verdict] = [], ledger: Ledger? = nil
  ) {
    self.kind = kind
    self.time = time
    self.run = run
    self.job = job
    self.inputs = inputs
    self.outputs = outputs
    self.engineVersion = engineVersion
    self.nominalStart = nominalStart
    self.errorMessage = errorMessage
    self.verdicts = verdicts
    self.ledger = ledger
  }
}
