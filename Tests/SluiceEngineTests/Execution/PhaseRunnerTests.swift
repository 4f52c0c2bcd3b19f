import Foundation
import SluiceCore
import SluiceCrypto
import SluiceLineage
import SluiceStorage
import SluiceTestSupport
import Synchronization
import Testing

@testable import SluiceEngine

@Suite("Running a phase") struct PhaseRunnerTests {
  /// Runs a phase of `frames` frames from memory into `sink`.
  private func run(_ feed: MemoryFeed, _ sink: LoggingSink, workers: Int, interruption: StopFlag = StopFlag())
    throws
  {
    let folder = try TemporaryFolder()
    var plan = try SmallPipeline.plan(#""out": { "use": "write", "in": "gate", "to": "out" }"#)
    let out = plan.stages[2]
    plan.stages[2] = PlannedStage(
      name: out.name, place: out.place, declaration: out.declaration, inputs: out.inputs,
      inputSchema: out.inputSchema, stage: sink)
    let shard = Inventory.Shard(path: "a.jsonl", bytes: 1, modified: Timestamp(microseconds: 0))
    let inventory = Inventory(sources: [Inventory.Source(stage: 0, shards: [shard])])
    var key = [UInt8](repeating: 7, count: 32)
    let resources = RunResources(
      runID: "run", workers: workers, pipeline: plan.pipeline, memory: 8 << 10, runFolder: folder.path,
      fileSystem: LocalFileSystem(), runKey: RunKey(SecretBytes(consuming: &key)), interruption: interruption,
      inventory: inventory)
    let recorder = RunRecorder(
      plan: plan, inventory: inventory, catalogue: try RunCatalogue(writing: folder.path("lineage.sqlite")))
    let commit = try PhaseCommit(
      plan: plan, phase: plan.phases[0], journal: Journal(folder.path("journal"), in: LocalFileSystem()),
      recorder: recorder, limits: FaultLimits(plan: plan, inventory: inventory), resources: resources,
      progress: RunProgress())
    feed.schema = plan.stages[0].stage.outputs[0].schema
    try PhaseRunner(
      plan: plan, phase: plan.phases[0], feed: feed, commit: commit, resources: resources, firstFrame: 0
    ).run()
  }

  @Test("every frame is accepted and every result emitted in the order of the input", arguments: [1, 2, 4])
  func keepsOrder(workers: Int) throws {
    let sink = LoggingSink()
    try run(MemoryFeed(frames: 60), sink, workers: workers)
    let log = sink.log.state.withLock { $0 }
    #expect(log.accepted == Array(0..<60))
    #expect(log.emitted == Array(0..<60) + [-1])
    #expect(!log.isAbandoned)
  }

  @Test("a phase without frames finishes its sinks", arguments: [1, 3])
  func finishesWithoutFrames(workers: Int) throws {
    let sink = LoggingSink()
    try run(MemoryFeed(frames: 0), sink, workers: workers)
    #expect(sink.log.state.withLock { $0.emitted } == [-1])
  }

  @Test("of several errors the first in the order of the input ends the run", arguments: [1, 2, 4])
  func firstErrorWins(workers: Int) throws {
    let sink = LoggingSink()
    let error = #expect(throws: SluiceError.self) {
      try run(MemoryFeed(frames: 60, failing: [23: 0.01, 24: 0, 25: 0, 26: 0]), sink, workers: workers)
    }
    #expect(error?.message == "frame 23")
    let log = sink.log.state.withLock { $0 }
    #expect(log.accepted == Array(0..<23))
    #expect(log.emitted == Array(0..<log.emitted.count) && log.emitted.count <= 23)
    #expect(log.isAbandoned)
  }

  @Test("a sink that fails at a frame ends the run, and nothing after it is accepted", arguments: [1, 2, 4])
  func sinkFails(workers: Int) throws {
    for frame in [0, 1, 17, 59] {
      var sink = LoggingSink()
      sink.failingAccept = frame
      let error = #expect(throws: SluiceError.self) {
        try run(MemoryFeed(frames: 60), sink, workers: workers)
      }
      #expect(error?.message == "accept \(frame)")
      let log = sink.log.state.withLock { $0 }
      #expect(log.accepted == Array(0..<frame))
      #expect(log.emitted == Array(0..<log.emitted.count) && log.emitted.count <= frame)
      #expect(log.isAbandoned)
    }
  }

  @Test("a sink that fails at a result ends the run, and nothing after it is emitted", arguments: [1, 2, 4])
  func emissionFails(workers: Int) throws {
    var sink = LoggingSink()
    sink.failingEmission = 31
    let error = #expect(throws: SluiceError.self) { try run(MemoryFeed(frames: 60), sink, workers: workers) }
    #expect(error?.message == "emit 31")
    let log = sink.log.state.withLock { $0 }
    #expect(log.emitted == Array(0..<31))
    #expect(log.isAbandoned)
  }

  @Test("work that fails ends the run", arguments: [1, 2, 4])
  func jobFails(workers: Int) throws {
    var sink = LoggingSink()
    sink.failingJob = 12
    let error = #expect(throws: SluiceError.self) { try run(MemoryFeed(frames: 60), sink, workers: workers) }
    #expect(error?.message == "job 12")
    let log = sink.log.state.withLock { $0 }
    #expect(log.emitted == Array(0..<log.emitted.count) && log.emitted.count <= 12)
  }

  @Test("a run that is asked to stop says so", arguments: [1, 3])
  func interrupts(workers: Int) throws {
    let flag = StopFlag()
    flag.raise()
    let sink = LoggingSink()
    let error = #expect(throws: SluiceError.self) {
      try run(MemoryFeed(frames: 60), sink, workers: workers, interruption: flag)
    }
    #expect(error?.code == .interrupted)
    #expect(sink.log.state.withLock { $0.isAbandoned })
  }

  @Test("threads that wait see every change")
  func monitors() throws {
    let monitor = Monitor(0)
    try WorkerPool.run(workers: 2) { worker, _ in
      for _ in 0..<500 { monitor.update { $0 += 1 } }
    }
    #expect(monitor.wait { $0 >= 1000 ? $0 : nil } == 1000)
    #expect(throws: SluiceError.self) { try monitor.update { _ in throw SluiceError(.failed, "x") } }
    #expect(monitor.update { $0 } == 1000)
  }
}
