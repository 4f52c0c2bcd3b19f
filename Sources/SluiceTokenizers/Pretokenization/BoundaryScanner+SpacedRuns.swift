internal import CSluice

/// GPT-2: `'s|…| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`, after isolating digits where asked to.
extension BoundaryScanner {
  @inline(__always)
  mutating func spacedRuns(
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

      let runStarts = now.other & lead & ~(now.other &<< 1 | state.other | afterSpace)
      var starts = runStarts
      var letters = now.letter & lead & ~(now.letter &<< 1 | state.letter | afterSpace)
      letters &= ~state.joined
      starts |= state.pending
      state.pending = 0
      state.joined = 0
      let apostrophes = now.apostrophe & runStarts & (now.letter &>> 1 | next.letter &<< 63)
      if apostrophes != 0 {
        let ends = contractions(apostrophes, base, anyCase: false)
        starts |= ends.here & now.letter
        state.pending = ends.beyond & next.letter
        letters &= ~(ends.heads &<< 1)
        state.joined = ends.heads &>> 63
      }
      starts |= letters

      var nextWhite = next.space | next.blank | next.newline
      var ahead = white &>> 1 | nextWhite &<< 63
      if rules.digits == 1 {
        starts |= now.number & lead
        ahead |= now.number &>> 1 | next.number &<< 63
        nextWhite |= next.number
      } else {
        starts |= now.number & lead & ~(now.number &<< 1 | state.number | afterSpace)
      }
      starts |= white & lead & ~(white &<< 1 | state.free)
      starts |= lastOfWhite(white & ~ahead, now, nextWhite, lead, base)

      unsafe words[block] = starts
      state.letter = now.letter &>> 63
      state.number = now.number &>> 63
      state.space = now.space &>> 63
      state.other = now.other &>> 63
      state.free = white &>> 63
    }
    self.state = state
  }
}

// MARK: - Shared by the families

extension BoundaryScanner {
  /// Ends of the contractions that start at `candidates`, apostrophes before a letter.
  @inline(never)
  func contractions(
    _ candidates: UInt64, _ base: Int, anyCase: Bool
  ) -> (heads: UInt64, here: UInt64, beyond: UInt64) {
    let matcher = unsafe ReferenceMatcher(text: text, end: count)
    var heads: UInt64 = 0
    var here: UInt64 = 0
    var beyond: UInt64 = 0
    var left = candidates
    while left != 0 {
      let index = left.trailingZeroBitCount
      left &= left &- 1
      guard let end = matcher.contraction(at: base + index, anyCase: anyCase) else { continue }
      heads |= 1 << UInt64(index)
      let bit = end - base
      if bit < 64 { here |= 1 << UInt64(bit) } else { beyond |= 1 << UInt64(bit - 64) }
    }
    return (heads, here, beyond)
  }

  /// Moves each of `lasts`, the last byte of a run of white space, to the first byte of its character.
  ///
  /// A character that reaches into the next block is judged here, where its first byte is.
  @inline(__always)
  func lastOfWhite(
    _ lasts: UInt64, _ now: sl_class_masks, _ nextWhite: UInt64, _ lead: UInt64, _ base: Int
  ) -> UInt64 {
    guard now.blank & now.continuation != 0 || now.blank &>> 63 != 0 else { return lasts & lead }
    return lastOfWide(lasts, now, nextWhite, lead, base)
  }

  @inline(never)
  private func lastOfWide(
    _ lasts: UInt64, _ now: sl_class_masks, _ nextWhite: UInt64, _ lead: UInt64, _ base: Int
  ) -> UInt64 {
    var starts = lasts & lead
    var tails = lasts & ~lead
    while tails != 0 {
      tails &>>= 1
      starts |= tails & lead
      tails &= ~lead
    }
    var wide = now.blank & lead & (7 << 61)
    while wide != 0 {
      let index = wide.trailingZeroBitCount
      wide &= wide &- 1
      guard base + index < count else { break }
      let end = unsafe index + UTF8Decoding.scalar(text + base + index).length
      guard end > 64 else { continue }
      let bit: UInt64 = 1 << UInt64(index)
      starts = nextWhite >> UInt64(end - 64) & 1 == 0 ? starts | bit : starts & ~bit
    }
    return starts
  }
}
