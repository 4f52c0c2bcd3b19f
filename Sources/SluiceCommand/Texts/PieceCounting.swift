internal import SluiceCore
internal import SluiceTokenizers

/// Counts the pieces of texts, for training.
struct PieceCounting: Sendable {
  let texts: TextFiles
  let pattern: TrainingPattern

  /// What was counted.
  struct Result: Sendable {
    var counts = PieceCounts()
    var documents = 0
    var bytes = 0

    /// Adds what was counted in other documents.
    mutating func add(_ other: Result) {
      counts.add(other.counts)
      documents += other.documents
      bytes += other.bytes
    }
  }

  func run() throws -> Result {
    let counters = Monitor<[PieceCounter]>([])
    let pattern = pattern
    try texts.forEachFrame {
      let counter = PieceCounter(pattern)
      counters.withLock { $0.append(counter) }
      return { frame in counter.count(frame.texts) }
    } commit: {
    }
    var result = Result()
    for counter in counters.withLock({ $0 }) {
      result.add(Result(counts: counter.take(), documents: counter.documents, bytes: counter.bytes))
    }
    return result
  }
}
