/// How text is cut into the pieces that are encoded each for itself.
struct Pretokenization: Sendable, Equatable {
  /// Patterns in order; each cuts the pieces of the one before.
  var steps: [SplitPattern]
  /// Whether a space goes before text that does not begin with one.
  var addsPrefixSpace = false

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
