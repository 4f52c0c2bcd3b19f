/// A unigram language model: text becomes the tokens whose scores sum up highest.
///
/// Kudo, "Subword Regularization", 2018. The two reference implementations differ in how they round, and so in
/// which of two equally good segmentations they take: `arithmetic` says whose way is followed.
struct UnigramModel: Sendable {
  /// How scores are summed up.
  enum Arithmetic: String, Sendable {
    /// Sums in 64 bits, as Hugging Face tokenizers.
    case double
    /// Each sum rounded to 32 bits, as sentencepiece.
    case single
  }

  /// Tokens by their bytes; values are ids.
  let trie: ByteTrie
  /// The score of each id.
  let scores: [Double]
  let unknown: UnknownText
  let unknownScore: Double
  /// The bytes of the unknown token, which text may spell.
  let unknownBytes: [UInt8]
  let arithmetic: Arithmetic
  /// Whether pieces of a text are parts of one sum, whose rounding depends on what stands before.
  let sumsWholeText: Bool

  /// The byte that each byte token stands for.
  let byteOfID: [UInt32: UInt8]
  /// What a text costs at most for each byte.
  let worstScore: Double

  init(
    trie: ByteTrie, scores: [Double], unknown: UnknownText, unknownBytes: [UInt8], leastScore: Double,
    arithmetic: Arithmetic, sumsWholeText: Bool
  ) {
    self.trie = trie
    self.scores = scores
    self.unknown = unknown
    self.unknownBytes = unknownBytes
    let penalty = leastScore - 10
    unknownScore = arithmetic == .single ? Double(Float(leastScore) - 10) : penalty
    self.arithmetic = arithmetic
    self.sumsWholeText = sumsWholeText
    byteOfID = Dictionary(
      zip(unknown.byteIDs, UInt8.min...UInt8.max), uniquingKeysWith: { first, _ in first })
    worstScore = scores.reduce(abs(unknownScore)) { max($0, abs($1)) }
  }

  func addParts(to digest: inout TokenizerDigest) {
    for score in scores { digest.add(score.bitPattern) }
    digest.add("\(unknown) \(unknownScore.bitPattern) \(arithmetic) \(sumsWholeText)")
  }
}
