internal import SluiceCore

/// One terminal of a phase: its writer, under a lock, and what its next receipt will tell.
final class TerminalLane: Sendable {
  private let terminal: Phase.Terminal
  private let position: Int
  private let stage: any SinkStage
  private let stageIndex: Int
  private let resources: RunResources
  private let state: Monitor<State>

  private struct State: ~Copyable {
    var writer: any SinkWriter
    var receipts: [SinkReceipt]
    /// Frames before this one are in published files.
    var nextFrame: Int
    /// Rows of that frame which are in published files.
    var nextRow: Int
    /// Steps and places of rows that no published file holds yet.
    var steps: [TerminalReceipt.Step] = []
    var placed: [TerminalReceipt.Placed] = []
  }

  init(
    _ terminal: Phase.Terminal, at position: Int, in phase: Phase, of plan: Plan, receipts: [TerminalReceipt],
    isDone: Bool, resources: RunResources
  ) throws {
    self.terminal = terminal
    self.position = position
    self.resources = resources
    switch terminal {
    case .sink(let index):
      stageIndex = index
      guard let sink = plan.stages[index].stage as? any SinkStage else {
        throw SluiceError(.bug, "stage '\(plan.stages[index].name)' is no sink")
      }
      stage = sink
    case .gather(let index):
      stageIndex = index
      guard let gather = plan.stages[index].stage as? any GatherStage else {
        throw SluiceError(.bug, "stage '\(plan.stages[index].name)' is no gather stage")
      }
      stage = SpillSink(
        Phase.Stream(stage: index, port: 0), schema: plan.stages[index].inputSchema,
        gather: isDone ? nil : gather)
    case .carry(let stream):
      stageIndex = stream.stage
      stage = SpillSink(
        stream, schema: plan.stages[stream.stage].stage.outputs[stream.port].schema, gather: nil)
    }
    let published = receipts.map(\.receipt).filter { $0.file >= 0 }
    let writer = try stage.makeWriter(resources, after: published)
    state = Monitor(
      State(
        writer: writer, receipts: published, nextFrame: published.last?.nextFrame ?? 0,
        nextRow: published.last?.nextRow ?? 0))
  }

  /// The first frame of which something is not in a published file.
  var nextFrame: Int { state.withLock { $0.nextFrame } }

  /// Position of the stage in the plan, for a sink.
  var sinkStage: Int? { if case .sink(let index) = terminal { index } else { nil } }

  func makePreparer() throws -> any SinkPreparer { try stage.makePreparer(resources) }

  /// Takes the frames that reached the terminal with one number, in order.
  func accept(
    _ arrivals: [ChainWorker.Arrival], origin: Frame.Origin, sequence: Int
  ) throws -> [any Sendable] {
    try state.withLock { state in
      guard sequence >= state.nextFrame, !arrivals.isEmpty else { return [] }
      var skipping = sequence == state.nextFrame ? state.nextRow : 0
      var tally = FrameTally.Stage(stage: stageIndex)
      var jobs: [any Sendable] = []
      for arrival in arrivals {
        let population = arrival.frame.selection.population
        let step = try state.writer.accept(
          arrival.prepared,
          SinkArrival(
            frame: arrival.frame, sequence: sequence, rowsBefore: tally.recordsIn,
            skipping: min(skipping, population)))
        skipping = max(0, skipping - population)
        tally.recordsIn += population
        jobs += step.jobs
        state.placed += step.placements.map { TerminalReceipt.Placed(origin: origin, placement: $0) }
        if let outcome = step.outcome { tally.addDrops(outcome, of: arrival.frame) }
      }
      if case .gather = terminal {
        tally.recordsOut = [tally.recordsIn - tally.drops.reduce(0) { $0 + $1.ordinals.count }]
      }
      if case .carry = terminal { return jobs }
      state.steps.append(TerminalReceipt.Step(sequence: sequence, origin: origin, tally: tally))
      return jobs
    }
  }

  /// Takes a result; a receipt says that a file is complete, with all that it and the frames before it hold.
  func emit(_ result: any Sendable) throws -> TerminalReceipt? {
    try state.withLock { state in
      guard let receipt = try state.writer.emit(result) else { return nil }
      let steps = state.steps.filter { $0.sequence < receipt.nextFrame }
      let placed = state.placed.filter { $0.placement.file <= receipt.file }
      state.steps.removeAll { $0.sequence < receipt.nextFrame }
      state.placed.removeAll { $0.placement.file <= receipt.file }
      state.receipts.append(receipt)
      state.nextFrame = receipt.nextFrame
      state.nextRow = receipt.nextRow
      return TerminalReceipt(terminal: position, receipt: receipt, steps: steps, placed: placed)
    }
  }

  func finish() throws -> [any Sendable] { try state.withLock { try $0.writer.finish() } }

  /// What is left to tell once all files are published: steps of frames after the last file.
  func remainder() -> TerminalReceipt {
    state.withLock { state in
      defer { state.steps = [] }
      return TerminalReceipt(
        terminal: position,
        receipt: SinkReceipt(file: -1, details: nil, nextFrame: .max, nextRow: 0), steps: state.steps,
        placed: [])
    }
  }

  /// What a gather stage says of all records, with the position of the stage.
  func concludeGather(_ facts: RunFacts) throws -> (stage: Int, outcomes: [AssertionOutcome])? {
    guard case .gather(let index) = terminal else { return nil }
    return try state.withLock { state in
      guard let spill = state.writer as? SpillWriter else { return nil }
      return (index, try spill.concludeGather(facts))
    }
  }

  func concludeSink(_ facts: RunFacts) throws -> [RunOutput] {
    try state.withLock { state in try state.writer.conclude(state.receipts, facts) }
  }

  func abandon() { state.withLock { $0.writer.abandon() } }
}

extension FrameTally.Stage {
  /// Adds the rows that a gather stage dropped of a frame.
  fileprivate mutating func addDrops(_ outcome: StageOutcome, of frame: Frame) {
    for (reason, rows) in outcome.drops {
      var ordinals: [UInt32] = []
      rows.forEachSet { ordinals.append(frame.ordinals[$0]) }
      drops.append((reason, ordinals))
    }
  }
}
