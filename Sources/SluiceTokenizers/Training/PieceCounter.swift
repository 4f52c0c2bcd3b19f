public import SluiceCore

/// Cuts text into pieces and counts them; one for each worker, whose calls must not overlap.
public final class PieceCounter: @unchecked Sendable {
  /// What has been counted.
  public private(set) var counts = PieceCounts()
  /// Number of documents counted.
  public private(set) var documents = 0
  /// Number of bytes counted.
  public private(set) var bytes = 0
  private let splitter: PieceSplitter
  /// Whether pieces are cut before every space too.
  private let cutsAtSpaces: Bool
  /// Number of the document under way; told apart from its neighbours, not from one 2³² − 1 before.
  private var document: UInt32 = 0
  private var keys = [PieceKey](repeating: PieceKey(), count: PieceCounter.window)

  /// How many pieces are asked for before the first of them is counted.
  private static var window: Int { 32 }

  /// A counter for pieces of `pattern`.
  public init(_ pattern: TrainingPattern) {
    splitter = PieceSplitter(Pretokenization(steps: [pattern.split]))
    cutsAtSpaces = pattern == .sentencepiece
  }

  /// Counts the pieces of the selected rows that have a value.
  public func count(_ column: TextColumn, selection: Bitmap? = nil) {
    unsafe column.bytes.withUnsafeBufferPointer { buffer in
      for row in 0..<column.count where (selection?[row] ?? true) && (column.validity?[row] ?? true) {
        let range = column.range(row)
        document = document == .max ? 1 : document + 1
        documents += 1
        bytes += range.count
        guard let base = buffer.baseAddress, !range.isEmpty else { continue }
        let text = unsafe base + range.lowerBound
        let readable = buffer.count - range.lowerBound
        unsafe splitter.forEachChunk(text, range.count, readable: readable) { starts, count in
          if cutsAtSpaces {
            for piece in 0..<count {
              unsafe countWords(text, Int(starts[piece])..<Int(starts[piece + 1]), readable)
            }
          } else {
            unsafe countPieces(text, starts, count, readable)
          }
        }
      }
    }
  }

  /// Hands over what was counted, and begins anew.
  public func take() -> PieceCounts {
    defer { counts = PieceCounts() }
    return counts
  }

  private func countPieces(
    _ text: UnsafePointer<UInt8>, _ starts: UnsafePointer<UInt32>, _ count: Int, _ readable: Int
  ) {
    let counts = self.counts
    let document = self.document
    unsafe keys.withUnsafeMutableBufferPointer { keys in
      var first = 0
      while first < count {
        let size = min(PieceCounter.window, count - first)
        for index in 0..<size {
          let start = unsafe Int(starts[first &+ index])
          let length = unsafe Int(starts[first &+ index &+ 1]) &- start
          let key = unsafe PieceKey(text + start, length, readable: readable &- start)
          unsafe keys[index] = key
          counts.prefetch(key)
        }
        for index in 0..<size {
          let start = unsafe Int(starts[first &+ index])
          let length = unsafe Int(starts[first &+ index &+ 1]) &- start
          if length <= PieceCounts.longestPiece {
            unsafe counts.count(text + start, keys[index], document: document)
          } else {
            unsafe countParts(text, start..<start + length, readable)
          }
        }
        first &+= size
      }
    }
  }

  /// Counts the parts of a piece that begin with a space or with the sign that stands for one.
  private func countWords(_ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ readable: Int) {
    var start = range.lowerBound
    for position in range.dropFirst() {
      let byte = unsafe text[position]
      guard byte == 0x20 || byte == 0xE2 else { continue }
      let isSign =
        unsafe byte == 0x20 || (text[position + 1] == 0x96 && text[position + 2] == 0x81)
      guard isSign else { continue }
      unsafe countParts(text, start..<position, readable)
      start = position
    }
    unsafe countParts(text, start..<range.upperBound, readable)
  }

  /// Counts a piece, a long one in parts of whole characters.
  private func countParts(_ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ readable: Int) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = min(start + PieceCounts.longestPiece, range.upperBound)
      while end < range.upperBound, unsafe text[end] & 0xC0 == 0x80 { end -= 1 }
      let key = unsafe PieceKey(text + start, end - start, readable: readable - start)
      unsafe counts.count(text + start, key, document: document)
      start = end
    }
  }
}
