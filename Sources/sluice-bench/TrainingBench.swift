internal import CSluice
internal import Glibc
internal import SluiceCore
internal import SluiceTokenizers
internal import Synchronization

/// `sluice-bench train PATTERN SIZE DOCUMENTS OUTPUT [--workers N]`: trains a tokenizer and says how long that took.
///
/// Prints one JSON object: pieces, bytes, and seconds of wall clock and processor for counting and for training.
enum TrainingBench {
  static func run(_ arguments: [String]) throws {
    var arguments = arguments
    var workers = 1
    if let option = arguments.firstIndex(of: "--workers"), option + 1 < arguments.count {
      workers = Int(arguments[option + 1]) ?? 1
      arguments.removeSubrange(option...option + 1)
    }
    guard arguments.count == 4, let pattern = TrainingPattern(rawValue: arguments[0]),
      let size = Int(arguments[1])
    else {
      throw SluiceError(.usage, "usage: sluice-bench train PATTERN SIZE DOCUMENTS OUTPUT [--workers N]")
    }
    let columns = TokenizerBench.frames(try TokenizerBench.read(arguments[2]), of: 4 << 20)
    let start = Moment.now
    let counts = try count(columns, pattern, workers)
    let counted = Moment.now
    let trainer = BytePairTrainer(
      pattern: pattern, vocabularySize: size, specials: ["<|endoftext|>", "<|im_start|>"],
      minimumFrequency: 0,
      characterCoverage: 1)
    let document = try trainer.train(counts).json
    let trained = Moment.now
    let report: JSON = [
      "pieces": JSON(counts.count), "bytes": JSON(columns.reduce(0) { $0 + $1.bytes.count }),
      "workers": JSON(workers), "count": (counted - start).json, "train": (trained - counted).json,
    ]
    TokenizerBench.write(report.compact + "\n", to: 1)
    let descriptor = unsafe sl_open(arguments[3], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw SluiceError(.inputOutput, "cannot write \(arguments[3])") }
    defer { close(descriptor) }
    try TokenizerBench.writeAll(document, to: descriptor)
  }

  private static func count(
    _ columns: [TextColumn], _ pattern: TrainingPattern, _ workers: Int
  ) throws -> PieceCounts {
    let next = Atomic(0)
    let total = Monitor<PieceCounts?>(nil)
    try WorkerPool.run(workers: workers) { _, _ in
      let counter = PieceCounter(pattern)
      while case let column = next.wrappingAdd(1, ordering: .relaxed).oldValue, column < columns.count {
        counter.count(columns[column])
      }
      let counts = counter.take()
      total.withLock { total in if let total { total.add(counts) } else { total = counts } }
    }
    return total.withLock { $0 } ?? PieceCounts()
  }
}
