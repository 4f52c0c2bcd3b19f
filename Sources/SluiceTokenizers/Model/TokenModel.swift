/// How the pieces of a text become ids.
enum TokenModel: Sendable {
  /// Byte pair encoding of bytes.
  case bytePairs(BytePairModel)
  /// Byte pair encoding of characters, as in sentencepiece.
  case characterPairs(CharacterPairModel)
  case unigram(UnigramModel)
  case wordPiece(WordPieceModel)

  /// Whether the ids of a piece may depend on what stands before it.
  var hasContext: Bool {
    if case .unigram(let model) = self { model.sumsWholeText } else { false }
  }

  /// What of the model the digest of a tokenizer sums up, the vocabulary left out.
  func addParts(to digest: inout TokenizerDigest) {
    switch self {
    case .bytePairs(let model): model.addParts(to: &digest)
    case .characterPairs(let model): model.addParts(to: &digest)
    case .unigram(let model): model.addParts(to: &digest)
    case .wordPiece(let model): model.addParts(to: &digest)
    }
  }
}

/// Byte pair encoding: neighbours merge by priority until none is left to merge.
struct BytePairModel: Sendable {
  let merges: MergeTable
  /// Whether a piece that is a token as a whole is that token, whatever the merges would make of it.
  let prefersWholePieces: Bool
  private let rules: [MergeTable.Rule]

  init(_ rules: [MergeTable.Rule], byteIDs: [UInt32], prefersWholePieces: Bool) {
    merges = MergeTable(rules, byteIDs: byteIDs)
    self.prefersWholePieces = prefersWholePieces
    self.rules = rules
  }

  func addParts(to digest: inout TokenizerDigest) {
    digest.add(rules)
    digest.add("\(prefersWholePieces)")
  }
}
