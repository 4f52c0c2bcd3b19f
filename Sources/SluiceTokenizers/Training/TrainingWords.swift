internal import SluiceCore

/// The pieces of a corpus as sequences of tokens, and where each pair of neighbours occurs.
///
/// A merge visits the words of its pair once and sums up what it changes by the token beside the pair; only then
/// are the pairs themselves looked up. So the cost of a look-up is paid for each neighbour, not for each word.
struct TrainingWords: ~Copyable {
  /// A part of a piece without characters that are no token.
  private struct Word {
    /// Where its tokens start.
    var start: Int
    var length: UInt32
    /// How often it occurs.
    var weight: UInt64
  }

  /// Words of a pair: those known from the beginning as a range of `words`, later ones as a list of entries.
  private struct Places {
    var range: Range<Int>
    var last: Int32
  }

  /// An entry of a list of words.
  private struct Entry {
    var word: UInt32
    /// Number of the entry before it, -1 for none.
    var before: Int32
  }

  /// What a merge changes at the tokens on one side of its pair.
  private struct Side {
    /// For each token, in how many occurrences it was the neighbour; 0 for nearly all.
    var weights: [UInt64]
    /// For each token, the last entry of its list of words, -1 for none.
    var lists: [Int32]
    /// The tokens that were neighbours.
    var touched: [UInt32] = []

    init(tokens: Int) {
      weights = [UInt64](repeating: 0, count: tokens)
      lists = [Int32](repeating: -1, count: tokens)
    }

    @inline(__always)
    mutating func note(_ token: UInt32, _ word: UInt32, _ weight: UInt64, _ entries: inout [Entry]) {
      let index = Int(token)
      let last = lists[index]
      if last < 0 { touched.append(token) }
      weights[index] &+= weight
      guard last < 0 || entries[Int(last)].word != word else { return }
      lists[index] = Int32(entries.count)
      entries.append(Entry(word: word, before: last))
    }

    mutating func clear() {
      for token in touched {
        weights[Int(token)] = 0
        lists[Int(token)] = -1
      }
      touched.removeAll(keepingCapacity: true)
    }
  }

  private let symbols: Storage<UInt32>
  private let words: Storage<Word>
  private let wordCount: Int

  private var pairs = PairTable()
  private var counts: [UInt64] = []
  private var places: [Places] = []
  /// Words of the pairs that were there from the beginning, pair by pair.
  private var firstWords: [UInt32] = []
  /// Lists of words, of all pairs.
  private var entries: [Entry] = []
  private var heap = PairHeap()
  private let minimum: UInt64
  private var left: Side
  private var right: Side

  /// The words of `pieces`.
  ///
  /// - Parameters:
  ///   - alphabet: Gives the tokens of a piece before any merge.
  ///   - tokens: Number of tokens that there will be at most.
  ///   - minimum: How often a pair must occur to be of interest.
  /// - Throws: A `failed` error if there are more words than lists of them can number, a `badData` error if their
  ///   counts do not fit into 64 bits.
  init(
    _ pieces: PieceCounts, alphabet: TrainingAlphabet, tokens: Int, minimum: UInt64
  ) throws(SluiceError) {
    self.minimum = max(1, minimum)
    left = Side(tokens: tokens)
    right = Side(tokens: tokens)
    var symbols: [UInt32] = []
    var words: [Word] = []
    // No pair can occur more often than all characters do.
    var characters: UInt64 = 0
    words.reserveCapacity(pieces.count)
    unsafe pieces.forEach { text, count, tally in
      let (product, overflows) = tally.occurrences.multipliedReportingOverflow(by: UInt64(count))
      characters = characters.addingSaturating(overflows ? .max : product)
      var start = symbols.count
      func close() {
        if symbols.count > start + 1 {
          words.append(
            Word(start: start, length: UInt32(symbols.count - start), weight: tally.occurrences))
          start = symbols.count
        } else {
          symbols.removeLast(symbols.count - start)
        }
      }
      unsafe alphabet.forEachToken(of: text, count) { token in
        if let token { symbols.append(token) } else { close() }
      }
      close()
    }
    guard characters < .max else {
      throw SluiceError(.badData, "the counts of all words together are larger than 2⁶⁴ characters")
    }
    // Each merge takes one of the symbols away and adds two entries at most.
    guard symbols.count <= 1 << 30 else {
      throw SluiceError(
        .failed, "the words to train on have more than 2³⁰ characters",
        hint: "leave out what is rare: sluice tokenizer count --minimum-count")
    }
    self.symbols = Storage(symbols, filler: 0)
    self.words = Storage(words, filler: Word(start: 0, length: 0, weight: 0))
    wordCount = words.count
    countPairs()
  }

  private mutating func countPairs() {
    var uses: [Int] = []
    var lastWord: [UInt32] = []
    var numbers: [UInt32] = []
    numbers.reserveCapacity(symbols.count)
    for number in 0..<wordCount {
      let word = words[number]
      for at in word.start..<word.start + Int(word.length) - 1 {
        let (pair, isNew) = pairs.claim(TokenPair(symbols[at], symbols[at + 1]).key)
        if isNew {
          counts.append(0)
          uses.append(0)
          lastWord.append(.max)
        }
        numbers.append(UInt32(pair))
        counts[pair] &+= word.weight
        if lastWord[pair] != UInt32(number) {
          lastWord[pair] = UInt32(number)
          uses[pair] += 1
        }
      }
    }
    var position = 0
    for use in uses {
      places.append(Places(range: position..<position, last: -1))
      position += use
    }
    firstWords = [UInt32](repeating: 0, count: position)
    var next = 0
    for pair in lastWord.indices { lastWord[pair] = .max }
    for number in 0..<wordCount {
      let word = words[number]
      for at in word.start..<word.start + Int(word.length) - 1 {
        let pair = Int(numbers[next])
        next += 1
        guard lastWord[pair] != UInt32(number) else { continue }
        lastWord[pair] = UInt32(number)
        let end = places[pair].range.upperBound
        firstWords[end] = UInt32(number)
        places[pair].range = places[pair].range.lowerBound..<end + 1
        if places[pair].range.count == 1, counts[pair] >= minimum {
          heap.push(
            PairHeap.Candidate(
              count: counts[pair], pair: TokenPair(symbols[at], symbols[at + 1]), number: pair))
        }
      }
    }
  }

  /// Takes out the pair that occurs most, nil if none occurs `minimum` times.
  mutating func mostFrequentPair() -> TokenPair? {
    while let top = heap.top {
      let count = counts[top.number]
      if count < minimum {
        heap.pop()
      } else if count == top.count {
        heap.pop()
        return top.pair
      } else {
        heap.replaceTop(PairHeap.Candidate(count: count, pair: top.pair, number: top.number))
      }
    }
    return nil
  }

  /// Makes `id` of the pair wherever it occurs, from left to right.
  mutating func merge(_ pair: TokenPair, into id: UInt32) {
    guard let number = pairs.number(pair.key) else { return }
    let place = places[number]
    for index in place.range { merge(pair, into: id, word: firstWords[index]) }
    var entry = place.last
    while entry >= 0 {
      merge(pair, into: id, word: entries[Int(entry)].word)
      entry = entries[Int(entry)].before
    }
    places[number] = Places(range: 0..<0, last: -1)
    for neighbour in left.touched {
      raise(TokenPair(neighbour, id), by: left.weights[Int(neighbour)], last: left.lists[Int(neighbour)])
    }
    for neighbour in right.touched {
      raise(TokenPair(id, neighbour), by: right.weights[Int(neighbour)], last: right.lists[Int(neighbour)])
    }
    for neighbour in left.touched {
      lower(TokenPair(neighbour, pair.left), by: left.weights[Int(neighbour)])
    }
    for neighbour in right.touched {
      lower(TokenPair(pair.right, neighbour), by: right.weights[Int(neighbour)])
    }
    counts[number] = 0
    for neighbour in left.touched { offer(TokenPair(neighbour, id)) }
    for neighbour in right.touched { offer(TokenPair(id, neighbour)) }
    left.clear()
    right.clear()
  }

  private mutating func merge(_ pair: TokenPair, into id: UInt32, word number: UInt32) {
    let word = words[Int(number)]
    let text = unsafe symbols.base + word.start
    let length = Int(word.length)
    var read = 0
    var write = 0
    while read < length {
      let symbol = unsafe text[read]
      guard symbol == pair.left, read &+ 1 < length, unsafe text[read &+ 1] == pair.right else {
        unsafe text[write] = symbol
        write &+= 1
        read &+= 1
        continue
      }
      if write > 0 { unsafe left.note(text[write &- 1], number, word.weight, &entries) }
      if read &+ 2 < length { unsafe right.note(text[read &+ 2], number, word.weight, &entries) }
      unsafe text[write] = id
      write &+= 1
      read &+= 2
    }
    words[Int(number)].length = UInt32(write)
  }

  private mutating func raise(_ pair: TokenPair, by weight: UInt64, last: Int32) {
    let (number, isNew) = pairs.claim(pair.key)
    guard !isNew else {
      counts.append(weight)
      places.append(Places(range: 0..<0, last: last))
      return
    }
    counts[number] &+= weight
    var first = last
    while entries[Int(first)].before >= 0 { first = entries[Int(first)].before }
    entries[Int(first)].before = places[number].last
    places[number].last = last
  }

  private mutating func lower(_ pair: TokenPair, by weight: UInt64) {
    if let number = pairs.number(pair.key) { counts[number] &-= weight }
  }

  private mutating func offer(_ pair: TokenPair) {
    guard let number = pairs.number(pair.key), counts[number] >= minimum else { return }
    heap.push(PairHeap.Candidate(count: counts[number], pair: pair, number: number))
  }
}
