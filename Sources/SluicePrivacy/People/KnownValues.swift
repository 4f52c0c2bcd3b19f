/// Values of the identifying fields of one record, to be found again in its text.
///
/// Reused from record to record: fill, find, `removeAll`. Values are kept as hashes of folded words only.
public struct KnownValues {
  private struct Value {
    var first: Int
    var count: Int
  }

  private var words: [UInt64] = []
  private var values: [Value] = []

  /// No values.
  public init() {}

  /// Forgets all values and keeps the memory.
  public mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  /// Whether there is nothing to find.
  public var isEmpty: Bool { values.isEmpty }

  /// Adds a value, and each of its words of three letters or more, so that `Müller` is found after `Anna Müller`.
  ///
  /// Values of less than three letters and digits are left out: they would be found everywhere.
  public mutating func add(_ value: Span<UInt8>) {
    unsafe value.withUnsafeBufferPointer { bytes in unsafe add(ByteText(bytes)) }
  }

  mutating func add(_ text: ByteText) {
    let first = words.count
    var letters = 0
    var parts: [UInt64] = []
    var cursor = WordCursor(at: 0)
    while words.count < first + 12, let word = cursor.next(in: text) {
      words.append(word.hash)
      letters += word.letters
      if word.letters >= 3, !text[word.start].isDigit, KnownValues.isLetters(text, word) {
        parts.append(word.hash)
      }
    }
    guard letters >= 3, values.count < 64 else {
      words.removeSubrange(first...)
      return
    }
    values.append(Value(first: first, count: words.count - first))
    for part in parts where !KnownValues.particles.contains(part) {
      for hash in [part, Folding.mix(part, UInt32(UInt8(ascii: "s")))] {
        values.append(Value(first: words.count, count: 1))
        words.append(hash)
      }
    }
  }

  private static func isLetters(_ text: ByteText, _ word: WordCursor.Word) -> Bool {
    for position in word.start..<word.end where text[position].isDigit { return false }
    return true
  }

  private static let particles: Set<UInt64> = Set(
    [
      "von", "vom", "van", "der", "den", "zum", "zur", "del", "della", "dos", "das", "des", "les", "ten",
      "ter", "und",
    ]
    .map { Folding.hash(of: $0) })

  /// Appends every place where a value stands, whatever its case, accents and separators.
  func find(in text: ByteText, into findings: inout [Finding], work: inout Int) {
    guard !values.isEmpty else { return }
    var heads = [UInt64](repeating: 0, count: 4)
    for value in values { heads[Int(words[value.first] >> 6 & 3)] |= 1 << (words[value.first] & 63) }
    var cursor = WordCursor(at: 0)
    while let word = cursor.next(in: text) {
      work &+= 1
      guard heads[Int(word.hash >> 6 & 3)] >> (word.hash & 63) & 1 == 1 else { continue }
      guard let end = longestMatch(from: word, in: text) else { continue }
      findings.append(
        Finding(range: word.start..<end, type: .knownValue, score: 8, evidence: [.form, .knownValue]))
      cursor.position = end
    }
  }

  private func longestMatch(from word: WordCursor.Word, in text: ByteText) -> Int? {
    var best: Int?
    for value in values where words[value.first] == word.hash {
      var end = word.end
      var cursor = WordCursor(at: word.end)
      var matched = 1
      while matched < value.count, let next = cursor.next(in: text), next.start - end <= 3,
        next.hash == words[value.first + matched]
      {
        end = next.end
        matched += 1
      }
      if matched == value.count { best = max(best ?? end, end) }
    }
    return best
  }
}
