/// A pair of neighbouring tokens.
struct TokenPair: Equatable, Sendable {
  var left: UInt32
  var right: UInt32

  var key: UInt64 { UInt64(left) << 32 | UInt64(right) }

  init(_ left: UInt32, _ right: UInt32) {
    self.left = left
    self.right = right
  }
}

/// Pairs by count, the most frequent first, of equals the one of lower ids; counts may be out of date.
struct PairHeap {
  struct Candidate {
    var count: UInt64
    var pair: TokenPair
    /// Number of the pair.
    var number: Int

    @inline(__always)
    func precedes(_ other: Candidate) -> Bool {
      count != other.count ? count > other.count : pair.key < other.pair.key
    }
  }

  private var candidates: [Candidate] = []

  var top: Candidate? { candidates.first }

  mutating func push(_ candidate: Candidate) {
    var child = candidates.count
    candidates.append(candidate)
    while child > 0, candidate.precedes(candidates[(child - 1) / 2]) {
      candidates[child] = candidates[(child - 1) / 2]
      child = (child - 1) / 2
    }
    candidates[child] = candidate
  }

  mutating func pop() {
    let last = candidates.removeLast()
    if !candidates.isEmpty { replaceTop(last) }
  }

  mutating func replaceTop(_ candidate: Candidate) {
    var parent = 0
    while true {
      var child = 2 &* parent &+ 1
      guard child < candidates.count else { break }
      if child &+ 1 < candidates.count, candidates[child &+ 1].precedes(candidates[child]) { child &+= 1 }
      guard candidates[child].precedes(candidate) else { break }
      candidates[parent] = candidates[child]
      parent = child
    }
    candidates[parent] = candidate
  }
}
