internal import SluiceCore

/// Reads `model` of WordPiece.
struct WordPieceModelJSON {
  let source: ModelJSON

  func read(_ pretokenization: PretokenizationJSON) throws(SluiceError) -> (Vocabulary, TokenModel) {
    let model = source.model
    try model.allowOnly([
      "type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab",
    ])
    guard pretokenization.spelling == .plain, pretokenization.pretokenization.words != nil else {
      throw model.error(
        "type", "WordPiece is supported with the pre_tokenizers 'BertPreTokenizer' and 'WhitespaceSplit'")
    }
    let (vocabulary, list) = try source.vocabulary(.plain)
    guard let unknown = model.string("unk_token") else { throw model.unknown("unk_token") }
    guard let unknownID = source.id(of: unknown, in: list, .plain) else {
      throw model.error("unk_token", "the vocabulary has no token '\(unknown)'")
    }
    guard let prefix = model.string("continuing_subword_prefix"), !prefix.isEmpty else {
      throw model.unknown("continuing_subword_prefix")
    }
    var wordLimit = 100
    if !model.isAbsent("max_input_chars_per_word") {
      guard let limit = model.integer("max_input_chars_per_word"), limit > 0 else {
        throw model.unknown("max_input_chars_per_word")
      }
      wordLimit = limit
    }
    var builder = ByteTrieBuilder()
    for token in list.texts where !token.bytes.isEmpty {
      guard builder.insert(token.bytes, token.id) else {
        throw source.document.cursor.error("the vocabulary is too large", at: try source.vocabularyStart())
      }
    }
    let trie = ByteTrie(builder)
    return (
      vocabulary,
      .wordPiece(
        WordPieceModel(
          trie: trie, inner: trie.node(of: prefix.utf8), unknownID: unknownID, wordLimit: wordLimit))
    )
  }
}
