internal import CSluice

/// The GPT-4 family: `(?i:'s|…)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*|` and white space.
extension BoundaryScanner {
  @inline(__always)
  mutating func words(
    _ masks: UnsafePointer<sl_class_masks>, _ blocks: Int, _ words: UnsafeMutablePointer<UInt64>
  ) {
    var state = self.state
    for block in 0..<blocks {
      let now = unsafe masks[block]
      let next = unsafe masks[block &+ 1]
      let base = position &+ block &* 64
      let lead = ~now.continuation
      let white = now.space | now.blank | now.newline
      let afterSpace = now.space &<< 1 | state.space
      let afterOther = now.other &<< 1 | state.other

      let runStarts = now.other & lead & ~afterOther & ~afterSpace
      var heads = runStarts
      if now.continuation != 0 {
        heads |= state.head & now.continuation
        for _ in 0..<3 { heads |= heads &<< 1 & now.continuation }
      }
      var starts = runStarts
      starts |=
        now.letter & lead
        & ~(now.letter &<< 1 | state.letter | afterSpace | now.blank &<< 1 | state.blank | heads &<< 1
        | state.head)
      starts |= state.pending
      state.pending = 0
      let apostrophes = now.apostrophe & runStarts & (now.letter &>> 1 | next.letter &<< 63)
      if apostrophes != 0 {
        let ends = contractions(apostrophes, base, anyCase: true)
        starts |= ends.here & now.letter
        state.pending = ends.beyond & next.letter
      }

      if now.number != 0 { starts |= digits(now, lead, &state) }

      var taken: UInt64 = 0
      let seeds = now.newline & (afterOther | state.taken)
      if seeds != 0 { taken = now.newline & ~(now.newline &+ seeds) }
      let free = white & ~taken
      if white != 0 { starts |= lines(free, white, now, next, lead, base, state) }

      unsafe words[block] = starts
      state.letter = now.letter &>> 63
      state.number = now.number &>> 63
      state.space = now.space &>> 63
      state.blank = now.blank &>> 63
      state.newline = now.newline &>> 63
      state.other = now.other &>> 63
      state.free = free &>> 63
      state.taken = taken &>> 63
      state.head = heads &>> 63
    }
    self.state = state
  }

  /// Starts of pieces of white space, `\s*[\r\n]+|\s+(?!\S)|\s+`; `free` is what no run of others has taken.
  @inline(__always)
  func lines(
    _ free: UInt64, _ white: UInt64, _ now: sl_class_masks, _ next: sl_class_masks, _ lead: UInt64,
    _ base: Int, _ state: BoundaryState
  ) -> UInt64 {
    var starts = free & lead & ~(free &<< 1 | state.free)
    let nextWhite = next.space | next.blank | next.newline
    let spaced = now.space | now.blank
    starts |= lastOfWhite(spaced & ~(white &>> 1 | nextWhite &<< 63), now, nextWhite, lead, base)
    let afterLine = spaced & lead & (now.newline &<< 1 | state.newline) & (free &<< 1 | state.free)
    if afterLine != 0 { starts |= linesEnd(afterLine, now, base) }
    return starts
  }

  /// Starts of groups of digits.
  @inline(__always)
  func digits(_ now: sl_class_masks, _ lead: UInt64, _ state: inout BoundaryState) -> UInt64 {
    let number = now.number
    if rules.digits == 1 { return number & lead }
    let runs = number & lead & ~(number &<< 1 | state.number)
    if rules.digits == 0 { return runs }
    let isLong = number & number &>> 1 & number &>> 2 & number &>> 3 != 0
    let isCut = state.number & number != 0 || number &>> 63 != 0
    guard isLong || isCut else { return runs }
    return groups(number & lead, runs, &state, continues: state.number & number != 0)
  }

  private func groups(
    _ leads: UInt64, _ runs: UInt64, _ state: inout BoundaryState, continues: Bool
  ) -> UInt64 {
    var starts: UInt64 = 0
    var left = leads
    var count = continues ? state.digits : 0
    while left != 0 {
      let bit = left & (0 &- left)
      left &= left &- 1
      if runs & bit != 0 { count = 0 }
      if count == 0 { starts |= bit }
      count = count == rules.digits - 1 ? 0 : count + 1
    }
    state.digits = count
    return starts
  }

  /// Which of `candidates`, white space after a line break, start a piece: those no line break follows in
  /// the same run of white space.
  private func linesEnd(_ candidates: UInt64, _ now: sl_class_masks, _ base: Int) -> UInt64 {
    let spaced = now.space | now.blank
    var starts: UInt64 = 0
    var left = candidates
    while left != 0 {
      let index = left.trailingZeroBitCount
      let rest = ~spaced &>> UInt64(index)
      let end = index + rest.trailingZeroBitCount
      let isFollowed =
        rest != 0 && end < 64 ? now.newline &>> UInt64(end) & 1 != 0 : lineFollows(base + index)
      if !isFollowed { starts |= 1 << UInt64(index) }
      left &= left &- 1
    }
    return starts
  }

  /// Whether the run of blanks at `position` ends with a line break.
  private func lineFollows(_ position: Int) -> Bool {
    let matcher = unsafe ReferenceMatcher(text: text, end: count)
    var position = position
    while let next = matcher.character(position) {
      if ClassSet.newline.contains(next.kind) { return true }
      guard ClassSet.white.contains(next.kind) else { return false }
      position = next.end
    }
    return rules.endsAsNewline
  }
}
