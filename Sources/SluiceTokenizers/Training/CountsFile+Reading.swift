public import SluiceCore

extension CountsFile {
  /// Reads the bytes of a counts file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - file: Name used in places.
  /// - Throws: A `badData` error at its line if the file is cut short, changed or of another version.
  public static func read(_ bytes: [UInt8], file: String? = nil) throws(SluiceError) -> CountsFile {
    guard let text = String(validating: bytes, as: UTF8.self), text.utf8.count == bytes.count else {
      throw SluiceError(.badData, "a counts file is UTF-8, and this is not", at: Place(file: file))
    }
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
    let header = try Header(bytes[..<end], file: file)
    let counts = PieceCounts()
    var reader = CountsReader(cursor: JSONCursor(bytes, file: file, position: end))
    do throws(SluiceError) {
      while reader.cursor.peek() != nil { try reader.readEntry(into: counts, header) }
    } catch {
      // Without a column nobody shows the line, which holds words of a text.
      let place = Place(file: error.place.file, line: error.place.line)
      throw SluiceError(.badData, error.message, at: place, hint: error.hint)
    }
    guard counts.count == header.pieces, counts.total == header.occurrences else {
      throw SluiceError(
        .badData,
        "the file has \(counts.count) pieces and should have \(header.pieces), or their counts changed",
        at: Place(file: file), hint: "it was cut short or edited: count again")
    }
    return CountsFile(counts, header)
  }

  private init(_ counts: PieceCounts, _ header: Header) {
    self.counts = counts
    pattern = header.pattern
    documents = header.documents
    bytes = header.bytes
    minimumCount = header.minimumCount
    minimumDocuments = header.minimumDocuments
    leftOutPieces = header.leftOutPieces
    leftOutOccurrences = header.leftOutOccurrences
  }

  /// The first line.
  private struct Header {
    let pattern: TrainingPattern
    let pieces: Int
    let occurrences: UInt64
    let documents: Int
    let bytes: Int
    let minimumCount: UInt64
    let minimumDocuments: UInt32
    let leftOutPieces: Int
    let leftOutOccurrences: UInt64

    private static let members = [
      "sluice-counts", "pattern", "pieces", "occurrences", "documents", "bytes", "minimum-count",
      "minimum-documents", "left-out-pieces", "left-out-occurrences",
    ]

    init(_ line: ArraySlice<UInt8>, file: String?) throws(SluiceError) {
      let place = Place(file: file, line: 1)
      guard line.count < 1 << 16, let json = try? JSON.parse(Array(line)), let object = json.object,
        json["sluice-counts"] != nil
      else {
        throw SluiceError(
          .badData, "this is no counts file", at: place, hint: "make one with: sluice tokenizer count")
      }
      guard json["sluice-counts"]?.integer == 1 else {
        throw SluiceError(.badData, "a counts file of another version", at: place)
      }
      for name in object.keys where !Header.members.contains(name) {
        throw SluiceError(.badData, "unknown member '\(name)'", at: place)
      }
      var numbers: [String: Int] = [:]
      for name in Header.members.dropFirst(2) {
        guard let number = json[name]?.integer, number >= 0 else {
          throw SluiceError(.badData, "'\(name)' must be a whole number", at: place)
        }
        numbers[name] = number
      }
      guard let pattern = json["pattern"]?.string.flatMap(TrainingPattern.init) else {
        throw SluiceError(.badData, "the pattern is not known", at: place)
      }
      self.pattern = pattern
      pieces = numbers["pieces"] ?? 0
      occurrences = UInt64(numbers["occurrences"] ?? 0)
      documents = numbers["documents"] ?? 0
      bytes = numbers["bytes"] ?? 0
      minimumCount = UInt64(numbers["minimum-count"] ?? 0)
      minimumDocuments = UInt32(clamping: numbers["minimum-documents"] ?? 0)
      leftOutPieces = numbers["left-out-pieces"] ?? 0
      leftOutOccurrences = UInt64(numbers["left-out-occurrences"] ?? 0)
    }
  }

  /// Reads the lines of pieces.
  private struct CountsReader {
    var cursor: JSONCursor
    private var piece: [UInt8] = []
    private var last: [UInt8] = []

    init(cursor: JSONCursor) { self.cursor = cursor }

    mutating func readEntry(into counts: PieceCounts, _ header: Header) throws(SluiceError) {
      let start = cursor.position
      try cursor.expect(UInt8(ascii: "["))
      piece.removeAll(keepingCapacity: true)
      try cursor.string(into: &piece)
      try cursor.expect(UInt8(ascii: ","))
      let occurrences = UInt64(try cursor.index(below: 1 << 59))
      try cursor.expect(UInt8(ascii: ","))
      let documents = UInt32(truncatingIfNeeded: try cursor.index(below: 1 << 32))
      try cursor.expect(UInt8(ascii: "]"))
      guard !piece.isEmpty, piece.count <= PieceCounts.longestPiece else {
        throw cursor.error("a piece has from 1 to \(PieceCounts.longestPiece) bytes", at: start)
      }
      guard last.lexicographicallyPrecedes(piece) else {
        throw cursor.error("pieces are not in the order of their bytes", at: start)
      }
      guard documents > 0, UInt64(documents) <= occurrences, occurrences >= header.minimumCount,
        documents >= header.minimumDocuments
      else { throw cursor.error("the counts of a piece contradict each other or the first line", at: start) }
      unsafe piece.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        unsafe counts.add(
          base, buffer.count, PieceCounts.Tally(occurrences: occurrences, documents: documents))
      }
      swap(&piece, &last)
    }
  }
}
