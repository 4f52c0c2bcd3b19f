internal import SluiceCore

/// One thread's copy of a phase's fused chain: it carries a frame from its feed to the terminals.
final class ChainWorker {
  /// A frame that reached a terminal, with what could be prepared without knowing the frames before it.
  struct Arrival: Sendable {
    /// Position of the terminal in the phase.
    var terminal: Int
    /// The frame; its selected rows are what arrived.
    var frame: Frame
    /// What the terminal's preparer made of it.
    var prepared: any Sendable
  }

  private let plan: Plan
  private let phase: Phase
  private let workers: [Int: any MapWorker]
  private let preparers: [any SinkPreparer]
  private let routes: PhaseRoutes

  init(plan: Plan, phase: Phase, preparers: [any SinkPreparer], resources: RunResources) throws {
    self.plan = plan
    self.phase = phase
    self.preparers = preparers
    routes = PhaseRoutes(plan: plan, phase: phase)
    var workers: [Int: any MapWorker] = [:]
    for index in phase.maps {
      guard let stage = plan.stages[index].stage as? any MapStage else { continue }
      workers[index] = try stage.makeWorker(resources)
    }
    self.workers = workers
  }

  /// Carries `frame` through the chain.
  ///
  /// - Parameters:
  ///   - stream: The output of a stage that the frame is: of its ingest, or of the stage that was spilled.
  ///   - tally: Gets what each stage did.
  func run(_ frame: Frame, from stream: Phase.Stream, _ tally: inout FrameTally) throws -> [Arrival] {
    var inboxes: [Int: [Frame]] = [:]
    var arrived: [(terminal: Int, frame: Frame)] = []
    deliver(frame, from: stream, &inboxes, &arrived)
    for index in phase.maps {
      for input in inboxes.removeValue(forKey: index) ?? [] {
        let outputs = try process(input, at: index, &tally)
        for (port, output) in outputs.enumerated() {
          deliver(output, from: Phase.Stream(stage: index, port: port), &inboxes, &arrived)
        }
      }
    }
    return try arrived.sorted { $0.terminal < $1.terminal }.map { terminal, frame in
      do {
        return Arrival(terminal: terminal, frame: frame, prepared: try preparers[terminal].prepare(frame))
      } catch let error as SluiceError {
        throw error.at(Place(stage: routes.stageName(ofTerminal: terminal)))
      }
    }
  }

  /// Does a piece of work that a terminal handed out.
  func perform(_ job: any Sendable, terminal: Int) throws -> any Sendable {
    try preparers[terminal].perform(job)
  }

  private func process(_ frame: Frame, at index: Int, _ tally: inout FrameTally) throws -> [Frame] {
    guard let worker = workers[index] else { return [] }
    let stage = plan.stages[index]
    var outcome = StageOutcome(counters: stage.stage.counters.count)
    do {
      let outputs = try worker.process(frame, &outcome)
      let settled = try FrameTally.Stage.settle(
        stage: stage, at: index, input: frame, outputs: outputs, outcome: outcome)
      tally.add(settled.tally)
      return settled.outputs
    } catch let error as SluiceError {
      throw error.at(Place(stage: stage.name))
    }
  }

  private func deliver(
    _ frame: Frame, from stream: Phase.Stream, _ inboxes: inout [Int: [Frame]],
    _ arrived: inout [(terminal: Int, frame: Frame)]
  ) {
    for map in routes.maps[stream] ?? [] { inboxes[map, default: []].append(frame) }
    for terminal in routes.terminals[stream] ?? [] { arrived.append((terminal, frame)) }
  }
}

/// Who reads which stream within a phase.
struct PhaseRoutes: Sendable {
  /// Map stages that read a stream.
  private(set) var maps: [Phase.Stream: [Int]] = [:]
  /// Terminals that read a stream, by position in the phase.
  private(set) var terminals: [Phase.Stream: [Int]] = [:]
  private let names: [String]

  init(plan: Plan, phase: Phase) {
    names = phase.terminals.map { terminal in
      switch terminal {
      case .sink(let stage), .gather(let stage): plan.stages[stage].name
      case .carry(let stream): plan.stages[stream.stage].name
      }
    }
    for index in phase.maps {
      for input in plan.stages[index].inputs { maps[Phase.Stream(input), default: []].append(index) }
    }
    for (position, terminal) in phase.terminals.enumerated() {
      switch terminal {
      case .sink(let stage), .gather(let stage):
        for input in plan.stages[stage].inputs {
          terminals[Phase.Stream(input), default: []].append(position)
        }
      case .carry(let stream): terminals[stream, default: []].append(position)
      }
    }
  }

  /// Name of the stage that a terminal belongs to.
  func stageName(ofTerminal terminal: Int) -> String { names[terminal] }
}

extension Phase.Stream {
  init(_ input: PlannedStage.Input) { self.init(stage: input.stage, port: input.port) }
}
