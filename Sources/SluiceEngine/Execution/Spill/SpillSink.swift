internal import SluiceCodecs
internal import SluiceCore
internal import SluiceStorage

/// Keeps the records of a stream, compressed and sealed with the run's key, until a later phase reads them.
///
/// Behind a gather stage it keeps what the stage lets through, beside the observations from which a resumed run
/// restores the stage's state.
struct SpillSink: SinkStage {
  static let declaration = StageDeclaration(
    "spill", .sink, "Keeps records between phases, sealed; made by the planner, not written in pipelines.",
    options: [])
  var outputs: [OutputPort] { [] }

  let stream: Phase.Stream
  let schema: Schema
  let gather: (any GatherStage)?

  init(_ stream: Phase.Stream, schema: Schema, gather: (any GatherStage)?) {
    self.stream = stream
    self.schema = schema
    self.gather = gather
  }

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    self.init(Phase.Stream(stage: 0, port: 0), schema: input, gather: nil)
  }

  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer {
    try SpillPreparer(observer: gather?.makeObserver(resources), resources: resources, stream: stream)
  }

  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter {
    try SpillWriter(
      stream: stream, state: gather?.makeState(resources), resources: resources, published: published)
  }
}

/// A frame ready to be spilled.
private struct SpilledFrame: Sendable {
  var observation: [UInt8]
  var rawCount: Int
  var compressed: [UInt8]
}

/// A segment whose frames are known and that is to be sealed.
private struct SpillSegment: Sendable {
  var file: Int
  var bytes: [UInt8]
  var nextFrame: Int
}

private final class SpillPreparer: SinkPreparer {
  private let observer: (any GatherObserver)?
  private let resources: RunResources
  private let stream: Phase.Stream
  private var compressor: ZstdCompressor

  init(observer: (any GatherObserver)?, resources: RunResources, stream: Phase.Stream) throws {
    self.observer = observer
    self.resources = resources
    self.stream = stream
    compressor = try ZstdCompressor(ZstdParameters(hasChecksum: false))
  }

  func prepare(_ frame: Frame) throws -> any Sendable {
    let observation = try observer?.observe(frame) ?? []
    let raw = FrameCodec.encode(frame)
    var compressed: [UInt8] = []
    _ = try compressor.compress(raw, appendingTo: &compressed)
    return SpilledFrame(observation: observation, rawCount: raw.count, compressed: compressed)
  }

  func perform(_ job: any Sendable) throws -> any Sendable {
    guard var segment = job as? SpillSegment else {
      throw SluiceError(.bug, "a spill got work of another sink")
    }
    segment.bytes = try resources.runKey.seal(
      segment.bytes, context: RunKey.spillContext(stream: stream, file: segment.file))
    return segment
  }
}

final class SpillWriter: SinkWriter {
  private let stream: Phase.Stream
  private let state: (any GatherState)?
  private let resources: RunResources
  private var pending = ByteWriter()
  private var nextFile: Int
  private var nextFrame: Int

  /// A segment is closed once it holds this many bytes.
  private static let segmentBytes = 16 << 20

  init(
    stream: Phase.Stream, state: (any GatherState)?, resources: RunResources, published: [SinkReceipt]
  ) throws {
    self.stream = stream
    self.state = state
    self.resources = resources
    nextFile = (published.last?.file ?? -1) + 1
    nextFrame = published.last?.nextFrame ?? 0
    try resources.fileSystem.makeFolder(SpillFolder.path(stream, in: resources))
    guard let state else { return }
    for receipt in published {
      for entry in try SpillFolder.entries(stream, file: receipt.file, in: resources) {
        try state.restore(entry.observation, selection: entry.selection)
      }
    }
  }

  func accept(_ prepared: any Sendable, _ arrival: SinkArrival) throws -> SinkStep {
    let frame = arrival.frame
    guard let spilled = prepared as? SpilledFrame else {
      throw SluiceError(.bug, "a spill got a frame of another sink")
    }
    var step = SinkStep()
    var kept = frame.selection
    if let state {
      var outcome = StageOutcome(counters: 0)
      try state.admit(frame, spilled.observation, &outcome)
      for (_, rows) in outcome.drops { kept.subtract(rows) }
      step.outcome = outcome
    }
    var flags: [UInt8] = []
    frame.selection.forEachSet { flags.append(kept[$0] ? 1 : 0) }
    pending.list(flags)
    pending.list(spilled.observation)
    pending.integer(UInt64(spilled.rawCount))
    pending.list(spilled.compressed)
    nextFrame = arrival.sequence + 1
    if pending.bytes.count >= SpillWriter.segmentBytes { step.jobs = [closeSegment()] }
    return step
  }

  func emit(_ result: any Sendable) throws -> SinkReceipt? {
    guard let segment = result as? SpillSegment else {
      throw SluiceError(.bug, "a spill got a foreign result")
    }
    try AtomicFile.write(
      segment.bytes, to: SpillFolder.path(stream, file: segment.file, in: resources), in: resources.fileSystem
    )
    return SinkReceipt(file: segment.file, details: nil, nextFrame: segment.nextFrame, nextRow: 0)
  }

  func finish() throws -> [any Sendable] { pending.bytes.isEmpty ? [] : [closeSegment()] }

  func conclude(_ receipts: [SinkReceipt], _ facts: RunFacts) throws -> [RunOutput] { [] }

  /// What the gather stage behind which records are kept says of them all.
  func concludeGather(_ facts: RunFacts) throws -> [AssertionOutcome] { try state?.conclude(facts) ?? [] }

  func abandon() {}

  private func closeSegment() -> SpillSegment {
    defer {
      nextFile += 1
      pending = ByteWriter()
    }
    return SpillSegment(file: nextFile, bytes: pending.bytes, nextFrame: nextFrame)
  }
}
