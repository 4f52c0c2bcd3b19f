/// How text is cut into the pieces that are encoded each for itself.
struct Pretokenization: Sendable, Equatable {
  /// Patterns in order; each cuts the pieces of the one before.
  var steps: [SplitPattern]
  /// Which text that does not begin with a space gets one.
  var prefixSpace = PrefixSpace.never
  /// Whether U+2581 in the text becomes a space before it is cut; see `SpaceMark`.
  var marksSpaces = false
  /// How words are encoded that come with the white space before them; nil where pieces are encoded as they are.
  var words: WordRules?

  /// Which text gets a space before it.
  enum PrefixSpace: Sendable {
    case never
    case always
    /// Only at the start of a document.
    case first
  }

  /// Cuts `range` of valid UTF-8 and calls `body` with the end of each piece, in order.
  func forEachPiece(
    of text: UnsafePointer<UInt8>, in range: Range<Int>, _ body: (_ end: Int) -> Void
  ) {
    unsafe cut(text, range, steps[...], body)
  }

  private func cut(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ steps: ArraySlice<SplitPattern>,
    _ body: (_ end: Int) -> Void
  ) {
    guard let pattern = steps.first else {
      body(range.upperBound)
      return
    }
    let matcher = unsafe ReferenceMatcher(text: text, end: range.upperBound)
    var unmatched = range.lowerBound
    var position = range.lowerBound
    while let next = matcher.character(position) {
      guard let end = matcher.match(pattern, at: position) else {
        position = next.end
        continue
      }
      if unmatched < position { unsafe cut(text, unmatched..<position, steps.dropFirst(), body) }
      unsafe cut(text, position..<end, steps.dropFirst(), body)
      position = end
      unmatched = end
    }
    if unmatched < position { unsafe cut(text, unmatched..<position, steps.dropFirst(), body) }
  }
}
