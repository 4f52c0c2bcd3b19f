internal import SluiceCore

/// Runs one phase: threads carry frames through the fused chain in parallel, and terminals take them in order.
///
/// Every thread repeats the same step: it asks for the most urgent work and does it. Most urgent is what empties
/// the house: commit the next frame in order, emit the next result in order, do a piece of a sink's work; only
/// then is a new frame cut. So one worker or many do the same things in the same order where order counts, and
/// memory in flight stays within its bound. A frame larger than the bound runs alone.
final class PhaseRunner: Sendable {
  private let plan: Plan
  private let phase: Phase
  private let resources: RunResources
  private let commit: PhaseCommit
  private let monitor: Monitor<Board>
  private nonisolated(unsafe) let feed: any FrameFeed

  /// What all threads share, under the monitor's lock.
  private struct Board {
    /// Number of the next frame to be cut.
    var nextSequence: Int
    /// Number of the next frame to be committed.
    var nextCommit: Int
    var isExhausted = false
    var isFeeding = false
    var isCommitting = false
    var isFinishing = false
    var isFinished = false
    var bytesInFlight = 0
    /// Frames that went through the chain and wait for their turn.
    var carried: [Int: CarriedFrame] = [:]
    /// Work of sinks that any thread may do, oldest first.
    var jobs: JobQueue
  }

  /// A frame behind the chain, or the error that stopped it.
  struct CarriedFrame: Sendable {
    var bytes: Int
    var progress: Int
    var result: Result<(tally: FrameTally, arrivals: [ChainWorker.Arrival]), any Error>
  }

  private enum Work {
    case leave
    case feed
    case commit(Int, CarriedFrame)
    case perform(JobQueue.Job)
    case emit(terminal: Int, result: any Sendable)
    case finish
  }

  init(
    plan: Plan, phase: Phase, feed: any FrameFeed, commit: PhaseCommit, resources: RunResources,
    firstFrame: Int
  ) {
    self.plan = plan
    self.phase = phase
    unsafe self.feed = feed
    self.commit = commit
    self.resources = resources
    monitor = Monitor(
      Board(
        nextSequence: firstFrame, nextCommit: firstFrame, jobs: JobQueue(terminals: phase.terminals.count)))
  }

  /// Runs until every frame is committed and every terminal has finished.
  ///
  /// - Throws: The first error in the order of the input, or `interrupted`.
  func run() throws {
    do {
      try WorkerPool.run(workers: resources.workers) { _, stop in
        do {
          try self.work(stop)
        } catch {
          stop.raise()
          self.monitor.update { _ in }
          throw error
        }
      }
    } catch {
      commit.abandon()
      throw error
    }
    guard !resources.interruption.isRaised else {
      commit.abandon()
      throw SluiceError(.interrupted, "the run was interrupted", hint: "run the same command again to go on")
    }
  }

  private func work(_ stop: StopFlag) throws {
    let worker = try ChainWorker(
      plan: plan, phase: phase, preparers: commit.makePreparers(), resources: resources)
    let opener = try unsafe feed.makeOpener()
    while true {
      switch monitor.wait({ self.choose(&$0, stop) }) {
      case .leave: return
      case .feed: try feedOne(worker, opener)
      case .commit(let sequence, let frame): try commitOne(sequence, frame)
      case .perform(let job):
        let result = try worker.perform(job.work, terminal: job.terminal)
        monitor.update { $0.jobs.store(result, of: job) }
      case .emit(let terminal, let result):
        try commit.emit(result, terminal: terminal)
        monitor.update { $0.jobs.finishEmission(terminal) }
      case .finish:
        let jobs = try commit.finish()
        monitor.update {
          $0.jobs.add(jobs)
          $0.isFinished = true
        }
      }
    }
  }

  /// The most urgent work on the board; nil when there is nothing to do before something changes.
  private func choose(_ board: inout Board, _ stop: StopFlag) -> Work? {
    if stop.isRaised || resources.interruption.isRaised { return .leave }
    if !board.isCommitting, let frame = board.carried.removeValue(forKey: board.nextCommit) {
      board.isCommitting = true
      return .commit(board.nextCommit, frame)
    }
    if let (terminal, result) = board.jobs.takeEmission() { return .emit(terminal: terminal, result: result) }
    if let job = board.jobs.takeJob() { return .perform(job) }
    if !board.isExhausted, !board.isFeeding,
      board.bytesInFlight == 0 || board.bytesInFlight < resources.bytesInFlight
    {
      board.isFeeding = true
      return .feed
    }
    if board.isExhausted, board.nextCommit == board.nextSequence, !board.isCommitting {
      if !board.isFinishing {
        board.isFinishing = true
        return .finish
      }
      if board.isFinished, board.jobs.isEmpty { return .leave }
    }
    return nil
  }

  private func feedOne(_ worker: ChainWorker, _ opener: any FrameOpener) throws {
    guard let item = try unsafe feed.next() else {
      monitor.update {
        $0.isExhausted = true
        $0.isFeeding = false
      }
      return
    }
    let sequence = monitor.update { board in
      defer { board.nextSequence += 1 }
      board.isFeeding = false
      board.bytesInFlight += item.bytes
      return board.nextSequence
    }
    let result = Result<(tally: FrameTally, arrivals: [ChainWorker.Arrival]), any Error> {
      var opened = try opener.open(item)
      let arrivals = try worker.run(opened.frame, from: opened.stream, &opened.tally)
      return (opened.tally, arrivals)
    }
    monitor.update {
      $0.carried[sequence] = CarriedFrame(bytes: item.bytes, progress: item.progress, result: result)
    }
  }

  private func commitOne(_ sequence: Int, _ frame: CarriedFrame) throws {
    let (tally, arrivals) = try frame.result.get()
    let jobs = try commit.accept(tally, arrivals, sequence: sequence, progress: frame.progress)
    monitor.update { board in
      board.jobs.add(jobs)
      board.nextCommit += 1
      board.isCommitting = false
      board.bytesInFlight -= frame.bytes
    }
  }
}
