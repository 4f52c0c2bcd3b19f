internal import SluiceCore

/// The ordered end of a phase: takes frames in the order of the input, hands them to the terminals, and writes
/// to the journal what is done for good.
final class PhaseCommit: Sendable {
  private let plan: Plan
  private let phase: Phase
  private let resources: RunResources
  private let recorder: RunRecorder
  private let limits: FaultLimits
  private let books: Monitor<Books>
  private let lanes: [TerminalLane]
  private let progress: RunProgress

  /// What the journal will be told, under one lock.
  private struct Books: ~Copyable {
    var journal: Journal
    /// Chain tallies that are not in the journal yet, by number of the frame.
    var tallies: [Int: FrameTally] = [:]
    /// For each terminal the first frame it may still need.
    var nextFrames: [Int]

    /// The tallies of those frames, in order.
    func orderedTallies(_ isWanted: (Int) -> Bool) -> [(sequence: Int, tally: FrameTally)] {
      tallies.filter { isWanted($0.key) }.sorted { $0.key < $1.key }.map {
        (sequence: $0.key, tally: $0.value)
      }
    }
  }

  /// The first frame that some terminal still needs.
  let firstFrame: Int
  /// Whether an earlier run finished the phase.
  let isDone: Bool
  /// Digests of the input shards, from the run that finished the phase.
  let shardDigests: ShardDigests?

  /// Opens a phase, going on after what its journal says is done.
  init(
    plan: Plan, phase: Phase, journal: sending Journal, recorder: RunRecorder, limits: FaultLimits,
    resources: RunResources, progress: RunProgress
  ) throws {
    self.plan = plan
    self.phase = phase
    self.progress = progress
    self.resources = resources
    self.recorder = recorder
    self.limits = limits
    var receipts = [[TerminalReceipt]](repeating: [], count: phase.terminals.count)
    for receipt in journal.entries.flatMap(\.receipts) { receipts[receipt.terminal].append(receipt) }
    isDone = journal.entries.contains(where: \.isDone)
    shardDigests = journal.entries.last?.shardDigests
    var lanes: [TerminalLane] = []
    for (position, terminal) in phase.terminals.enumerated() {
      lanes.append(
        try TerminalLane(
          terminal, at: position, in: phase, of: plan, receipts: receipts[position], isDone: isDone,
          resources: resources))
    }
    self.lanes = lanes
    let nextFrames = lanes.map(\.nextFrame)
    firstFrame = nextFrames.min() ?? 0
    for entry in journal.entries {
      for (_, tally) in entry.frames { try limits.add(tally) }
      try recorder.record(entry, phase: phase)
    }
    books = Monitor(Books(journal: journal, nextFrames: nextFrames))
  }

  /// One thread's preparers, one for each terminal.
  func makePreparers() throws -> [any SinkPreparer] { try lanes.map { try $0.makePreparer() } }

  /// Takes the next frame in order.
  ///
  /// - Returns: Work that terminals hand out.
  func accept(
    _ tally: FrameTally, _ arrivals: [ChainWorker.Arrival], sequence: Int, progress: Int
  ) throws -> [(terminal: Int, work: any Sendable)] {
    try limits.add(tally)
    var jobs: [(terminal: Int, work: any Sendable)] = []
    for (position, lane) in lanes.enumerated() {
      let frames = arrivals.filter { $0.terminal == position }
      jobs += try lane.accept(frames, origin: tally.origin, sequence: sequence).map { (position, $0) }
    }
    books.withLock { $0.tallies[sequence] = tally }
    self.progress.add(bytes: progress)
    self.progress.add(records: phase.number == 0 ? tally.records : 0)
    return jobs
  }

  /// Takes the next result of a terminal's work, and journals the file it completes.
  func emit(_ result: any Sendable, terminal: Int) throws {
    guard let receipt = try lanes[terminal].emit(result) else { return }
    try note(receipt)
  }

  /// Called once when all frames were accepted.
  func finish() throws -> [(terminal: Int, work: any Sendable)] {
    try limits.conclude()
    return try lanes.enumerated().flatMap { position, lane in try lane.finish().map { (position, $0) } }
  }

  /// Journals the end of the phase, once its gather stages agree that the run may go on.
  func conclude(shardDigests: ShardDigests?) throws {
    let left = lanes.map { $0.remainder() }
    try books.withLock { books in
      var entry = JournalEntry(
        frames: books.orderedTallies { _ in true }, receipts: left, isDone: true, shardDigests: shardDigests)
      try recorder.record(entry, phase: phase)
      for lane in lanes {
        guard let (stage, outcomes) = try lane.concludeGather(recorder.facts) else { continue }
        entry.assertions += outcomes.map { RecordedAssertion(stage: stage, outcome: $0) }
      }
      try recorder.record(entry.assertions)
      try refuse(entry.assertions)
      try books.journal.append(entry)
      books.tallies = [:]
    }
  }

  /// Publishes what binds each sink's files together.
  func concludeSinks(_ facts: RunFacts) throws -> [(stage: Int, outputs: [RunOutput])] {
    try lanes.compactMap { lane in
      guard let stage = lane.sinkStage else { return nil }
      return (stage, try lane.concludeSink(facts))
    }
  }

  /// Removes what was begun and not published.
  func abandon() { lanes.forEach { $0.abandon() } }

  /// Ends the run when a condition does not hold.
  private func refuse(_ assertions: [RecordedAssertion]) throws(SluiceError) {
    guard let failed = assertions.first(where: { !$0.outcome.holds }) else { return }
    throw SluiceError(
      .refused,
      "the condition '\(failed.outcome.expression)' does not hold: \(failed.outcome.observed.compact)",
      at: failed.outcome.place.completed(by: Place(stage: plan.stages[failed.stage].name)),
      hint: "see the report of the run for what was measured")
  }

  private func note(_ receipt: TerminalReceipt) throws {
    try books.withLock { books in
      books.nextFrames[receipt.terminal] = receipt.receipt.nextFrame
      let done = books.nextFrames.min() ?? 0
      let entry = JournalEntry(frames: books.orderedTallies { $0 < done }, receipts: [receipt])
      try books.journal.append(entry)
      for (sequence, _) in entry.frames { books.tallies[sequence] = nil }
      try recorder.record(entry, phase: phase)
    }
  }
}
