internal import SluiceCore
internal import SluiceEngine
internal import SluiceTokenizers

/// What two tokenizers make of the same texts.
struct TokenizerComparison: Sendable {
  private let first: Tokenizer
  private let second: Tokenizer
  private let texts: TextFiles

  /// The fertility of both.
  struct Pair: Sendable {
    var first = Fertility()
    var second = Fertility()
  }

  /// Places between tokens, ends of documents left out.
  struct Cuts: Sendable {
    var first = 0
    var second = 0
    /// Places where both cut.
    var both = 0
  }

  struct Result: Sendable {
    /// By language.
    fileprivate(set) var byLanguage: [String: Pair] = [:]
    fileprivate(set) var documents = 0
    /// Documents whose ids differ.
    fileprivate(set) var otherIDs = 0
    fileprivate(set) var cuts = Cuts()
    /// Where the first differences stand, each in a document of its own.
    fileprivate(set) var places: [Place] = []

    /// By language, in order of name.
    var languages: [(language: String, pair: Pair)] {
      byLanguage.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// All languages together.
    var total: Pair {
      byLanguage.values.reduce(into: Pair()) { sum, pair in
        sum.first.add(pair.first)
        sum.second.add(pair.second)
      }
    }

    fileprivate mutating func add(_ other: Result) {
      for (language, pair) in other.byLanguage {
        byLanguage[language, default: Pair()].first.add(pair.first)
        byLanguage[language, default: Pair()].second.add(pair.second)
      }
      documents += other.documents
      otherIDs += other.otherIDs
      cuts.first += other.cuts.first
      cuts.second += other.cuts.second
      cuts.both += other.cuts.both
      places += other.places.prefix(10 - places.count)
    }
  }

  init(_ first: Tokenizer, _ second: Tokenizer, _ texts: TextFiles) {
    self.first = first
    self.second = second
    self.texts = texts
  }

  func run() throws -> Result {
    let (first, second) = (first, second)
    let total = Monitor(Result())
    try texts.forEachFrame {
      let worker = Worker(
        first: first, second: second, encoders: try [Encoder(first), Encoder(second)], meter: WordMeter())
      return { frame in try worker.compare(frame) }
    } commit: { (result: Result) in
      total.withLock { $0.add(result) }
    }
    return total.withLock { $0 }
  }

  /// One thread's part.
  private final class Worker {
    private let first: Tokenizer
    private let second: Tokenizer
    private let encoders: [Encoder]
    private var meter: WordMeter

    init(first: Tokenizer, second: Tokenizer, encoders: [Encoder], meter: WordMeter) {
      self.first = first
      self.second = second
      self.encoders = encoders
      self.meter = meter
    }

    func compare(_ frame: TextFrame) throws -> Result {
      var result = Result()
      var columns: [TokenColumn] = []
      for encoder in encoders {
        var tokens = TokenColumn()
        try encoder.encode(frame.texts, into: &tokens)
        columns.append(tokens)
      }
      for row in 0..<frame.texts.count {
        let (mine, other) = (columns[0].ids[columns[0].range(row)], columns[1].ids[columns[1].range(row)])
        let words = meter.words(frame.texts.bytes.span.extracting(frame.texts.range(row)))
        let bytes = frame.texts.range(row).count
        let language = frame.language(row)
        result.byLanguage[language, default: Pair()].first.add(
          Fertility(documents: 1, tokens: mine.count, words: words, bytes: bytes))
        result.byLanguage[language, default: Pair()].second.add(
          Fertility(documents: 1, tokens: other.count, words: words, bytes: bytes))
        result.documents += 1
        let cuts = try (Array(ends(mine, first)), Array(ends(other, second)))
        result.cuts.first += cuts.0.count
        result.cuts.second += cuts.1.count
        result.cuts.both += shared(cuts.0, cuts.1)
        guard !mine.elementsEqual(other) else { continue }
        result.otherIDs += 1
        guard result.places.count < 10 else { continue }
        var place = frame.place(row)
        place.byteOffset = zip(zip([0] + cuts.0, mine), other).first { $0.0.1 != $0.1 }?.0.0 ?? 0
        result.places.append(place)
      }
      return result
    }

    /// Where tokens end in the decoded text, the last one left out.
    private func ends(_ ids: ArraySlice<UInt32>, _ tokenizer: Tokenizer) throws(SluiceError) -> [Int] {
      var ends: [Int] = []
      var position = 0
      for id in ids.dropLast() {
        position += try tokenizer.bytes(of: CollectionOfOne(id)).count
        ends.append(position)
      }
      return ends
    }

    private func shared(_ left: [Int], _ right: [Int]) -> Int {
      var (count, position) = (0, 0)
      for end in left {
        while position < right.count, right[position] < end { position += 1 }
        if position < right.count, right[position] == end { count += 1 }
      }
      return count
    }
  }
}
