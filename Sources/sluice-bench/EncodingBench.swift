internal import CSluice
internal import Glibc
internal import SluiceCore
internal import SluiceFormats
internal import SluiceTokenizers

/// `sluice-bench encode TOKENIZER FILE.jsonl [options]`: from JSON lines on disk to ids in memory, timed.
///
/// Prints one JSON object: seconds of wall clock and processor of each pass, tokens, bytes of text, and peak
/// memory. Caches live on from pass to pass, so that the first is cold and the others are warm.
enum EncodingBench {
  struct Options {
    var paths: [String] = []
    var passes = 1
    var threads = 1
    var memory = 256 << 20
    var encoding: String?
    /// Where the ids go, each document as its number of ids and the ids, after the timed passes.
    var output: String?
    /// Where caches are read from and written to.
    var cache: String?
  }

  static func run(_ arguments: [String]) throws {
    let options = try parse(arguments)
    sl_tune_heap()
    let file = try TokenizerBench.read(options.paths[0])
    let tokenizer =
      if let encoding = options.encoding {
        try Tokenizer.ranks(file, encoding: encoding, file: options.paths[0])
      } else {
        try Tokenizer.load(file, file: options.paths[0])
      }
    var passes: [JSON] = []
    var workers = options.passes == 0 ? try makeWorkers(tokenizer, options) : []
    var total = EncodingReport()
    for _ in 0..<options.passes {
      let start = Moment.now
      if workers.isEmpty { workers = try makeWorkers(tokenizer, options) }
      total = try encode(options.paths[1], workers, nil)
      passes.append((Moment.now - start).json)
    }
    let peak = Int(sl_peak_resident_bytes())
    if let output = options.output {
      let kept = Monitor<[Int: [UInt32]]>([:])
      _ = try encode(options.paths[1], workers) { frame, words in kept.withLock { $0[frame] = words } }
      let frames = kept.withLock { $0 }
      let words = frames.keys.sorted().flatMap { frames[$0] ?? [] }
      try unsafe words.withUnsafeBytes { words in try unsafe save(words, to: output) }
    }
    if let path = options.cache {
      let snapshot = try CacheSnapshot(of: workers.map(\.encoder), memory: options.memory)
      try unsafe snapshot.bytes.withUnsafeBytes { bytes in try unsafe save(bytes, to: path) }
    }
    let report: JSON = [
      "passes": JSON(passes), "tokens": JSON(total.tokens), "bytes": JSON(total.bytes), "peak": JSON(peak),
    ]
    print(report.compact)
  }

  private static func save(_ bytes: UnsafeRawBufferPointer, to path: String) throws {
    let descriptor = unsafe sl_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw SluiceError(.inputOutput, "cannot write \(path)") }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = unsafe write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      guard count > 0 else { throw SluiceError(.inputOutput, "cannot write \(path)") }
      done += count
    }
  }

  private static func parse(_ arguments: [String]) throws -> Options {
    var options = Options()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        options.paths.append(argument)
        continue
      }
      guard let value = rest.popFirst() else { throw SluiceError(.usage, "\(argument) needs a value") }
      switch argument {
      case "--passes": options.passes = Int(value) ?? 1
      case "--threads": options.threads = Int(value) ?? 1
      case "--memory": options.memory = (Int(value) ?? 256) << 20
      case "--encoding": options.encoding = value
      case "--output": options.output = value
      case "--cache": options.cache = value
      default: throw SluiceError(.usage, "unknown option \(argument)")
      }
    }
    guard options.paths.count == 2 else {
      throw SluiceError(
        .usage,
        "usage: sluice-bench encode TOKENIZER FILE.jsonl [--passes N] [--threads N] [--memory MIB]"
          + " [--encoding NAME] [--output IDS] [--cache FILE]")
    }
    return options
  }

  private static func makeWorkers(_ tokenizer: Tokenizer, _ options: Options) throws -> [EncodingWorker] {
    var snapshot: CacheSnapshot?
    if let path = options.cache, unsafe access(path, R_OK) == 0 {
      snapshot = try CacheSnapshot(TokenizerBench.read(path), for: tokenizer)
    }
    return try (0..<options.threads).map { _ in
      EncodingWorker(
        encoder: try Encoder(tokenizer, memory: options.memory, snapshot: snapshot),
        parser: try FrameParser(EncodingWorker.format))
    }
  }

  /// Encodes the texts of a file; `keep` gets each document's number of ids and its ids, frame by frame.
  private static func encode(
    _ path: String, _ workers: [EncodingWorker], _ keep: (@Sendable (Int, [UInt32]) -> Void)?
  ) throws -> EncodingReport {
    let reader = try ShardReader(path, format: EncodingWorker.format)
    let position = Monitor(0)
    let total = Monitor(EncodingReport())
    try WorkerPool.run(workers: workers.count) { number, _ in
      let worker = workers[number]
      while let (frame, raw) = try position.withLock({ position in
        let raw = try reader.next()
        position += 1
        return raw.map { (position, $0) }
      }) {
        guard case .text(let texts) = worker.parser.parse(raw).frame.columns[0] else { return }
        var tokens = TokenColumn()
        tokens.ids.reserveCapacity(texts.bytes.count / 3)
        let report = try worker.encoder.encode(texts, into: &tokens)
        total.withLock { $0.add(report) }
        keep?(
          frame,
          (0..<tokens.count).flatMap { [UInt32(tokens.range($0).count)] + tokens.ids[tokens.range($0)] })
      }
    }
    return total.withLock { $0 }
  }
}

/// What one thread encodes with.
final class EncodingWorker: @unchecked Sendable {
  static let format = IngestFormat(.jsonl, fields: [SourceField(Field("text", .string))])

  let encoder: Encoder
  let parser: FrameParser

  init(encoder: Encoder, parser: FrameParser) {
    self.encoder = encoder
    self.parser = parser
  }
}

/// A point in time, by the wall clock and by the processor time of the whole process.
struct Moment {
  var wall: Double
  var cpu: Double

  static var now: Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Moment(
      wall: Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9,
      cpu: Double(sl_process_cpu_nanoseconds()) * 1e-9)
  }

  static func - (end: Moment, start: Moment) -> Moment {
    Moment(wall: end.wall - start.wall, cpu: end.cpu - start.cpu)
  }

  var json: JSON { ["wall": JSON(.double(wall)), "cpu": JSON(.double(cpu))] }
}
