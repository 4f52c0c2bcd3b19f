/// What becomes of a word and of the white space before it, which together are one piece.
struct WordRules: Sendable, Equatable {
  /// Whether a word gets a space before it, and is cut before each space mark inside.
  var marksSpaces = false
}

/// Encodes words that come with the white space before them, which itself gets no ids.
@safe final class WordEncoder: PieceEncoder {
  private let rules: WordRules
  private let inner: any PieceEncoder
  private var marked: [UInt8] = []

  init(_ rules: WordRules, _ inner: any PieceEncoder) {
    self.rules = rules
    self.inner = inner
  }

  func encode(
    _ text: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let start = unsafe blanks(text, count)
    guard start < count else { return 0 }
    guard rules.marksSpaces else { return unsafe inner.encode(text + start, count - start, into: output) }
    var found = 0
    unsafe forEachMarked(text + start, count - start) { text, count in
      found += unsafe inner.encode(text, count, into: output + found)
    }
    return found
  }

  func encode(_ text: UnsafePointer<UInt8>, _ count: Int, appendingTo ids: inout [UInt32]) {
    let start = unsafe blanks(text, count)
    guard start < count else { return }
    guard rules.marksSpaces else {
      return unsafe inner.encode(text + start, count - start, appendingTo: &ids)
    }
    unsafe forEachMarked(text + start, count - start) { text, count in
      unsafe inner.encode(text, count, appendingTo: &ids)
    }
  }

  /// Calls `body` with the parts of a word, each with the space it begins with.
  private func forEachMarked(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ body: (UnsafePointer<UInt8>, Int) -> Void
  ) {
    marked.removeAll(keepingCapacity: true)
    unsafe SpaceMark.append(text, count, to: &marked)
    if marked.first != SpaceMark.space { marked.insert(SpaceMark.space, at: 0) }
    unsafe marked.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      for end in 1...buffer.count where unsafe end == buffer.count || buffer[end] == SpaceMark.space {
        unsafe body(base + start, end - start)
        start = end
      }
    }
  }

  private func blanks(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let matcher = unsafe ReferenceMatcher(text: text, end: count)
    var position = 0
    while let next = matcher.character(position), ClassSet.white.contains(next.kind) { position = next.end }
    return position
  }
}
