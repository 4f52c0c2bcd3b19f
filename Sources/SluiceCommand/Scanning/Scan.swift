internal import SluiceCore
internal import SluiceFormats
internal import SluicePrivacy

/// Looks for personal identifiers in files, and tells kinds, counts and places, never a value.
struct Scan: Sendable {
  let files: [String]
  let detectors: DetectorSet
  let format: IngestFormat
  let workers: Int
  /// Whether places are kept.
  let wantsPlaces: Bool

  /// What was found of one type in one field.
  struct Count: Sendable, Equatable {
    var findings = 0
    var records = 0
  }

  /// Where one identifier stands.
  struct Place: Sendable {
    let file: Int
    let record: UInt64
    let field: String
    let range: Range<Int>
    let type: IdentifierType
    let confidence: Double
  }

  struct Key: Sendable, Hashable {
    let field: String
    let type: IdentifierType
  }

  struct Result: Sendable {
    var records = 0
    /// Records and ends of streams that could not be read.
    var faults = 0
    var counts: [Key: Count] = [:]
    var places: [Place] = []

    mutating func merge(_ other: Result) {
      records += other.records
      faults += other.faults
      counts.merge(other.counts) {
        Count(findings: $0.findings + $1.findings, records: $0.records + $1.records)
      }
      places += other.places
    }
  }

  /// Reads all files; workers take frames from one after the other.
  func run() throws -> Result {
    try format.check()
    let total = Monitor(Result())
    for (number, file) in files.enumerated() {
      let reader = try ShardReader(file, format: format)
      let frames = Monitor(reader)
      try WorkerPool.run(workers: workers) { _, stop in
        let parser = try FrameParser(format)
        let detector = Detector(detectors)
        var result = Result()
        while !stop.isRaised, let raw = try frames.withLock({ try $0.next() }) {
          let parsed = parser.parse(raw)
          result.records += parsed.frame.count
          result.faults += parsed.faults.count
          look(at: parsed.frame, of: number, with: detector, &result)
        }
        total.withLock { [result] in $0.merge(result) }
      }
      let broken = reader.faults.count
      total.withLock { $0.faults += broken }
    }
    var result = total.withLock { $0 }
    result.places.sort {
      ($0.file, $0.record, $0.field, $0.range.lowerBound) < (
        $1.file, $1.record, $1.field, $1.range.lowerBound
      )
    }
    return result
  }

  private func look(at frame: Frame, of file: Int, with detector: Detector, _ result: inout Result) {
    for (field, column) in zip(frame.schema.fields, frame.columns) {
      guard case .text(let texts) = column else { continue }
      for row in 0..<texts.count {
        detector.find(in: texts.bytes.span.extracting(texts.range(row)))
        for (position, finding) in detector.findings.enumerated() {
          let key = Key(field: field.name, type: finding.type)
          let isFirst = !detector.findings[..<position].contains { $0.type == finding.type }
          result.counts[key, default: Count()].findings += 1
          if isFirst { result.counts[key, default: Count()].records += 1 }
          guard wantsPlaces else { continue }
          result.places.append(
            Place(
              file: file, record: frame.record(row), field: field.name, range: finding.range,
              type: finding.type,
              confidence: finding.confidence))
        }
      }
    }
  }
}
