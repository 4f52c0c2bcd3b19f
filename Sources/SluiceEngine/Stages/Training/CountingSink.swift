internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage
internal import SluiceTokenizers

/// Counts the words of a frame.
final class CountingPreparer: SinkPreparer {
  private let column: Int?
  private let counter: PieceCounter

  init(_ options: TrainingOptions) {
    column = options.column
    counter = PieceCounter(options.pattern)
  }

  /// The words of one frame.
  struct Counted: Sendable {
    var counts: PieceCounts
    var bytes: Int
    var ordinals: [UInt32]
  }

  func prepare(_ frame: Frame) throws -> any Sendable {
    guard let column, case .text(let text) = frame.columns[column] else {
      throw SluiceError(.bug, "a stage that counts words got a frame without text")
    }
    let before = counter.bytes
    counter.count(text, selection: frame.selection)
    var ordinals: [UInt32] = []
    frame.selection.forEachSet { ordinals.append(frame.ordinals[$0]) }
    return Counted(counts: counter.take(), bytes: counter.bytes - before, ordinals: ordinals)
  }

  func perform(_ job: any Sendable) throws -> any Sendable {
    guard let job = job as? CountingWriter.Job else {
      throw SluiceError(.bug, "a stage that counts words got work of another sink")
    }
    return CountingWriter.Made(bytes: try job.make(job.counts, job.documents, job.bytes), job: job)
  }
}

/// Adds up the words of all frames and writes one file at the end.
///
/// Nothing is published before, so a broken run counts again from the first frame.
final class CountingWriter: SinkWriter {
  /// Makes the file of what was counted.
  typealias Maker =
    @Sendable (
      _ counts: PieceCounts, _ documents: Int, _ bytes: Int
    ) throws(SluiceError) -> [UInt8]

  /// The last thing to do: to make the file.
  struct Job: Sendable {
    let counts: PieceCounts
    let documents: Int
    let bytes: Int
    let nextFrame: Int
    let make: Maker
  }

  /// The file as it is to be written.
  struct Made: Sendable {
    let bytes: [UInt8]
    let job: Job
  }

  private let path: String
  private let resources: RunResources
  private let make: Maker
  private let isDone: Bool
  private let counts = PieceCounts()
  private var documents = 0
  private var bytes = 0
  private var nextFrame = 0

  init(
    folder: String, name: String, resources: RunResources, published: [SinkReceipt], make: @escaping Maker
  ) throws {
    path = Path.join(folder, name)
    self.resources = resources
    self.make = make
    isDone = !published.isEmpty
    try resources.fileSystem.makeFolder(folder)
  }

  func accept(_ prepared: any Sendable, _ arrival: SinkArrival) throws -> SinkStep {
    guard let counted = prepared as? CountingPreparer.Counted else {
      throw SluiceError(.bug, "a stage that counts words got a frame of another sink")
    }
    let placement = Placement(file: 0, firstDocument: documents, ordinals: counted.ordinals)
    counts.add(counted.counts)
    documents += counted.ordinals.count
    bytes += counted.bytes
    nextFrame = arrival.sequence + 1
    guard counts.byteCount <= resources.memory / 2 else {
      throw SluiceError(
        .failed, "the words take more than half of resources.memory, \(ByteSize(bytes: resources.memory))",
        hint: "raise resources.memory, or count a sample")
    }
    return SinkStep(placements: counted.ordinals.isEmpty ? [] : [placement])
  }

  func finish() throws -> [any Sendable] {
    isDone
      ? [] : [Job(counts: counts, documents: documents, bytes: bytes, nextFrame: nextFrame, make: make)]
  }

  func emit(_ result: any Sendable) throws -> SinkReceipt? {
    guard let made = result as? Made else {
      throw SluiceError(.bug, "a stage that counts words got a foreign result")
    }
    try AtomicFile.write(made.bytes, to: path, in: resources.fileSystem)
    return SinkReceipt(
      file: 0,
      details: [
        "sha256": JSON(Digest256.hash(made.bytes).hex), "bytes": JSON(made.bytes.count),
        "documents": JSON(made.job.documents),
      ], nextFrame: made.job.nextFrame, nextRow: 0)
  }

  func conclude(_ receipts: [SinkReceipt], _ facts: RunFacts) throws -> [RunOutput] {
    receipts.map { receipt in
      RunOutput(
        path: path, sha256: receipt.details["sha256"]?.string.flatMap(Hex.bytes) ?? [],
        bytes: receipt.details["bytes"]?.integer ?? 0,
        documents: receipt.details["documents"]?.integer ?? 0, tokens: nil, details: receipt.details)
    }
  }

  func abandon() {}
}
