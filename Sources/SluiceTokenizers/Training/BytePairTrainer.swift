public import SluiceCore

/// Trains a byte pair encoding on counted pieces.
///
/// The pair seen most often becomes a token, the pair of lower ids of equals (Sennrich, Haddow and Birch 2016,
/// arXiv 1508.07909); so the result depends on the counts only, not on threads or order. It is that of the trainer
/// of Hugging Face tokenizers where that one is deterministic.
public struct BytePairTrainer: Sendable {
  /// The pattern the pieces were cut with.
  public var pattern: TrainingPattern
  /// Number of tokens aimed at: control tokens, bytes, characters and merged tokens.
  public var vocabularySize: Int
  /// Control tokens, which get the first ids.
  public var specials: [String]
  /// How often a pair must occur to become a token.
  public var minimumFrequency: UInt64
  /// Share of all characters that get a token of their own, where tokens are made of characters.
  public var characterCoverage: Double

  /// A trainer with the given aims.
  public init(
    pattern: TrainingPattern, vocabularySize: Int, specials: [String]? = nil, minimumFrequency: UInt64 = 2,
    characterCoverage: Double = 0.9995
  ) {
    self.pattern = pattern
    self.vocabularySize = vocabularySize
    self.specials = specials ?? pattern.usualSpecials
    self.minimumFrequency = minimumFrequency
    self.characterCoverage = characterCoverage
  }

  /// Checks what can be checked before text is counted.
  ///
  /// - Throws: A `usage` error if control tokens repeat, or the vocabulary has no room for them and the bytes, or is
  ///   too large.
  public func check() throws(SluiceError) {
    guard Set(specials).count == specials.count, !specials.contains("") else {
      throw SluiceError(.usage, "control tokens must differ and not be empty")
    }
    guard (specials.count + 256...Vocabulary.limit).contains(vocabularySize) else {
      throw SluiceError(
        .usage, "a vocabulary has from \(specials.count + 256) to \(Vocabulary.limit) tokens")
    }
  }

  /// Trains on `counts`.
  ///
  /// - Throws: What `check` throws, and a `usage` error if the characters leave no room.
  public func train(_ counts: PieceCounts) throws(SluiceError) -> TrainedVocabulary {
    try check()
    let firstID = UInt32(specials.count)
    let alphabet =
      pattern.isByteLevel
      ? TrainingAlphabet(bytesFrom: firstID)
      : TrainingAlphabet(charactersOf: counts, coverage: characterCoverage, from: firstID)
    var tokens = alphabet.tokens
    guard specials.count + tokens.count <= vocabularySize else {
      throw SluiceError(
        .usage,
        "\(tokens.count) bytes and characters do not fit into a vocabulary of \(vocabularySize) tokens",
        hint: "train more tokens, or let the alphabet cover fewer characters")
    }
    var idOfToken: [[UInt8]: UInt32] = [:]
    for (position, token) in tokens.enumerated() { idOfToken[token] = firstID + UInt32(position) }
    var words = try TrainingWords(
      counts, alphabet: alphabet, tokens: vocabularySize, minimum: minimumFrequency)
    var merges: [TokenPair] = []
    while tokens.count + specials.count < vocabularySize, let pair = words.mostFrequentPair() {
      let merged = tokens[Int(pair.left - firstID)] + tokens[Int(pair.right - firstID)]
      let next = firstID + UInt32(tokens.count)
      let id = idOfToken[merged] ?? next
      if id == next {
        idOfToken[merged] = id
        tokens.append(merged)
      }
      merges.append(pair)
      words.merge(pair, into: id)
    }
    return TrainedVocabulary(pattern: pattern, specials: specials, tokens: tokens, merges: merges)
  }
}
