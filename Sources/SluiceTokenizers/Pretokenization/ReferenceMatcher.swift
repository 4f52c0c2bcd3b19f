/// The patterns written out one character at a time: the meaning the vector kernels are tested against, and
/// the way the patterns without a kernel are cut.
@safe struct ReferenceMatcher {
  let text: UnsafePointer<UInt8>
  /// Where the piece being cut ends; nothing behind it is seen.
  let end: Int
  private let blocks: UnsafePointer<UInt16>
  private let leaves: UnsafePointer<UInt8>

  init(text: UnsafePointer<UInt8>, end: Int) {
    unsafe self.text = unsafe text
    self.end = end
    unsafe blocks = UnsafePointer(CharacterClasses.shared.blocks.base)
    unsafe leaves = UnsafePointer(CharacterClasses.shared.leaves.base)
  }

  /// End of the match of `pattern` that starts at `position`, nil where it does not match.
  func match(_ pattern: SplitPattern, at position: Int) -> Int? {
    switch pattern {
    case .spacedRuns: spacedRuns(at: position)
    case .words(let variant): words(variant, at: position)
    case .casedWords(let variant): casedWords(variant, at: position)
    case .punctuatedWords: punctuatedWords(at: position)
    case .hanAndKana: hanAndKana(at: position)
    case .numbers(let most): numbers(atMost: most, at: position)
    case .digits(true): character(position).flatMap { ClassSet.digit.contains($0.kind) ? $0.end : nil }
    case .digits(false): run(of: .digit, from: position)
    case .spacedWords(let cuts): unsafe cuts.end(text, from: position, to: end)
    case .whiteSpacedWords: whiteSpacedWord(at: position)
    case .punctuatedWhiteSpacedWords: punctuatedWhiteSpacedWord(at: position)
    }
  }
}

// MARK: - Patterns

extension ReferenceMatcher {
  /// GPT-2.
  ///
  /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
  private func spacedRuns(at position: Int) -> Int? {
    if let end = contraction(at: position, anyCase: false) { return end }
    let start = afterSpace(position)
    return run(of: .letter, from: start) ?? run(of: .number, from: start) ?? run(of: .other, from: start)
      ?? whiteSpace(at: position)
  }

  /// The GPT-4 family.
  ///
  /// `(?i:'s|…)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|` and white space.
  private func words(_ variant: SplitPattern.Words, at position: Int) -> Int? {
    let letters: ClassSet = variant.marks ? .letterOrMark : .letter
    if let end = contraction(at: position, anyCase: true) { return end }
    if let start = afterLead(position), let end = run(of: letters, from: start) { return end }
    if let end = run(of: letters, from: position) { return end }
    if let end = numbers(atMost: variant.digits, at: position) { return end }
    if let end = run(of: variant.marks ? .otherThanMark : .other, from: afterSpace(position)) {
      return run(of: .newline, from: end) ?? end
    }
    return lines(at: position, wholeTail: variant.wholeTail) ?? whiteSpace(at: position)
  }

  /// The GPT-4o family.
  ///
  /// The two kinds of words with their contraction, `\p{N}{1,3}`, ` ?[^\s\p{L}\p{N}]+[\r\n/]*`, and white
  /// space.
  private func casedWords(_ variant: SplitPattern.CasedWords, at position: Int) -> Int? {
    let start = afterLead(position)
    let word =
      start.flatMap(lowerWord) ?? lowerWord(position) ?? start.flatMap(upperWord) ?? upperWord(position)
    if let word { return variant.contractions ? contraction(at: word, anyCase: true) ?? word : word }
    if let end = numbers(atMost: variant.digits, at: position) { return end }
    if var end = run(of: .other, from: afterSpace(position)) {
      while let byte = byte(end), byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "/") { end += 1 }
      return end
    }
    return lines(at: position, wholeTail: false) ?? whiteSpace(at: position)
  }

  /// DeepSeek 3.
  ///
  /// `[!-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|` and white space.
  private func punctuatedWords(at position: Int) -> Int? {
    if let sign = byte(position), isASCIIPunctuation(sign) {
      var end = position + 1
      while let byte = byte(end), isASCIILetter(byte) { end += 1 }
      if end > position + 1 { return end }
    }
    if let first = character(position), ClassSet.leadWithoutSigns.contains(first.kind),
      let end = run(of: .letterOrMark, from: first.end)
    {
      return end
    }
    if let end = run(of: .letterOrMark, from: position) { return end }
    if let end = run(of: .sign, from: afterSpace(position)) { return run(of: .newline, from: end) ?? end }
    return lines(at: position, wholeTail: false) ?? whiteSpace(at: position)
  }

  /// White space and the word behind it, `\s*\S*`.
  private func whiteSpacedWord(at position: Int) -> Int? {
    var end = run(of: .white, from: position) ?? position
    while let next = character(end), !ClassSet.white.contains(next.kind) { end = next.end }
    return end
  }

  /// White space and the punctuation character or the word without punctuation behind it.
  private func punctuatedWhiteSpacedWord(at position: Int) -> Int? {
    let start = run(of: .white, from: position) ?? position
    var end = start
    while let next = character(end), !ClassSet.white.contains(next.kind) {
      let isPunctuation =
        next.scalar < 0x80
        ? isASCIIPunctuation(UInt8(next.scalar))
        : NormalizationTables.shared.flags[next.scalar].contains(.punctuation)
      if isPunctuation { return end == start ? next.end : end }
      end = next.end
    }
    return end
  }

  /// DeepSeek 3, `[一-龥぀-ゟ゠-ヿ]+`.
  private func hanAndKana(at position: Int) -> Int? {
    var end = position
    while let next = character(end),
      (0x4E00...0x9FA5).contains(next.scalar) || (0x3040...0x30FF).contains(next.scalar)
    {
      end = next.end
    }
    return end > position ? end : nil
  }
}

// MARK: - Parts of patterns

extension ReferenceMatcher {
  /// End of an English contraction.
  ///
  /// `'s|'t|'re|'ve|'m|'ll|'d`; with `anyCase` as `(?i:…)`, where U+017F is an s too.
  func contraction(at position: Int, anyCase: Bool) -> Int? {
    guard byte(position) == UInt8(ascii: "'"), let first = byte(position + 1) else { return nil }
    if anyCase, first == 0xC5, byte(position + 2) == 0xBF { return position + 3 }
    let fold: UInt8 = anyCase ? 0x20 : 0
    switch first | fold {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return position + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return byte(position + 2).map { $0 | fold } == UInt8(ascii: "e") ? position + 3 : nil
    case UInt8(ascii: "l"):
      return byte(position + 2).map { $0 | fold } == UInt8(ascii: "l") ? position + 3 : nil
    default: return nil
    }
  }

  /// End of a group of numbers, `\p{N}{1,most}`; of a run of them where `most` is 0.
  private func numbers(atMost most: Int, at position: Int) -> Int? {
    var end = position
    var count = 0
    while most == 0 || count < most, let next = character(end), ClassSet.number.contains(next.kind) {
      end = next.end
      count += 1
    }
    return count > 0 ? end : nil
  }

  /// End of white space up to its last line break.
  ///
  /// `\s++$` where `wholeTail`, then `\s*[\r\n]+`
  private func lines(at position: Int, wholeTail: Bool) -> Int? {
    var last: Int?
    var position = position
    while let next = character(position), ClassSet.white.contains(next.kind) {
      position = next.end
      if ClassSet.newline.contains(next.kind) { last = position }
    }
    return wholeTail && position == end ? position : last
  }

  /// End of white space but its last character, `\s+(?!\S)|\s+`.
  private func whiteSpace(at position: Int) -> Int? {
    var last = position
    var next = position
    while let character = character(next), ClassSet.white.contains(character.kind) {
      last = next
      next = character.end
    }
    guard next > position else { return nil }
    return next == end || last == position ? next : last
  }

  /// End of ` ?`.
  @inline(__always)
  private func afterSpace(_ position: Int) -> Int {
    byte(position) == UInt8(ascii: " ") ? position + 1 : position
  }

  /// End of `[^\r\n\p{L}\p{N}]`, nil where it does not match.
  @inline(__always)
  private func afterLead(_ position: Int) -> Int? {
    guard let first = character(position), ClassSet.lead.contains(first.kind) else { return nil }
    return first.end
  }

  /// End of a word in lower case, the star giving back what the plus needs.
  ///
  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+`
  private func lowerWord(_ position: Int) -> Int? {
    var next = position
    var lastEither: Int?
    while let character = character(next), ClassSet.notLower.contains(character.kind) {
      next = character.end
      if ClassSet.notUpper.contains(character.kind) { lastEither = next }
    }
    return run(of: .notUpper, from: next) ?? lastEither
  }

  /// End of a word in upper case.
  ///
  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*`
  private func upperWord(_ position: Int) -> Int? {
    guard let end = run(of: .notLower, from: position) else { return nil }
    return run(of: .notUpper, from: end) ?? end
  }

  private func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !(0x30...0x39).contains(byte) && !isASCIILetter(byte)
  }
}

// MARK: - Characters

extension ReferenceMatcher {
  @inline(__always)
  func byte(_ position: Int) -> UInt8? { position < end ? unsafe text[position] : nil }

  /// The character at `position` with its class and its end, nil at the end of the piece.
  @inline(__always)
  func character(_ position: Int) -> (kind: UInt8, scalar: UInt32, end: Int)? {
    guard position < end else { return nil }
    let (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
    let kind = unsafe leaves[Int(blocks[Int(scalar &>> 8)]) &<< 8 | Int(scalar & 255)]
    return (kind, scalar, position &+ length)
  }

  /// End of the run of `set`, nil where it is empty.
  @inline(__always)
  private func run(of set: ClassSet, from position: Int) -> Int? {
    var end = position
    while let next = character(end), set.contains(next.kind) { end = next.end }
    return end > position ? end : nil
  }
}
