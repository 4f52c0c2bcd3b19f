import SluiceCore

@testable import SluiceEngine

/// What a sink of a test has seen.
final class SinkLog: Sendable {
  struct State: Sendable {
    var accepted: [Int] = []
    var emitted: [Int] = []
    var isAbandoned = false
  }

  let state = Monitor(State())
}

/// A sink that logs numbers of frames, hands out one job for each, and fails where it is told to.
struct LoggingSink: SinkStage {
  static let declaration = StageDeclaration("logging", .sink, "Logs what arrives.", options: [])
  var outputs: [OutputPort] { [] }
  let log = SinkLog()
  var failingAccept: Int?
  var failingJob: Int?
  var failingEmission: Int?

  init() {}
  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {}

  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer { Preparer(failing: failingJob) }

  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter {
    Writer(self)
  }

  private final class Preparer: SinkPreparer {
    let failing: Int?

    init(failing: Int?) { self.failing = failing }

    func prepare(_ frame: Frame) throws -> any Sendable { frame.origin.frame }

    func perform(_ job: any Sendable) throws -> any Sendable {
      guard let number = job as? Int, number != failing else { throw SluiceError(.failed, "job \(job)") }
      return number
    }
  }

  private final class Writer: SinkWriter {
    let sink: LoggingSink

    init(_ sink: LoggingSink) { self.sink = sink }

    func accept(_ prepared: any Sendable, _ arrival: SinkArrival) throws -> SinkStep {
      guard arrival.sequence != sink.failingAccept, prepared as? Int == arrival.sequence else {
        throw SluiceError(.failed, "accept \(arrival.sequence)")
      }
      sink.log.state.withLock { $0.accepted.append(arrival.sequence) }
      return SinkStep(jobs: [arrival.sequence])
    }

    func emit(_ result: any Sendable) throws -> SinkReceipt? {
      guard let number = result as? Int, number != sink.failingEmission else {
        throw SluiceError(.failed, "emit \(result)")
      }
      sink.log.state.withLock { $0.emitted.append(number) }
      return nil
    }

    func finish() throws -> [any Sendable] { [-1] }
    func conclude(_ receipts: [SinkReceipt], _ facts: RunFacts) throws -> [RunOutput] { [] }
    func abandon() { sink.log.state.withLock { $0.isAbandoned = true } }
  }
}
