/// The patterns written out one character at a time: the meaning the vector kernels are tested against, and
/// the way the patterns without a kernel are cut.
@safe struct ReferenceMatcher {
  let text: UnsafePointer<UInt8>
  /// Where the piece being cut ends; nothing behind it is seen.
  var end: Int
  let classes = CharacterClasses.shared

  init(text: UnsafePointer<UInt8>, end: Int) {
    unsafe self.text = unsafe text
    self.end = end
  }

  /// End of the match of `pattern` that starts at `position`, nil where it does not match.
  func match(_ pattern: SplitPattern, at position: Int) -> Int? {
    switch pattern {
    case .spacedRuns: spacedRuns(at: position)
    case .words(let variant): words(variant, at: position)
    case .casedWords(let variant): casedWords(variant, at: position)
    case .punctuatedWords: punctuatedWords(at: position)
    case .hanAndKana: run(from: position, where: isHanOrKana).nonEmpty(from: position)
    case .numbers(let most): numbers(atMost: most, at: position)
    case .digits(let individual): digits(individual: individual, at: position)
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
    let start = byte(position) == UInt8(ascii: " ") ? position + 1 : position
    if let end = run(of: \.isLetter, from: start) { return end }
    if let end = run(of: { $0 == .number }, from: start) { return end }
    if let end = run(of: isOther, from: start) { return end }
    return whiteSpace(at: position)
  }

  /// The GPT-4 family.
  ///
  /// `(?i:'s|…)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|` and white space.
  private func words(_ variant: SplitPattern.Words, at position: Int) -> Int? {
    let isLetter: (CharacterClass) -> Bool = { $0.isLetter || (variant.marks && $0 == .mark) }
    if let end = contraction(at: position, anyCase: true) { return end }
    if let start = afterLead(position), let end = run(of: isLetter, from: start) { return end }
    if let end = run(of: isLetter, from: position) { return end }
    if let end = numbers(atMost: variant.digits, at: position) { return end }
    let start = byte(position) == UInt8(ascii: " ") ? position + 1 : position
    if let end = run(of: { isOther($0) && !isLetter($0) }, from: start) {
      return run(of: { $0 == .newline }, from: end) ?? end
    }
    return lines(at: position, wholeTail: variant.wholeTail) ?? whiteSpace(at: position)
  }

  /// The GPT-4o family.
  ///
  /// The two kinds of words with their contraction, `\p{N}{1,3}`, ` ?[^\s\p{L}\p{N}]+[\r\n/]*`, and white
  /// space.
  private func casedWords(_ variant: SplitPattern.CasedWords, at position: Int) -> Int? {
    let starts = [afterLead(position), position].compactMap(\.self)
    for match in [lowerWord, upperWord] {
      for start in starts {
        guard let end = match(start) else { continue }
        return variant.contractions ? contraction(at: end, anyCase: true) ?? end : end
      }
    }
    if let end = numbers(atMost: variant.digits, at: position) { return end }
    let start = byte(position) == UInt8(ascii: " ") ? position + 1 : position
    if let end = run(of: isOther, from: start) {
      return run(from: end) { _, scalar in scalar == 0x0A || scalar == 0x0D || scalar == 0x2F }
    }
    return lines(at: position, wholeTail: false) ?? whiteSpace(at: position)
  }

  /// DeepSeek 3.
  ///
  /// `[!-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|` and white space.
  private func punctuatedWords(at position: Int) -> Int? {
    let isWord: (CharacterClass) -> Bool = { $0.isLetter || $0 == .mark }
    if let sign = byte(position), isASCIIPunctuation(sign) {
      let end = run(from: position + 1) { _, scalar in isASCIILetter(scalar) }
      if end > position + 1 { return end }
    }
    if let first = character(position), !isSign(first.class), !first.class.isLetter, first.class != .newline,
      let end = run(of: isWord, from: position + first.length)
    {
      return end
    }
    if let end = run(of: isWord, from: position) { return end }
    let start = byte(position) == UInt8(ascii: " ") ? position + 1 : position
    if let end = run(of: isSign, from: start) { return run(of: { $0 == .newline }, from: end) ?? end }
    return lines(at: position, wholeTail: false) ?? whiteSpace(at: position)
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

  /// End of a group of numbers, `\p{N}{1,most}`.
  private func numbers(atMost most: Int, at position: Int) -> Int? {
    var position = position
    var count = 0
    while most == 0 || count < most, let next = character(position), next.class == .number {
      position += next.length
      count += 1
    }
    return count > 0 ? position : nil
  }

  private func digits(individual: Bool, at position: Int) -> Int? {
    guard let first = character(position), first.class == .number || first.class == .laterNumber else {
      return nil
    }
    if individual { return position + first.length }
    return run(of: { $0 == .number || $0 == .laterNumber }, from: position)
  }

  /// End of white space up to its last line break.
  ///
  /// `\s++$` where `wholeTail`, then `\s*[\r\n]+`
  private func lines(at position: Int, wholeTail: Bool) -> Int? {
    var last: Int?
    var position = position
    while let next = character(position), next.class.isWhite {
      position += next.length
      if next.class == .newline { last = position }
    }
    return wholeTail && position == end ? position : last
  }

  /// End of white space but its last character, `\s+(?!\S)|\s+`.
  private func whiteSpace(at position: Int) -> Int? {
    var last = position
    var next = position
    while let character = character(next), character.class.isWhite {
      last = next
      next += character.length
    }
    guard next > position else { return nil }
    return next == end || last == position ? next : last
  }

  /// Where `[^\r\n\p{L}\p{N}]` ends, nil where it does not match.
  private func afterLead(_ position: Int) -> Int? {
    guard let first = character(position), !first.class.isLetter, first.class != .number,
      first.class != .newline
    else { return nil }
    return position + first.length
  }

  /// End of a word in lower case, the star giving back what the plus needs.
  ///
  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+`
  private func lowerWord(_ position: Int) -> Int? {
    var next = position
    var lastEither: Int?
    while let character = character(next), isUpper(character.class) {
      next += character.length
      if isLower(character.class) { lastEither = next }
    }
    return run(of: isLower, from: next) ?? lastEither
  }

  /// End of a word in upper case.
  ///
  /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*`
  private func upperWord(_ position: Int) -> Int? {
    guard let end = run(of: isUpper, from: position) else { return nil }
    return run(of: isLower, from: end) ?? end
  }

  private func isUpper(_ kind: CharacterClass) -> Bool {
    kind == .upper || kind == .caseless || kind == .mark
  }

  private func isLower(_ kind: CharacterClass) -> Bool {
    kind == .lower || kind == .caseless || kind == .mark
  }

  private func isOther(_ kind: CharacterClass) -> Bool { !kind.isLetter && kind != .number && !kind.isWhite }

  private func isSign(_ kind: CharacterClass) -> Bool { kind == .punctuation || kind == .symbol }

  private func isHanOrKana(_ kind: CharacterClass, _ scalar: UInt32) -> Bool {
    (0x4E00...0x9FA5).contains(scalar) || (0x3040...0x30FF).contains(scalar)
  }

  private func isASCIILetter(_ scalar: UInt32) -> Bool {
    (0x61...0x7A).contains(scalar | 0x20)
  }

  private func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !(0x30...0x39).contains(byte) && !isASCIILetter(UInt32(byte))
  }
}

// MARK: - Characters

extension ReferenceMatcher {
  func byte(_ position: Int) -> UInt8? { position < end ? unsafe text[position] : nil }

  /// The character at `position`, nil at the end.
  func character(_ position: Int) -> (class: CharacterClass, scalar: UInt32, length: Int)? {
    guard position < end else { return nil }
    let (scalar, length) = unsafe UTF8Decoding.scalar(text + position)
    return (classes(scalar), scalar, length)
  }

  private func run(from position: Int, where belongs: (CharacterClass, UInt32) -> Bool) -> Int {
    var position = position
    while let next = character(position), belongs(next.class, next.scalar) { position += next.length }
    return position
  }

  private func run(of belongs: (CharacterClass) -> Bool, from position: Int) -> Int? {
    run(from: position) { kind, _ in belongs(kind) }.nonEmpty(from: position)
  }
}

extension Int {
  /// Self as the end of a run, nil where the run is empty.
  fileprivate func nonEmpty(from start: Int) -> Int? { self > start ? self : nil }
}
