internal import SluiceCore
internal import SluiceFormats
internal import SluicePrivacy

/// Looks for personal identifiers in files, document by document.
struct Scan: Sendable {
  let files: [String]
  let fields: [String]
  let detectors: DetectorSet
  let workers: Int
  /// Bytes of text kept around each finding; none if 0.
  let contextBytes: Int

  /// Reads all files and hands each document on, in order; workers take frames from one file after the other.
  func run(_ take: (ScannedDocument) throws -> Void) throws {
    for file in files {
      let source = try ScanSource(file, fields)
      let frames = Monitor(source)
      let documents = Monitor<[ScannedDocument]>([])
      try WorkerPool.run(workers: workers) { _, stop in
        let detector = Detector(detectors)
        while !stop.isRaised, let frame = try frames.withLock({ try $0.next() }) {
          let scanned = scan(try source.parse(frame), file, detector)
          documents.withLock { $0 += scanned }
        }
      }
      for fault in source.faults { try take(ScannedDocument(file: file, fault: fault)) }
      let sorted = documents.withLock { $0 }.sorted { $0.record < $1.record }
      for document in sorted { try take(document) }
      let read = sorted.lazy.filter { $0.fault == nil }
      if !read.isEmpty, read.allSatisfy({ !$0.hasText }) {
        throw SluiceError(
          .badData, "no record has \(fields.count == 1 ? "the field '\(fields[0])'" : "one of the fields")",
          at: Place(file: file), hint: "name the fields to look into with '--field NAME'")
      }
    }
  }

  private func scan(_ parsed: ScanSource.Parsed, _ file: String, _ detector: Detector) -> [ScannedDocument] {
    let frame = parsed.frame.frame
    var documents = parsed.frame.faults.map { fault in
      ScannedDocument(
        file: file, record: fault.place.record ?? 0, line: fault.place.line, fault: fault.error.message)
    }
    for row in 0..<frame.count {
      let record = Int(clamping: frame.record(row))
      var document = ScannedDocument(file: file, record: record)
      document.line = parsed.line(ofRecord: record)
      document.id = parsed.id(row)
      for (index, field) in fields.enumerated() {
        guard case .text(let texts) = frame.columns[index], texts.validity?[row] ?? true else { continue }
        document.hasText = true
        let text = texts[row]
        let findings = detector.scan(texts.bytes.span.extracting(texts.range(row)))
        let places = contextBytes > 0 ? detector.findings.map(\.range) : []
        for (number, finding) in findings.enumerated() {
          var found = ScannedDocument.Found(field: field, finding: finding)
          if contextBytes > 0 { found.excerpt = Excerpt(text, places[number], contextBytes) }
          document.findings.append(found)
        }
      }
      documents.append(document)
    }
    return documents
  }
}

/// What was found in one document, or why it could not be read.
struct ScannedDocument: Sendable {
  struct Found: Sendable {
    let field: String
    /// The range counts code points.
    let finding: Finding
    var excerpt: Excerpt?
  }

  let file: String
  var record = 0
  /// Line of the record's start, from 1; of files without lines the number of the document.
  var line: Int?
  /// The value of its field `id`.
  var id: JSON?
  var hasText = false
  var findings: [Found] = []
  var fault: String?
}

/// A finding with a little of the text around it, on one line.
struct Excerpt: Sendable {
  let before: String
  let match: String
  let after: String

  /// Cuts `text` to `context` bytes on either side of `range`, at characters and inside the lines of the finding.
  init(_ text: ArraySlice<UInt8>, _ range: Range<Int>, _ context: Int) {
    let start = text.startIndex + range.lowerBound
    let end = text.startIndex + range.upperBound
    var first = start
    while first > text.startIndex, start - first < context, text[first - 1] != 0x0A { first -= 1 }
    while first < start, text[first] & 0xC0 == 0x80 { first += 1 }
    var last = end
    while last < text.endIndex, last - end < context, text[last] != 0x0A { last += 1 }
    while last < text.endIndex, last > end, text[last] & 0xC0 == 0x80 { last -= 1 }
    func line(_ part: ArraySlice<UInt8>) -> String {
      DisplayText.printable(String(decoding: part, as: UTF8.self)).replacing("\n", with: " ")
    }
    before = (first > text.startIndex && text[first - 1] != 0x0A ? "…" : "") + line(text[first..<start])
    match = line(text[start..<end])
    after = line(text[end..<last]) + (last < text.endIndex && text[last] != 0x0A ? "…" : "")
  }
}
