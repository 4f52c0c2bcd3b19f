internal import Glibc

/// Finds added tokens in text: leftmost first, the longest of those that start at one place.
struct AddedTokenScanner: Sendable {
  /// One place where the text spells an added token.
  struct Match {
    var token: Int
    /// Where the token lies, with the white space it strips.
    var range: Range<Int>
  }

  /// A round of search: tokens looked for before normalisation go first, the others in what is left.
  private struct Round: Sendable {
    /// Numbers of the tokens by first byte, longest first.
    var candidates: [[Int]]
    var firstBytes: [UInt8]
  }

  let tokens: [AddedToken]
  /// Whether spaces stand for U+2581 after normalization, which is no white space to strip.
  private let marksSpaces: Bool
  private let contents: [[UInt8]]
  private let rawRound: Round?
  private let normalizedRound: Round?

  init(_ tokens: [AddedToken], _ normalization: Normalization = Normalization()) {
    self.tokens = tokens
    marksSpaces = normalization.marksSpaces
    let normalizer = TextNormalizer(normalization)
    let contents = tokens.map { token in
      let content = Array(token.content.utf8)
      return token.isNormalized ? normalizer.normalized(content) : content
    }
    self.contents = contents
    let rounds: [Round?] = [false, true].map { isNormalized in
      var candidates = [[Int]](repeating: [], count: 256)
      for (number, token) in tokens.enumerated() where token.isNormalized == isNormalized {
        if let first = contents[number].first { candidates[Int(first)].append(number) }
      }
      for byte in candidates.indices { candidates[byte].sort { contents[$0].count > contents[$1].count } }
      let firstBytes = (0..<256).filter { !candidates[$0].isEmpty }.map(UInt8.init)
      return firstBytes.isEmpty ? nil : Round(candidates: candidates, firstBytes: firstBytes)
    }
    (rawRound, normalizedRound) = (rounds[0], rounds[1])
  }

  /// What stands in the text for the added token of this id, normalized if the token is; nil if it is none.
  func content(of id: UInt32) -> [UInt8]? {
    tokens.firstIndex { $0.id == id }.map { contents[$0] }
  }

  /// Whether tokens are looked for before or after normalization.
  func looks(afterNormalization isNormalized: Bool) -> Bool {
    (isNormalized ? normalizedRound : rawRound) != nil
  }

  /// The first match that starts in `start..<end`; the text before `start` is not seen.
  func next(
    _ text: UnsafePointer<UInt8>, from start: Int, to end: Int, afterNormalization isNormalized: Bool
  ) -> Match? {
    guard let round = isNormalized ? normalizedRound : rawRound else { return nil }
    var position = start
    while let found = unsafe nextFirstByte(of: round, text, position, end) {
      for number in unsafe round.candidates[Int(text[found])] {
        let content = contents[number]
        guard content.count <= end - found else { continue }
        let isEqual = unsafe content.withUnsafeBytes { bytes in
          guard let base = bytes.baseAddress else { return false }
          return unsafe memcmp(base, text + found, bytes.count) == 0
        }
        if isEqual { return Match(token: number, range: found..<found + content.count) }
      }
      position = found + 1
    }
    return nil
  }

  private func nextFirstByte(
    of round: Round, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    if round.firstBytes.count == 1 {
      guard start < end, let found = unsafe memchr(text + start, Int32(round.firstBytes[0]), end - start)
      else {
        return nil
      }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(text)
    }
    var position = start
    while position < end {
      if unsafe !round.candidates[Int(text[position])].isEmpty { return position }
      position += 1
    }
    return nil
  }

  /// The match with the white space that its token strips, no further left than `start`.
  func stripped(_ match: Match, _ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Range<Int> {
    var range = match.range
    if tokens[match.token].stripsLeft {
      var lower = range.lowerBound
      while lower > start {
        var lead = lower - 1
        while lead > start, unsafe text[lead] & 0xC0 == 0x80 { lead -= 1 }
        guard unsafe isStripped(text + lead, by: match.token) else { break }
        lower = lead
      }
      range = lower..<range.upperBound
    }
    if tokens[match.token].stripsRight {
      var upper = range.upperBound
      while upper < end, unsafe isStripped(text + upper, by: match.token) {
        unsafe upper += UTF8Decoding.scalar(text + upper).length
      }
      range = range.lowerBound..<upper
    }
    return range
  }

  private func isStripped(_ text: UnsafePointer<UInt8>, by token: Int) -> Bool {
    if marksSpaces, tokens[token].isNormalized, unsafe text[0] == SpaceMark.space { return false }
    return unsafe WhiteSpace.isWhite(text)
  }

  /// Whether the match may stand where it does, `start..<end` being the text that is searched.
  func isAllowed(_ match: Match, _ text: UnsafePointer<UInt8>, in range: Range<Int>) -> Bool {
    guard tokens[match.token].isWholeWord else { return true }
    if match.range.lowerBound > range.lowerBound {
      var before = match.range.lowerBound - 1
      while before > range.lowerBound, unsafe text[before] & 0xC0 == 0x80 { before -= 1 }
      if unsafe isWord(text + before) { return false }
    }
    return unsafe match.range.upperBound >= range.upperBound || !isWord(text + match.range.upperBound)
  }

  private func isWord(_ text: UnsafePointer<UInt8>) -> Bool {
    unsafe NormalizationTables.shared.flags[UTF8Decoding.scalar(text).scalar].contains(.word)
  }
}
