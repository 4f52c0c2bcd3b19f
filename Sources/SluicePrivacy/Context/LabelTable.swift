/// The words that announce an identifier, in all languages, found by hash.
struct LabelTable: Sendable {
  /// The one table, for all workers.
  static let shared = LabelTable()

  /// Longest label in words.
  static let longest = 6

  private let table: HashTable
  private let sets: [IdentifierSet]
  /// The types that a number right after their label has whatever its form.
  let labelled: [IdentifierType]
  /// One bit for each hash of a word that ends a label, of 65,536: most words are told apart without a search.
  private let ends: [UInt64]

  /// Labels of the whole catalogue, and those of a pipeline's recognizers.
  init(_ custom: [CustomRecognizer] = []) {
    var meaning: [UInt64: IdentifierSet] = [:]
    for type in IdentifierType.allCases {
      for phrase in (type.entry?.labels ?? "").split(separator: "|") {
        meaning[Folding.hash(of: String(phrase)), default: IdentifierSet()].insert(type)
      }
    }
    for phrase in Catalogue.negativeLabels.split(separator: "|") {
      meaning[Folding.hash(of: String(phrase))] = IdentifierSet()
    }
    for recognizer in custom {
      for phrase in recognizer.labels {
        meaning[Folding.hash(of: phrase), default: IdentifierSet()].insert(recognizer.type)
      }
    }
    var ends = [UInt64](repeating: 0, count: 1024)
    for type in IdentifierType.allCases {
      for phrase in (type.entry?.labels ?? "").split(separator: "|") { LabelTable.note(phrase, &ends) }
    }
    for phrase in Catalogue.negativeLabels.split(separator: "|") { LabelTable.note(phrase, &ends) }
    for recognizer in custom {
      for phrase in recognizer.labels { LabelTable.note(phrase[...], &ends) }
    }
    self.ends = ends
    let entries = meaning.sorted { $0.key < $1.key }
    sets = entries.map(\.value)
    labelled = IdentifierType.allCases.filter { $0.entry?.isLabelled == true }
    table = HashTable(entries.enumerated().map { ($1.key, UInt16($0)) })
  }

  private static func note(_ phrase: Substring, _ ends: inout [UInt64]) {
    guard let last = Folding.hashes(of: String(phrase)).last else { return }
    ends[Int(last >> 6 & 1023)] |= 1 << (last & 63)
  }

  /// Whether a word may end a label; never wrongly no.
  @inline(__always)
  func mayEnd(_ word: UInt64) -> Bool { ends[Int(word >> 6 & 1023)] >> (word & 63) & 1 == 1 }

  /// Whether the word right before `position` may end a label.
  func mayEnd(before position: Int, in text: ByteText) -> Bool {
    var end = position
    while end > 0, position - end < 8, !text.isWordByte(at: end - 1) { end -= 1 }
    var start = end
    while start > 0, end - start < 40, text.isWordByte(at: start - 1) { start -= 1 }
    while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
    var cursor = WordCursor(at: start)
    guard let word = cursor.next(in: text, before: end) else { return false }
    return mayEnd(word.hash)
  }

  /// What a word or phrase announces: nil nothing known, the empty set that no identifier follows.
  @inline(__always)
  func meaning(of hash: UInt64) -> IdentifierSet? { table.value(for: hash).map { sets[Int($0)] } }
}

/// The labels that stand before a candidate.
struct LabelContext {
  struct Label {
    var types: IdentifierSet
    /// Words between the label and the candidate.
    var distance: Int
  }

  private var labels = InlineArray<8, Label>(repeating: Label(types: IdentifierSet(), distance: 0))
  private var count = 0
  /// Words between the candidate and a word such as `ISBN`, `.max` if there is none.
  private(set) var negativeDistance = Int.max

  /// Reads at most 80 bytes before `position`, over one line break at most.
  init(before position: Int, in text: ByteText, _ table: LabelTable) {
    var start = max(0, position - 80)
    var breaks = 0
    var scan = position - 1
    while scan >= start {
      if text[scan] == 0x0A {
        breaks += 1
        if breaks == 2 { break }
      }
      scan -= 1
    }
    if scan >= start { start = scan + 1 }
    while start > 0, start < position, text[start] & 0xC0 == 0x80 { start += 1 }
    if start > 0, text.isWordByte(at: start - 1) {
      while start < position, text.isWordByte(at: start) { start += 1 }
    }
    // At most 48 words fit in 80 bytes with a blank between any two.
    var words = InlineArray<48, UInt64>(repeating: 0)
    var wordCount = 0
    var cursor = WordCursor(at: start)
    while wordCount < 48, let word = cursor.next(in: text, before: position) {
      words[wordCount] = text[word.start].isDigit ? 0 : word.hash
      wordCount += 1
    }
    look(words, wordCount, table)
  }

  /// Looks up every phrase that ends with one of the last ten words, the longest first; numbers are no labels.
  private mutating func look(
    _ words: borrowing InlineArray<48, UInt64>, _ wordCount: Int, _ table: LabelTable
  ) {
    var last = wordCount - 1
    let first = max(0, wordCount - 10)
    while last >= first, count < 8 {
      guard words[last] != 0, table.mayEnd(words[last]) else {
        last -= 1
        continue
      }
      var length = 0
      while length < min(LabelTable.longest, last + 1), words[last - length] != 0 { length += 1 }
      while length > 0 {
        var hash: UInt64 = length == 1 ? words[last] : 0
        if length > 1 {
          for index in last + 1 - length...last { hash = Folding.join(hash, words[index]) }
        }
        if let types = table.meaning(of: hash) {
          note(types, distance: wordCount - 1 - last)
          break
        }
        length -= 1
      }
      last -= max(1, length)
    }
  }

  private mutating func note(_ types: IdentifierSet, distance: Int) {
    if types.isEmpty {
      negativeDistance = min(negativeDistance, distance)
    } else if count < 8 {
      labels[count] = Label(types: types, distance: distance)
      count += 1
    }
  }

  /// Words between the nearest label of `type` and the candidate; nil if there is none.
  func distance(to type: IdentifierType) -> Int? {
    for index in 0..<count where labels[index].types.contains(type) { return labels[index].distance }
    return nil
  }

  /// Whether any label stands before the candidate.
  var isEmpty: Bool { count == 0 }
}
