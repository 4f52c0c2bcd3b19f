internal import SluiceCore
internal import SluiceLineage

/// A kind of stage; a value of it is one planned stage of a pipeline.
///
/// Planning makes the value: it reads the options, loads what they name, reports what is wrong into the
/// context, and says what the stage does to the schema. Running asks it for workers.
protocol StageKind: Sendable {
  /// Name, options and documentation.
  static var declaration: StageDeclaration { get }
  /// Plans a stage whose records have the schema `input` (empty for a source).
  ///
  /// When something is wrong it is reported and the value stays usable for planning what follows.
  init(_ options: StageOptions, input: Schema, context: inout PlanContext)
  /// What comes out, port by port; a stage with one output calls its port `""`.
  var outputs: [OutputPort] { get }
  /// What the stage counts beside records, in the order of their numbers.
  var counters: [StageCounter] { get }
  /// The input fields that an output field is made of, where it is not the field of its own name.
  var derivations: [String: [String]] { get }
}

extension StageKind {
  var derivations: [String: [String]] { [:] }
  var counters: [StageCounter] { [] }
}

/// Something a stage counts beside records.
struct StageCounter: Sendable, Equatable {
  /// Personal data found in a field.
  struct Detection: Sendable, Equatable {
    /// The field.
    var field: String
    /// Type of what was found.
    var type: String
    /// What was done with it.
    var operation: String
  }

  /// Name, unique in its stage.
  var name: String
  /// Set when the counter counts findings of personal data.
  var detection: Detection?

  init(_ name: String) { self.name = name }

  /// A counter of findings.
  init(field: String, type: String, operation: String) {
    name = "\(field).\(type).\(operation)"
    detection = Detection(field: field, type: type, operation: operation)
  }
}

/// One output of a stage.
struct OutputPort: Sendable, Equatable {
  /// Name after the dot in `stage.port`; empty for the only output.
  var name: String
  /// The schema of the records.
  var schema: Schema
  /// Where the port is named, if the pipeline names it.
  var place: Place

  init(_ name: String = "", _ schema: Schema, at place: Place = Place()) {
    self.name = name
    self.schema = schema
    self.place = place
  }
}

/// A stage that turns each frame into frames without looking at others.
protocol MapStage: StageKind {
  /// Makes what one thread uses.
  func makeWorker(_ resources: RunResources) throws -> any MapWorker
}

/// One thread's part of a map stage, with its own buffers.
protocol MapWorker: AnyObject {
  /// Turns a frame into one frame for each output port.
  ///
  /// Rows are dropped by naming them in `outcome`; the engine clears them from every output and checks that
  /// what comes out and what was dropped add up to what came in.
  func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame]
}

/// What a stage did to one frame beside its output.
struct StageOutcome: Sendable {
  /// Rows dropped, by number of the reason in the stage's declaration.
  private(set) var drops: [(reason: Int, rows: Bitmap)] = []
  /// Counts by number of the counter in the stage's `counters`.
  var counts: [Int]

  init(counters: Int) { counts = [Int](repeating: 0, count: counters) }

  /// Drops `rows` for the reason of that number.
  mutating func drop(_ rows: Bitmap, reason: Int) {
    if rows.population > 0 { drops.append((reason, rows)) }
  }
}

/// A stage that sees all frames before the first goes on.
protocol GatherStage: StageKind {
  /// Makes what one thread uses to observe frames.
  func makeObserver(_ resources: RunResources) throws -> any GatherObserver
  /// Makes the state that takes observations in the order of the input.
  func makeState(_ resources: RunResources) throws -> any GatherState
}

/// One thread's part of a gather stage.
protocol GatherObserver: AnyObject {
  /// Reduces a frame to the bytes that the state needs of it; they are sealed and kept for a resume.
  func observe(_ frame: Frame) throws -> [UInt8]
}

/// What a gather stage knows of all frames so far; called by one thread at a time, in the order of the input.
protocol GatherState: AnyObject {
  /// Takes a frame's observation and says which rows to drop.
  func admit(_ frame: Frame, _ observation: [UInt8], _ outcome: inout StageOutcome) throws
  /// Takes the observation of rows that an earlier, broken run admitted.
  func restore(_ observation: [UInt8], selection: Bitmap) throws
  /// Called when all frames were admitted: the conditions that the stage checked; the run goes on if all hold.
  func conclude(_ facts: RunFacts) throws -> [AssertionOutcome]
}

extension GatherState {
  func conclude(_ facts: RunFacts) throws -> [AssertionOutcome] { [] }
}

/// A condition that was checked on all records.
struct AssertionOutcome: Sendable, Equatable {
  /// The condition as written.
  var expression: String
  /// Whether it held.
  var holds: Bool
  /// The figures it speaks of.
  var observed: JSON
  /// Where it stands.
  var place: Place
}

/// A stage that takes records out of the run.
protocol SinkStage: StageKind {
  /// Makes what one thread uses to prepare frames for writing.
  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer
  /// Makes the writer, which goes on after what an earlier, broken run has published.
  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter
}

/// A sink that leaves files in a folder which the pipeline names.
protocol PublishingSink: SinkStage {
  /// The folder, as the pipeline names it.
  var folder: String { get }
  /// Whether a file of that name is one that such a sink publishes.
  static func isOutput(_ name: String) -> Bool
}

/// One thread's part of a sink.
protocol SinkPreparer: AnyObject {
  /// Does to a frame what can be done without knowing the frames before it.
  func prepare(_ frame: Frame) throws -> any Sendable
  /// Does one of the pieces of work that the writer handed out.
  func perform(_ job: any Sendable) throws -> any Sendable
}

/// The part of a sink that sees frames in the order of the input; called by one thread at a time.
protocol SinkWriter: AnyObject {
  /// Takes a prepared frame and hands out work that any thread may do, in the order of its results.
  func accept(_ prepared: any Sendable, _ arrival: SinkArrival) throws -> SinkStep
  /// Takes the result of a job, in the order in which jobs were handed out.
  func emit(_ result: any Sendable) throws -> SinkReceipt?
  /// Hands out the last jobs, once all frames were accepted.
  func finish() throws -> [any Sendable]
  /// Publishes what binds the output together, once all results were emitted.
  func conclude(_ receipts: [SinkReceipt], _ facts: RunFacts) throws -> [RunOutput]
  /// Removes what was begun and not published.
  func abandon()
}

/// A frame at a sink.
struct SinkArrival {
  /// The frame; its selected rows are to be written.
  var frame: Frame
  /// Number of the frame in the phase, from 0.
  var sequence: Int
  /// Selected rows of the same number that came before, where several branches end in one sink.
  var rowsBefore = 0
  /// How many of the selected rows stand in published files already.
  var skipping = 0
}

/// What a sink's writer did with one frame.
struct SinkStep {
  /// Work that any thread may do.
  var jobs: [any Sendable] = []
  /// Where rows went: runs of consecutive documents in one output file.
  var placements: [Placement] = []
  /// What was dropped, by a gather stage.
  var outcome: StageOutcome?
}

/// Consecutive selected rows of a frame that lie one after the other in an output file.
struct Placement: Sendable, Equatable {
  /// Number of the output file of the sink, from 0.
  var file: Int
  /// Number of the first of the documents in that file.
  var firstDocument: Int
  /// Numbers of the records, counted from the first record of the frame.
  var ordinals: [UInt32]
}

/// Says that an output file stands complete under its final name.
struct SinkReceipt: Sendable, Equatable {
  /// Number of the output file, from 0.
  var file: Int
  /// What the sink needs to know of it later, such as name, digests and wrapped key.
  var details: JSON
  /// The first frame of which rows are not in this or an earlier file.
  var nextFrame: Int
  /// How many selected rows of that frame are in this or an earlier file.
  var nextRow: Int
}

/// A file that a run leaves for others.
struct RunOutput: Sendable {
  /// What a file is to the dataset.
  typealias Kind = RunCatalogue.Output.Kind

  /// Path from the run's output folder.
  var path: String
  /// What it is to the dataset.
  var kind: Kind = .shard
  /// SHA-256 of the file.
  var sha256: [UInt8]
  /// Size in bytes.
  var bytes: Int
  /// Documents in it.
  var documents: Int
  /// Tokens in it, if it holds tokens.
  var tokens: Int?
  /// More about it, for the report.
  var details: JSON
}
