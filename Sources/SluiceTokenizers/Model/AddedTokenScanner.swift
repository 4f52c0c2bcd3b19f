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
  private let contents: [[UInt8]]
  private let rounds: [Round]

  init(_ tokens: [AddedToken]) {
    self.tokens = tokens
    let contents = tokens.map { Array($0.content.utf8) }
    self.contents = contents
    rounds = [false, true].compactMap { isNormalized in
      var candidates = [[Int]](repeating: [], count: 256)
      for (number, token) in tokens.enumerated() where token.isNormalized == isNormalized {
        if let first = contents[number].first { candidates[Int(first)].append(number) }
      }
      for byte in candidates.indices { candidates[byte].sort { contents[$0].count > contents[$1].count } }
      let firstBytes = (0..<256).filter { !candidates[$0].isEmpty }.map(UInt8.init)
      return firstBytes.isEmpty ? nil : Round(candidates: candidates, firstBytes: firstBytes)
    }
  }

  /// Number of rounds that look for anything.
  var roundCount: Int { rounds.count }

  /// The first match that starts in `start..<end`; the text before `start` is not seen.
  func next(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int, round: Int) -> Match? {
    let round = rounds[round]
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
        guard unsafe isWhite(text + lead) else { break }
        lower = lead
      }
      range = lower..<range.upperBound
    }
    if tokens[match.token].stripsRight {
      var upper = range.upperBound
      while upper < end, unsafe isWhite(text + upper) {
        unsafe upper += UTF8Decoding.scalar(text + upper).length
      }
      range = range.lowerBound..<upper
    }
    return range
  }

  private func isWhite(_ text: UnsafePointer<UInt8>) -> Bool {
    ClassSet.white.contains(CharacterClasses.shared(unsafe UTF8Decoding.scalar(text).scalar).rawValue)
  }
}
