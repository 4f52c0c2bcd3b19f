internal import SluiceCodecs
public import SluiceCore
public import SluiceStorage

/// Decodes one shard and cuts it into slices of whole records: the serial part of ingest.
///
/// A shard is a file, raw or compressed (gzip, zstd, xz, bzip2, told by content), or a tar or zip archive of such
/// files. A stream that breaks gives all whole records before the break and then a `StreamFault`; only failures
/// of reading itself are thrown. The slices depend on nothing but the decoded bytes and the format. Calls must
/// not overlap.
public final class ShardReader: @unchecked Sendable {
  /// The broken streams met so far.
  public private(set) var faults: [StreamFault] = []
  /// What was read so far.
  public private(set) var summary = ShardSummary()

  private let path: String
  private let format: IngestFormat
  private let source: Int
  private let shard: Int
  private let stored: StoredFile?
  private var documents: DocumentSequence
  private var document: Document?
  private var cutter: RecordCutter?
  private var layout: CSVLayout?
  private var batch: TextBatch
  private var isEnded = false

  /// Opens the file at `path`.
  ///
  /// - Parameters:
  ///   - format: Must have passed `IngestFormat.check()`.
  ///   - source: Position of the ingest stage, for the origin of frames.
  ///   - shard: Position of the shard, for the origin of frames.
  ///   - observer: Gets the stored bytes of the file once each, in order, as they are read, all of them by the
  ///     time `next` returns nil: what a digest of the shard is computed from.
  public convenience init(
    _ path: String, format: IngestFormat, source: Int = 0, shard: Int = 0,
    in fileSystem: any FileSystem = LocalFileSystem(), observer: ((Span<UInt8>) -> Void)? = nil
  ) throws(SluiceError) {
    let stored = StoredFile(try InputFile(path, in: fileSystem), observer: observer)
    self.init(path, stored, stored, format, source, shard)
  }

  /// Reads `bytes` as a file called `name`.
  public convenience init(
    bytes: [UInt8], named name: String, format: IngestFormat, source: Int = 0, shard: Int = 0
  ) {
    self.init(name, nil, MemorySource(bytes), format, source, shard)
  }

  private init(
    _ path: String, _ stored: StoredFile?, _ bytes: any SeekableByteSource, _ format: IngestFormat,
    _ source: Int,
    _ shard: Int
  ) {
    self.path = path
    self.format = format
    self.source = source
    self.shard = shard
    self.stored = stored
    documents = DocumentSequence(path, bytes, stored, format.limits)
    batch = TextBatch(path, sliceBytes: format.sliceBytes, maxRecord: format.maxRecord)
    summary.storedBytes = bytes.size
  }

  /// The next slice, nil at the end; then `faults` and `summary` are complete.
  ///
  /// - Throws: `.inputOutput` if the file cannot be read.
  public func next() throws(SluiceError) -> RawFrame? {
    do throws(SluiceError) {
      while !isEnded {
        if let slice = try step() { return frame(slice) }
      }
      return nil
    } catch {
      throw error.at(Place(file: path))
    }
  }

  /// A slice, or nil when another step must be made.
  private func step() throws(SluiceError) -> Slice? {
    if let cutter, let document {
      let slice = try tolerating(document) { () throws(SluiceError) in try cutter.next() }
      if slice == nil { close(document) }
      return slice
    }
    if let document = try tolerating(nil, { () throws(SluiceError) in try documents.next() }) {
      try tolerating(document) { () throws(SluiceError) in try open(document) }
      if cutter == nil { close(document) }
      return batch.isFull || cutter != nil ? batch.take() : nil
    }
    isEnded = true
    summary.skippedEntries = documents.skippedEntries
    try stored?.observeRest()
    return batch.take()
  }

  /// Begins to cut a document, or adds it to the batch of texts.
  private func open(_ document: Document) throws(SluiceError) {
    guard let kind = try document.kind(format) else { return }
    switch kind {
    case .text:
      do throws(SluiceError) {
        try format.checkText()
      } catch {
        throw SluiceError(.badData, error.message, hint: error.hint)
      }
      try batch.add(document)
    case .csv:
      let delimiter = format.csv.delimiter ?? document.usualDelimiter
      cutter = csvCutter(document, delimiter)
    case .jsonl, .auto:
      layout = nil
      cutter = RecordCutter(
        document.bytes, .lines, sliceBytes: format.sliceBytes, maxRecord: format.maxRecord)
    }
    if cutter != nil { self.document = document }
  }

  private func csvCutter(_ document: Document, _ delimiter: UInt8) -> RecordCutter {
    let scanner = RecordScanner.csv(CSVScanner(delimiter: delimiter))
    if case .names(let names) = format.csv.header {
      layout = CSVLayout(delimiter: delimiter, names: names, fields: format.fields)
      return RecordCutter(document.bytes, scanner, sliceBytes: format.sliceBytes, maxRecord: format.maxRecord)
    }
    layout = nil
    return RecordCutter(
      document.bytes, scanner, sliceBytes: format.sliceBytes, maxRecord: format.maxRecord
    ) { [unowned self] header throws(SluiceError) in
      let names = try CSVRecord.header(header, delimiter: delimiter)
      layout = CSVLayout(delimiter: delimiter, names: names, fields: format.fields)
    }
  }

  private func close(_ document: Document) {
    summary.decodedBytes += document.stream.position
    if documents.isArchive { summary.entries += 1 }
    self.document = nil
    cutter = nil
  }

  private func frame(_ slice: Slice) -> RawFrame {
    let origin = Frame.Origin(
      source: source, shard: shard, frame: summary.frames, firstRecord: summary.records)
    summary.frames += 1
    summary.records += UInt64(slice.recordCount)
    return RawFrame(
      slice, origin: origin, file: path, entry: slice.documents.isEmpty ? document?.entry : nil,
      layout: layout)
  }

  /// Runs `body`; a broken stream becomes a fault and gives nil.
  private func tolerating<Result>(
    _ document: Document?, _ body: () throws(SluiceError) -> Result?
  ) throws(SluiceError) -> Result? {
    do throws(SluiceError) {
      return try body()
    } catch {
      guard error.code == .badData else { throw error }
      let place = Place(
        file: document?.name ?? error.place.file ?? path, line: error.place.line,
        byteOffset: document?.stream.position ?? error.place.byteOffset)
      faults.append(StreamFault(documents.reason(document), error.message, at: place))
      return nil
    }
  }
}
