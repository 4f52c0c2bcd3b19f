internal import SluiceCore
internal import SluiceLineage
internal import SluiceStorage

/// One attempt at a run: phase by phase, then what binds the outputs together, then the account of it all.
final class RunSession {
  private let plan: Plan
  private let inventory: Inventory
  private let state: RunState
  private let folder: RunFolder
  private let resources: RunResources
  private let progress: RunProgress
  private let catalogue: RunCatalogue
  private let recorder: RunRecorder
  private let limits: FaultLimits
  private let account: RunAccount
  /// Digests of the input shards, known once phase 0 has read them.
  private var shardDigests: ShardDigests

  init(
    plan: Plan, inventory: Inventory, state: RunState, folder: RunFolder, resources: RunResources,
    review: PolicyReview, progress: RunProgress
  ) throws {
    self.plan = plan
    self.inventory = inventory
    self.state = state
    self.folder = folder
    self.resources = resources
    self.progress = progress
    for suffix in ["", "-wal", "-shm"]
    where try folder.fileSystem.status(at: folder.catalogue + suffix) != nil {
      try folder.fileSystem.remove(folder.catalogue + suffix)
    }
    // Made here so that both are for their owner only: lineage is personal data.
    try AtomicFile.write([], to: folder.catalogue, in: folder.fileSystem)
    if try folder.fileSystem.status(at: folder.events) == nil {
      try AtomicFile.write([], to: folder.events, in: folder.fileSystem)
    }
    catalogue = try RunCatalogue(writing: folder.catalogue)
    recorder = RunRecorder(plan: plan, inventory: inventory, catalogue: catalogue)
    limits = FaultLimits(plan: plan, inventory: inventory)
    shardDigests = ShardDigests(inventory)
    account = RunAccount(
      plan: plan, inventory: inventory, state: state, folder: folder, catalogue: catalogue,
      resources: resources,
      review: review)
  }

  /// Does what is left to do.
  func run() throws {
    try account.open()
    do {
      if let refusal = account.review.refusal { throw refusal }
      var outputs: [(stage: Int, outputs: [RunOutput])] = []
      var commits: [PhaseCommit] = []
      for phase in plan.phases { commits.append(try run(phase)) }
      try checkBalance()
      for commit in commits { outputs += try commit.concludeSinks(recorder.facts) }
      try account.close(recorder: recorder, digests: shardDigests, outputs: outputs)
      try SpillFolder.remove(in: resources)
    } catch {
      try? account.abort(error, recorder: recorder, digests: shardDigests)
      throw error
    }
  }

  private func run(_ phase: Phase) throws -> PhaseCommit {
    let journal = try Journal(folder.journal(phase.number), in: folder.fileSystem)
    let commit = try PhaseCommit(
      plan: plan, phase: phase, journal: journal, recorder: recorder, limits: limits, resources: resources,
      progress: progress)
    guard !commit.isDone else {
      if let digests = commit.shardDigests { shardDigests = digests }
      return commit
    }
    let feed = try feed(for: phase)
    progress.begin(phase: phase.number + 1, of: plan.phases.count, bytes: feed.totalBytes)
    for _ in 0..<commit.firstFrame { _ = try feed.next() }
    try PhaseRunner(
      plan: plan, phase: phase, feed: feed, commit: commit, resources: resources,
      firstFrame: commit.firstFrame
    ).run()
    if let ingest = feed as? IngestFeed { shardDigests = ingest.digests }
    try commit.conclude(shardDigests: phase.number == 0 ? shardDigests : nil)
    return commit
  }

  private func feed(for phase: Phase) throws -> any FrameFeed {
    let streams = phase.feeds.compactMap { feed -> Phase.Stream? in
      if case .spill(let stream) = feed { stream } else { nil }
    }
    guard !streams.isEmpty else { return IngestFeed(plan: plan, inventory: inventory, resources: resources) }
    return try SpillFeed(
      streams.map { ($0, try SpillFolder.segments(of: $0, in: resources)) }, plan: plan,
      resources: resources)
  }

  private func checkBalance() throws(SluiceError) {
    let imbalances = recorder.ledger.imbalances()
    guard let first = imbalances.first else { return }
    throw SluiceError(
      .bug,
      "the ledger does not balance: \(first)\(imbalances.count > 1 ? ", and \(imbalances.count - 1) more" : "")"
    )
  }
}
