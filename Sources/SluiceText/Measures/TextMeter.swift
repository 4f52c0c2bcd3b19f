internal import CSluice

/// Counts what a set of measures needs; one meter a worker, since it keeps its scratch memory between texts.
public struct TextMeter {
  /// What is measured.
  public let measures: MeasureSet
  private var repetition: LineRepetition

  /// A meter for `measures`.
  ///
  /// - Parameters:
  ///   - measures: What will be asked of the counts.
  ///   - key: Key of the digests by which lines are compared; results do not depend on it.
  public init(_ measures: MeasureSet, key: TextDigest.Key = .random()) {
    self.measures = measures
    repetition = LineRepetition(key: key)
  }

  /// Counts one text of valid UTF-8; counts that no wanted measure needs may be zero.
  ///
  /// Time is linear in the length of the text.
  public mutating func count(_ text: Span<UInt8>) -> TextCounts {
    unsafe text.withUnsafeBufferPointer { unsafe count($0) }
  }

  private mutating func count(_ text: UnsafeBufferPointer<UInt8>) -> TextCounts {
    var counts = TextCounts()
    counts.bytes = text.count
    guard !measures.isDisjoint(with: .scan), let start = text.baseAddress, let last = unsafe text.last else {
      return counts
    }
    var raw = sl_text_counts()
    unsafe sl_text_count(
      start, text.count, measures.isDisjoint(with: .classes) ? nil : CharacterClasses.table, &raw)
    counts.characters = Int(raw.scalars)
    counts.words = Int(raw.words)
    counts.wordCharacters = Int(raw.word_scalars)
    counts.lines = Int(raw.line_feeds) + (last == UInt8(ascii: "\n") ? 0 : 1)
    counts.letters = Int(raw.letters)
    counts.capitals = Int(raw.capitals)
    counts.digits = Int(raw.digits)
    if measures.contains(.repetition) {
      unsafe (counts.filledLines, counts.repeatedLines) = repetition.count(text, lines: counts.lines)
    }
    return counts
  }
}
