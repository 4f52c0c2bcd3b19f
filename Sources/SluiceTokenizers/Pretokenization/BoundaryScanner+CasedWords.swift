internal import CSluice

/// The GPT-4o family, for blocks all of whose letters are in upper or lower case.
///
/// There a word is `[^\r\n\p{L}\p{N}]?U*l+` or `[^\r\n\p{L}\p{N}]?U+`, with a contraction: it ends before each
/// capital that follows a small letter. Runs of others, ` ?[^\s\p{L}\p{N}]+[\r\n/]*`, take slashes after their
/// line breaks.
extension BoundaryScanner {
  /// Whether the blocks hold letters without case, or marks.
  @inline(__always)
  func isUncased(_ masks: UnsafePointer<sl_class_masks>, _ blocks: Int) -> Bool {
    var uncased: UInt64 = 0
    for block in 0...blocks {
      unsafe uncased |= masks[block].letter & ~(masks[block].upper | masks[block].lower)
    }
    return uncased != 0
  }

  @inline(__always)
  mutating func casedWords(
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

      var taken: UInt64 = 0
      let seeds = now.newline & (now.other &<< 1 | state.other) | (now.newline | now.slash) & state.taken
      if seeds != 0 { taken = flood(seeds, through: now.newline | now.slash) }
      var other = now.other & ~taken
      var joined = state.pendingJoined
      state.pendingJoined = 0
      var starts = state.pending
      state.pending = 0
      let apostrophes = now.apostrophe & (now.letter &<< 1 | state.letter)
      if rules.joinsContractions, apostrophes != 0 {
        let ends = joinedContractions(apostrophes, base, &state)
        joined |= ends.joined.here
        state.pendingJoined = ends.joined.beyond
        starts |= ends.after.here & now.letter
        state.pending = ends.after.beyond & next.letter
      }
      other &= ~joined

      let runStarts = other & lead & ~(other &<< 1 | state.other | afterSpace)
      var heads = runStarts
      if now.continuation != 0 {
        heads |= state.head & now.continuation
        for _ in 0..<3 { heads |= heads &<< 1 & now.continuation }
      }
      starts |= runStarts
      starts |=
        now.letter & lead & ~joined
        & ~(now.letter &<< 1 | state.letter | afterSpace | now.blank &<< 1 | state.blank | heads &<< 1
        | state.head)
      starts |= now.upper & lead & ~joined & (now.lower &<< 1 | state.lower)
      if now.number != 0 { starts |= digits(now, lead, &state) }
      let free = white & ~taken
      if white != 0 { starts |= lines(free, white, now, next, lead, base, state) }

      unsafe words[block] = starts
      state.letter = now.letter &>> 63
      state.lower = now.lower &>> 63
      state.number = now.number &>> 63
      state.space = now.space &>> 63
      state.blank = now.blank &>> 63
      state.newline = now.newline &>> 63
      state.other = other &>> 63
      state.free = free &>> 63
      state.taken = taken &>> 63
      state.head = heads &>> 63
    }
    self.state = state
  }

  /// The bits of `run` that follow `seeds` without a gap, seeds included.
  private func flood(_ seeds: UInt64, through run: UInt64) -> UInt64 {
    var filled = seeds
    var path = run
    for shift: UInt64 in [1, 2, 4, 8, 16, 32] {
      filled |= path & filled &<< shift
      path &= path &<< shift
    }
    return filled
  }

  /// Bits in this block and in the next one.
  struct BitPair {
    var here: UInt64 = 0
    var beyond: UInt64 = 0

    mutating func set(_ bit: Int) {
      if bit < 64 { here |= 1 << UInt64(bit) } else { beyond |= 1 << UInt64(bit - 64) }
    }
  }

  /// Contractions after a word: the bytes that join it, and where the next piece would start.
  ///
  /// The letters of a contraction are no word that another one could join.
  @inline(never)
  private func joinedContractions(
    _ candidates: UInt64, _ base: Int, _ state: inout BoundaryState
  ) -> (joined: BitPair, after: BitPair) {
    let matcher = unsafe ReferenceMatcher(text: text, end: count)
    var joined = BitPair()
    var after = BitPair()
    var left = candidates
    while left != 0 {
      let index = left.trailingZeroBitCount
      left &= left &- 1
      guard base + index != state.contractionEnd,
        let end = matcher.contraction(at: base + index, anyCase: true)
      else { continue }
      for byte in base + index..<end { joined.set(byte - base) }
      after.set(end - base)
      state.contractionEnd = end
    }
    return (joined, after)
  }
}
