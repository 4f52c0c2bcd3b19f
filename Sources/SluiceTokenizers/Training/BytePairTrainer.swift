public import SluiceCore

/// Trains a byte-level byte pair encoding on counted pieces.
///
/// The pair seen most often becomes a token, the pair of lower ids of equals; so the result depends on the
/// counts only, not on threads or order. Counts are 64-bit: large corpora do not overflow them.
public struct BytePairTrainer {
  /// The pattern the pieces were cut with.
  public var pattern: TrainingPattern
  /// Number of tokens aimed at: control tokens, the 256 bytes and merged tokens.
  public var vocabularySize: Int
  /// Control tokens, which get the first ids.
  public var specials: [String]
  /// How often a pair must occur to become a token.
  public var minimumFrequency: UInt64

  /// A trainer with the given aims.
  public init(
    pattern: TrainingPattern, vocabularySize: Int, specials: [String] = ["<|endoftext|>"],
    minimumFrequency: UInt64 = 2
  ) {
    self.pattern = pattern
    self.vocabularySize = vocabularySize
    self.specials = specials
    self.minimumFrequency = minimumFrequency
  }

  /// Trains on `counts` and returns a `tokenizer.json` that Hugging Face tokenizers reads too.
  ///
  /// - Throws: A `usage` error if the vocabulary has no room for bytes and control tokens, or is too large.
  public func train(_ counts: PieceCounts) throws(SluiceError) -> [UInt8] {
    guard Set(specials).count == specials.count, !specials.contains("") else {
      throw SluiceError(.usage, "control tokens must differ and not be empty")
    }
    guard (specials.count + 256...Vocabulary.limit).contains(vocabularySize) else {
      throw SluiceError(
        .usage, "a vocabulary has from \(specials.count + 256) to \(Vocabulary.limit) tokens")
    }
    let byteOrder = (0..<256).sorted { ByteLevelAlphabet.scalars[$0] < ByteLevelAlphabet.scalars[$1] }
    var tokens = byteOrder.map { [UInt8($0)] }
    let firstByte = UInt32(specials.count)
    var idOfByte = [UInt32](repeating: 0, count: 256)
    for (position, byte) in byteOrder.enumerated() { idOfByte[byte] = firstByte + UInt32(position) }
    var idOfToken: [[UInt8]: UInt32] = [:]
    for (position, token) in tokens.enumerated() { idOfToken[token] = firstByte + UInt32(position) }

    var words = TrainingWords(counts, idOfByte: idOfByte)
    var merges: [(UInt32, UInt32)] = []
    while tokens.count + specials.count < vocabularySize,
      let pair = words.mostFrequentPair(atLeast: max(1, minimumFrequency))
    {
      let merged = tokens[Int(pair.left - firstByte)] + tokens[Int(pair.right - firstByte)]
      let next = firstByte + UInt32(tokens.count)
      let id = idOfToken[merged] ?? next
      if id == next {
        idOfToken[merged] = id
        tokens.append(merged)
      }
      merges.append((pair.left, pair.right))
      words.merge(pair, into: id)
    }
    return json(tokens, merges)
  }

  private func json(_ tokens: [[UInt8]], _ merges: [(UInt32, UInt32)]) -> [UInt8] {
    let added = specials.enumerated().map { id, content -> JSON in
      [
        "id": JSON(id), "content": JSON(content), "single_word": false, "lstrip": false, "rstrip": false,
        "normalized": false, "special": true,
      ]
    }
    let names = tokens.map { token in
      var name = String.UnicodeScalarView()
      name.append(contentsOf: token.compactMap { Unicode.Scalar(ByteLevelAlphabet.scalars[Int($0)]) })
      return String(name)
    }
    let vocabulary = (specials + names).enumerated().map { JSONObject.Member($1, JSON($0)) }
    let rules = merges.map { left, right -> JSON in
      [JSON(names[Int(left) - specials.count]), JSON(names[Int(right) - specials.count])]
    }
    let model: JSON = [
      "type": "BPE", "dropout": nil, "unk_token": nil, "continuing_subword_prefix": nil,
      "end_of_word_suffix": nil, "fuse_unk": false, "byte_fallback": false, "ignore_merges": false,
      "vocab": JSON(JSONObject(vocabulary)), "merges": JSON(rules),
    ]
    let byteLevel: JSON = [
      "type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true,
    ]
    let document: JSON = [
      "version": "1.0", "truncation": nil, "padding": nil, "added_tokens": JSON(added), "normalizer": nil,
      "pre_tokenizer": pattern.json, "post_processor": nil, "decoder": byteLevel, "model": model,
    ]
    return Array(document.pretty.utf8)
  }
}
