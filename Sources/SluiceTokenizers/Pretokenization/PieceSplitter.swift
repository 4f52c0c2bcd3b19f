/// Cuts texts into pieces, by a kernel where the pattern has one, and hands them on in chunks.
@safe final class PieceSplitter {
  private let pretokenization: Pretokenization
  private var scanner: BoundaryScanner?
  /// The only pattern, if it is one of words with the spaces before them.
  private let words: SplitPattern?
  /// Starts of pieces not yet handed on, the first of which may be of the chunk before.
  private let starts: UnsafeMutablePointer<UInt32>

  private static var capacity: Int { BoundaryScanner.startLimit + 8 }

  /// A splitter by the best kernel, by the given one, or with nil by the patterns written out.
  init(_ pretokenization: Pretokenization, variant: Int32? = BoundaryScanner.bestVariant) {
    self.pretokenization = pretokenization
    words = pretokenization.steps.count == 1 ? pretokenization.steps.first { $0.holdsSpaces } : nil
    if let variant, let rules = BoundaryRules(pretokenization) {
      scanner = BoundaryScanner(rules: rules, variant: variant)
    }
    unsafe starts = .allocate(capacity: PieceSplitter.capacity)
  }

  deinit {
    scanner?.deallocate()
    unsafe starts.deallocate()
  }

  /// Calls `body` with some pieces at a time: their starts and, one further, the end of the last.
  ///
  /// - Parameters:
  ///   - text: Valid UTF-8.
  ///   - count: Its length, more than 0.
  ///   - readable: How far memory may be read, at least `count`.
  ///   - body: Gets the starts and the number of pieces.
  @inline(__always)
  func forEachChunk(
    _ text: UnsafePointer<UInt8>, _ count: Int, readable: Int,
    _ body: (UnsafePointer<UInt32>, Int) -> Void
  ) {
    guard scanner != nil else {
      if let words { return unsafe spacedWords(words, text, count, body) }
      return unsafe writtenOut(text, count, body)
    }
    unsafe scanner?.start(text, count: count, readable: readable)
    var open = 0
    while scanner?.isAtEnd == false {
      let found = unsafe open + (scanner?.next(into: starts + open) ?? 0)
      // The last piece may go on in the next chunk.
      unsafe body(starts, max(0, found - 1))
      open = min(1, found)
      if found > 1 { unsafe starts[0] = starts[found - 1] }
    }
    unsafe starts[open] = UInt32(truncatingIfNeeded: count)
    unsafe body(starts, open)
  }

  /// Cuts by a pattern that leaves nothing out.
  private func spacedWords(
    _ pattern: SplitPattern, _ text: UnsafePointer<UInt8>, _ count: Int,
    _ body: (UnsafePointer<UInt32>, Int) -> Void
  ) {
    let matcher = unsafe ReferenceMatcher(text: text, end: count)
    var found = 0
    var position = 0
    unsafe starts[0] = 0
    while position < count {
      if case .spacedWords(let cuts) = pattern {
        position = unsafe cuts.end(text, from: position, to: count)
      } else {
        position = matcher.match(pattern, at: position) ?? count
      }
      found += 1
      unsafe starts[found] = UInt32(truncatingIfNeeded: position)
      guard found == PieceSplitter.capacity - 1 else { continue }
      unsafe body(starts, found)
      unsafe starts[0] = starts[found]
      found = 0
    }
    unsafe body(starts, found)
  }

  private func writtenOut(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ body: (UnsafePointer<UInt32>, Int) -> Void
  ) {
    var found = 0
    unsafe starts[0] = 0
    unsafe pretokenization.forEachPiece(of: text, in: 0..<count) { end in
      found += 1
      unsafe starts[found] = UInt32(truncatingIfNeeded: end)
      guard found == PieceSplitter.capacity - 1 else { return }
      unsafe body(starts, found)
      unsafe starts[0] = starts[found]
      found = 0
    }
    unsafe body(starts, found)
  }
}
