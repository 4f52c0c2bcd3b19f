/// The pieces of a corpus as sequences of tokens, and where each pair of neighbours occurs.
struct TrainingWords {
  struct Pair: Hashable {
    var left: UInt32
    var right: UInt32

    var key: UInt64 { UInt64(left) << 32 | UInt64(right) }
  }

  /// An entry of the heap of pairs; its count may be out of date.
  private struct Candidate {
    var count: UInt64
    var pair: Pair
    var number: Int32

    /// More often first; of equals, the pair of lower ids.
    func precedes(_ other: Candidate) -> Bool {
      count != other.count ? count > other.count : pair.key < other.pair.key
    }
  }

  /// Tokens of all words; those of word w start at `starts[w]` and are `lengths[w]`.
  private var symbols: [UInt32] = []
  private var starts: [Int] = []
  private var lengths: [Int32] = []
  private var weights: [UInt64] = []

  /// Pairs by number: how often each occurs, and the last of its list of words.
  private var numbers: [UInt64: Int32] = [:]
  private var counts: [UInt64] = []
  private var lists: [Int32] = []
  /// Lists of words: a word, and the entry before it.
  private var entries: [(word: UInt32, before: Int32)] = []
  private var heap: [Candidate] = []
  /// Pairs that became more frequent in the merge under way.
  private var risen: [(pair: Pair, number: Int32)] = []
  private var isRisen: [Bool] = []

  init(_ pieces: PieceCounts, idOfByte: [UInt32]) {
    for piece in 0..<pieces.count {
      let range = pieces.offsets[piece]..<pieces.offsets[piece + 1]
      starts.append(symbols.count)
      lengths.append(Int32(range.count))
      weights.append(pieces.occurrences[piece])
      for index in range { symbols.append(idOfByte[Int(pieces.bytes[index])]) }
      for index in range.dropLast() {
        let at = starts[piece] + index - range.lowerBound
        raise(Pair(left: symbols[at], right: symbols[at + 1]), in: piece)
      }
    }
    pushRisen()
  }

  /// Takes out the pair that occurs most, nil if none occurs `minimum` times.
  mutating func mostFrequentPair(atLeast minimum: UInt64) -> Pair? {
    while let top = heap.first {
      let count = counts[Int(top.number)]
      if count == top.count {
        guard count >= minimum else { return nil }
        pop()
        return top.pair
      }
      replaceTop(Candidate(count: count, pair: top.pair, number: top.number))
    }
    return nil
  }

  /// Makes `id` of the pair wherever it occurs, from left to right.
  mutating func merge(_ pair: Pair, into id: UInt32) {
    guard let number = numbers[pair.key] else { return }
    var entry = lists[Int(number)]
    lists[Int(number)] = -1
    while entry >= 0 {
      let (word, before) = entries[Int(entry)]
      merge(pair, into: id, word: Int(word))
      entry = before
    }
    counts[Int(number)] = 0
    pushRisen()
  }

  private mutating func merge(_ pair: Pair, into id: UInt32, word: Int) {
    let start = starts[word]
    let length = Int(lengths[word])
    var read = 0
    var write = 0
    while read < length {
      let symbol = symbols[start + read]
      guard symbol == pair.left, read + 1 < length, symbols[start + read + 1] == pair.right else {
        symbols[start + write] = symbol
        write += 1
        read += 1
        continue
      }
      if write > 0 {
        let left = symbols[start + write - 1]
        lower(Pair(left: left, right: pair.left), in: word)
        raise(Pair(left: left, right: id), in: word)
      }
      if read + 2 < length {
        let right = symbols[start + read + 2]
        lower(Pair(left: pair.right, right: right), in: word)
        raise(Pair(left: id, right: right), in: word)
      }
      symbols[start + write] = id
      write += 1
      read += 2
    }
    lengths[word] = Int32(write)
  }

  private mutating func raise(_ pair: Pair, in word: Int) {
    let number: Int32
    if let known = numbers[pair.key] {
      number = known
    } else {
      number = Int32(counts.count)
      numbers[pair.key] = number
      counts.append(0)
      lists.append(-1)
      isRisen.append(false)
    }
    counts[Int(number)] += weights[word]
    let last = lists[Int(number)]
    if last < 0 || entries[Int(last)].word != UInt32(word) {
      lists[Int(number)] = Int32(entries.count)
      entries.append((UInt32(word), last))
    }
    if !isRisen[Int(number)] {
      isRisen[Int(number)] = true
      risen.append((pair, number))
    }
  }

  private mutating func lower(_ pair: Pair, in word: Int) {
    guard let number = numbers[pair.key] else { return }
    counts[Int(number)] -= min(counts[Int(number)], weights[word])
  }

  // MARK: Heap

  private mutating func pushRisen() {
    for (pair, number) in risen {
      isRisen[Int(number)] = false
      let candidate = Candidate(count: counts[Int(number)], pair: pair, number: number)
      guard candidate.count > 0 else { continue }
      var child = heap.count
      heap.append(candidate)
      while child > 0, candidate.precedes(heap[(child - 1) / 2]) {
        heap[child] = heap[(child - 1) / 2]
        child = (child - 1) / 2
      }
      heap[child] = candidate
    }
    risen.removeAll(keepingCapacity: true)
  }

  private mutating func pop() {
    let last = heap.removeLast()
    if !heap.isEmpty { replaceTop(last) }
  }

  private mutating func replaceTop(_ candidate: Candidate) {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(candidate) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = candidate
  }
}
