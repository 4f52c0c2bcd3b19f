internal import SluiceCore

/// Reads `model` of a byte-level byte pair encoding.
struct ByteLevelModelJSON {
  let model: ObjectReader
  let document: TokenizerDocument

  private static let members = [
    "type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk",
    "byte_fallback", "ignore_merges", "vocab", "merges",
  ]

  func tokenizer(
    pretokenization: Pretokenization, addedTokens: [AddedToken]
  ) throws(SluiceError) -> Tokenizer {
    try model.allowOnly(ByteLevelModelJSON.members)
    guard model.isAbsent("type") || model.string("type") == "BPE" else { throw model.unknown("type") }
    guard model.isAbsent("dropout") || model.object["dropout"]?.number == 0 else {
      throw model.unknown("dropout")
    }
    for name in ["continuing_subword_prefix", "end_of_word_suffix"] {
      guard model.isAbsent(name) || model.string(name)?.isEmpty == true else { throw model.unknown(name) }
    }
    guard let vocabularyStart = document.vocabulary else { throw model.unknown("vocab") }
    guard let mergesStart = document.merges else { throw model.unknown("merges") }
    let ignoresMerges = try model.flag("ignore_merges")

    var list = try TokenListReader.vocabulary(document.cursor, at: vocabularyStart)
    let controls = Set(addedTokens.filter(\.isSpecial).map { Int($0.id) })
    for index in list.entries.indices where controls.contains(list.entries[index].id) {
      list.entries[index].isText = false
    }
    let vocabulary: Vocabulary
    let byteIDs: [UInt32]
    do {
      vocabulary = try Vocabulary(list)
      byteIDs = try vocabulary.byteIDs()
    } catch {
      throw error.at(document.cursor.place(vocabularyStart))
    }
    let rules = try TokenListReader.merges(document.cursor, at: mergesStart, vocabulary: vocabulary)
    return Tokenizer(
      vocabulary: vocabulary, pretokenization: pretokenization,
      model: .bytePairs(BytePairModel(rules, byteIDs: byteIDs, prefersWholePieces: ignoresMerges)),
      addedTokens: addedTokens)
  }
}
