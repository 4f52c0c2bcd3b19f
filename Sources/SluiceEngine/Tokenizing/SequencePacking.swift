/// Puts documents into sequences of one length so that few are cut and little is filled up.
///
/// Best-fit decreasing, as Ding et al. 2024 (arXiv 2404.10830) use it. Of a document only the rest counts that its
/// whole sequences leave over: a document that is longer than a sequence can begin anywhere where its rest still
/// has room, and is not cut more often than its length asks for. Documents with the longest rests come first, each
/// goes where the least room is left over, and a place that is full to the end is filled up. Every document stays
/// in one piece in the stream of tokens, so its place in the shard is still one range.
struct SequencePacking: Sendable, Equatable {
  /// Tokens of a sequence.
  let length: Int
  /// Token that fills up sequences.
  let pad: UInt32

  /// What packing made of the documents of a frame.
  struct Result {
    /// The documents in their new order.
    var order: [Int] = []
    /// How many tokens fill up the sequence behind each of them.
    var padding: [Int] = []
    /// Number of sequences.
    var sequences = 0
    /// Documents that are longer than a sequence.
    var cut = 0
  }

  /// The order of documents with these numbers of tokens.
  func pack(_ lengths: [Int]) -> Result {
    var bins = Bins(length: length)
    for document in lengths.indices.sorted(by: { (rest(lengths[$1]), $0) < (rest(lengths[$0]), $1) }) {
      bins.place(document, taking: rest(lengths[document]))
    }
    var result = Result()
    for bin in bins.inOrder {
      result.order += bin.documents.sorted()
      result.padding += [Int](repeating: 0, count: bin.documents.count - 1)
      result.padding.append(bin.room < length ? bin.room : 0)
    }
    result.sequences = (lengths.reduce(0, +) + result.padding.reduce(0, +)) / length
    result.cut = lengths.count { $0 > length }
    return result
  }

  /// Tokens of a document that its whole sequences leave over, 1 up to `length`; 0 for an empty document.
  private func rest(_ count: Int) -> Int { count == 0 ? 0 : (count - 1) % length + 1 }

  /// Places for rests, found by the room they have.
  private struct Bins {
    struct Bin {
      var documents: [Int] = []
      var room: Int
      /// Smallest number of its documents.
      var first = Int.max
    }

    private let length: Int
    private var bins: [Bin] = []
    /// For each amount of room, the bins that have it.
    private var byRoom: [[Int]]
    /// For each 64 amounts of room, which of them some bin has.
    private var marks: [UInt64]

    init(length: Int) {
      self.length = length
      byRoom = [[Int]](repeating: [], count: length + 1)
      marks = [UInt64](repeating: 0, count: length / 64 + 1)
    }

    /// Bins in the order of the first document in each.
    var inOrder: [Bin] { bins.sorted { $0.first < $1.first } }

    /// Puts a document into a bin with the least room that is enough, or into a new one.
    mutating func place(_ document: Int, taking count: Int) {
      var bin = bins.count
      if let fullest = takeFullest(with: count) { bin = fullest } else { bins.append(Bin(room: length)) }
      bins[bin].documents.append(document)
      bins[bin].first = min(bins[bin].first, document)
      bins[bin].room -= count
      byRoom[bins[bin].room].append(bin)
      marks[bins[bin].room / 64] |= 1 << UInt64(bins[bin].room % 64)
    }

    private mutating func takeFullest(with count: Int) -> Int? {
      var word = count / 64
      var mark = marks[word] & (UInt64.max << UInt64(count % 64))
      while mark == 0 {
        word += 1
        guard word < marks.count else { return nil }
        mark = marks[word]
      }
      let room = word * 64 + mark.trailingZeroBitCount
      let bin = byRoom[room].removeLast()
      if byRoom[room].isEmpty { marks[word] &= ~(1 << UInt64(room % 64)) }
      return bin
    }
  }
}
