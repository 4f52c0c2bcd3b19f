internal import SluiceCore

/// Counts of one data holder in a file that can be shared: a line about the whole, then a line for each piece.
///
/// The file holds pieces of the text, which are mostly words. What it leaves out is what occurs too seldom or in
/// too few documents; what many documents hold, such as the name of a place, stays. The bytes depend on the counts
/// alone. Format: Docs/formats/counts.md.
public struct CountsFile: Sendable {
  /// The pattern the pieces were cut with.
  public let pattern: TrainingPattern
  /// Number of documents that were counted.
  public let documents: Int
  /// Number of bytes that were counted.
  public let bytes: Int
  /// How often a piece must occur to be in the file.
  public let minimumCount: UInt64
  /// In how many documents a piece must occur to be in the file.
  public let minimumDocuments: UInt32
  /// The pieces in the file.
  public let counts: PieceCounts
  /// Number of different pieces that were left out.
  public let leftOutPieces: Int
  /// Number of their occurrences.
  public let leftOutOccurrences: UInt64

  /// What `counts` tell after what is rare is left out.
  ///
  /// - Parameters:
  ///   - counts: Everything that was counted.
  ///   - pattern: What it was cut with.
  ///   - documents: Number of documents.
  ///   - bytes: Number of their bytes.
  ///   - minimumCount: How often a piece must occur to be kept.
  ///   - minimumDocuments: In how many documents it must occur.
  public init(
    _ counts: PieceCounts, pattern: TrainingPattern, documents: Int, bytes: Int, minimumCount: UInt64 = 1,
    minimumDocuments: UInt32 = 1
  ) {
    self.pattern = pattern
    self.documents = documents
    self.bytes = bytes
    self.minimumCount = max(1, minimumCount)
    self.minimumDocuments = max(1, minimumDocuments)
    let isWhole = minimumCount <= 1 && minimumDocuments <= 1
    self.counts =
      isWhole ? counts : counts.keeping(occurrences: minimumCount, documents: minimumDocuments)
    leftOutPieces = counts.count - self.counts.count
    leftOutOccurrences = isWhole ? 0 : counts.total - self.counts.total
  }

  /// The file's bytes.
  public var serialized: [UInt8] {
    let header: JSON = [
      "sluice-counts": 1, "pattern": JSON(pattern.rawValue), "pieces": JSON(counts.count),
      "occurrences": JSON(Int(clamping: counts.total)), "documents": JSON(documents), "bytes": JSON(bytes),
      "minimum-count": JSON(Int(clamping: minimumCount)), "minimum-documents": JSON(Int(minimumDocuments)),
      "left-out-pieces": JSON(leftOutPieces),
      "left-out-occurrences": JSON(Int(clamping: leftOutOccurrences)),
    ]
    var output = Array(header.compact.utf8)
    output.append(0x0A)
    for (piece, tally) in counts.sorted {
      let text = JSON(String(decoding: piece, as: UTF8.self)).compact
      output.append(contentsOf: "[\(text),\(tally.occurrences),\(tally.documents)]\n".utf8)
    }
    return output
  }
}

extension PieceCounts {
  /// All pieces in the order of their bytes.
  var sorted: [(piece: [UInt8], tally: Tally)] {
    var pieces: [(first: UInt64, piece: [UInt8], tally: Tally)] = []
    pieces.reserveCapacity(count)
    unsafe forEach { text, count, tally in
      var first: UInt64 = 0
      for index in 0..<8 { first = unsafe first << 8 | UInt64(index < count ? text[index] : 0) }
      pieces.append((first, unsafe Array(UnsafeBufferPointer(start: text, count: count)), tally))
    }
    pieces.sort {
      $0.first != $1.first ? $0.first < $1.first : $0.piece.lexicographicallyPrecedes($1.piece)
    }
    return pieces.map { ($0.piece, $0.tally) }
  }
}
