internal import Dispatch
internal import SluiceCore
internal import SluiceFormats

/// The texts of some files, read by several workers, whose results come in the order of the input.
struct TextFiles: Sendable {
  let files: [String]
  let format: IngestFormat
  let workers: Int
  /// Whether records name their language.
  let hasLanguages: Bool

  /// Files as options of a command name them.
  init(_ arguments: Arguments, files: [String], language: String? = nil) {
    self.files = files
    let text = SourceField(Field("text", .string), from: arguments.value("field") ?? "text")
    let languages = language.map { SourceField(Field("language", .string, isOptional: true), from: $0) }
    format = IngestFormat(fields: [text] + (languages.map { [$0] } ?? []))
    hasLanguages = languages != nil
    workers = arguments.number("workers") ?? WorkerPool.processors
  }

  /// Reads all files.
  ///
  /// At most two frames a worker are under way, so memory does not depend on the size of the files.
  ///
  /// - Parameters:
  ///   - makeWorker: Makes what one thread uses.
  ///   - commit: Gets the results one after the other, in the order of the input.
  /// - Throws: The first error, and a `badData` error at its place for a record that cannot be read.
  func forEachFrame<Made: Sendable>(
    _ makeWorker: @escaping @Sendable () throws -> (TextFrame) throws -> Made,
    commit: @escaping @Sendable (Made) throws -> Void
  ) throws {
    do throws(SluiceError) { try format.check() } catch {
      throw SluiceError(.usage, error.message, hint: error.hint)
    }
    let (format, workers, hasLanguages) = (format, workers, hasLanguages)
    let input = Monitor(Input(files: files, format: format))
    let output = Monitor(Output<Made>())
    // A worker takes a frame only with a credit, and the frame gives it back when it is committed.
    let credits = DispatchSemaphore(value: 0)
    for _ in 0..<2 * workers { credits.signal() }
    try WorkerPool.run(workers: workers) { _, stop in
      do {
        let parser = try FrameParser(format)
        let make = try makeWorker()
        while true {
          credits.wait()
          guard !stop.isRaised, let (sequence, raw) = try input.withLock({ try $0.next() }) else { break }
          let parsed = parser.parse(raw)
          if let fault = parsed.faults.first { throw fault.error.withoutColumn }
          let made = try make(TextFrame(parsed.frame, file: raw.file, hasLanguages: hasLanguages))
          let committed = try output.withLock { try $0.add(made, sequence, commit) }
          for _ in 0..<committed { credits.signal() }
        }
        credits.signal()
      } catch {
        stop.raise()
        for _ in 0..<workers { credits.signal() }
        throw error
      }
    }
  }

  /// Frames of one file after the other.
  private struct Input {
    let files: [String]
    let format: IngestFormat
    private var reader: ShardReader?
    private var nextFile = 0
    private var sequence = 0

    init(files: [String], format: IngestFormat) {
      self.files = files
      self.format = format
    }

    mutating func next() throws(SluiceError) -> (sequence: Int, raw: RawFrame)? {
      while true {
        if let reader {
          if let raw = try reader.next() {
            defer { sequence += 1 }
            return (sequence, raw)
          }
          if let fault = reader.faults.first { throw fault.error }
        }
        guard nextFile < files.count else { return nil }
        reader = try ShardReader(files[nextFile], format: format, shard: nextFile)
        nextFile += 1
      }
    }
  }

  /// Results that wait for those before them.
  private struct Output<Made: Sendable> {
    private var next = 0
    private var waiting: [Int: Made] = [:]

    /// Takes a result and hands on what is next in order; says how many were handed on.
    mutating func add(_ made: Made, _ sequence: Int, _ commit: (Made) throws -> Void) throws -> Int {
      waiting[sequence] = made
      let first = next
      while let made = waiting.removeValue(forKey: next) {
        next += 1
        try commit(made)
      }
      return next - first
    }
  }
}

extension SluiceError {
  /// The error without a column, so that no line of data is shown beside it.
  fileprivate var withoutColumn: SluiceError {
    var error = self
    error.place.column = nil
    return error
  }
}

/// The texts of one frame.
struct TextFrame {
  let texts: TextColumn
  /// The language of each text, where records name it.
  let languages: TextColumn?
  /// The file the texts are from.
  let file: String
  private let frame: Frame

  init(_ frame: Frame, file: String, hasLanguages: Bool) {
    self.frame = frame
    self.file = file
    var columns: [TextColumn] = frame.columns.compactMap {
      if case .text(let column) = $0 { column } else { nil }
    }
    texts = columns.isEmpty ? TextColumn() : columns.removeFirst()
    languages = columns.first
  }

  /// Language of a text, empty if it is not known.
  func language(_ row: Int) -> String { languages?.string(row) ?? "" }

  /// Where a text stands.
  func place(_ row: Int) -> Place { Place(file: file, record: Int(clamping: frame.record(row))) }
}
