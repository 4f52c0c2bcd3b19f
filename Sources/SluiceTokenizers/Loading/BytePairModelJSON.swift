internal import SluiceCore

/// Reads `model` of a byte pair encoding, of bytes or of characters.
struct BytePairModelJSON {
  let source: ModelJSON

  private static let members = [
    "type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk",
    "byte_fallback", "ignore_merges", "vocab", "merges",
  ]

  func read(_ pretokenization: inout PretokenizationJSON) throws(SluiceError) -> (Vocabulary, TokenModel) {
    let model = source.model
    try model.allowOnly(BytePairModelJSON.members)
    guard model.isAbsent("dropout") || model.object["dropout"]?.number == 0 else {
      throw model.unknown("dropout")
    }
    try source.refuse(unlessEmpty: ["continuing_subword_prefix", "end_of_word_suffix"])
    let spelling = pretokenization.spelling
    let ignoresMerges = try model.flag("ignore_merges")
    let (vocabulary, list) = try source.vocabulary(spelling)
    guard spelling == .byteLevel else {
      return try characters(vocabulary, list, ignoresMerges: ignoresMerges, &pretokenization)
    }
    let byteIDs: [UInt32]
    do { byteIDs = try vocabulary.byteIDs() } catch {
      throw error.at(source.document.cursor.place(try source.vocabularyStart()))
    }
    let rules = try source.rules(vocabulary, spelling)
    return (
      vocabulary, .bytePairs(BytePairModel(rules, byteIDs: byteIDs, prefersWholePieces: ignoresMerges))
    )
  }

  private func characters(
    _ vocabulary: Vocabulary, _ list: TokenList, ignoresMerges: Bool,
    _ pretokenization: inout PretokenizationJSON
  ) throws(SluiceError) -> (Vocabulary, TokenModel) {
    let unknown = try unknownText(vocabulary, list, pretokenization.spelling)
    let rules = try source.rules(vocabulary, pretokenization.spelling)
    var tokens: [UInt32: UInt32] = [:]
    for token in list.texts {
      let text = String(decoding: token.bytes, as: UTF8.self).unicodeScalars
      if let scalar = text.first, text.count == 1 { tokens[scalar.value] = token.id }
    }
    if pretokenization.isWhole {
      // A whole text that is one token is that token, and unknown spaces join: then nothing may be cut.
      let isSpaceKnown = tokens[0x20] != nil || !unknown.byteIDs.isEmpty
      pretokenization.cut(
        ignoresMerges || !isSpaceKnown
          ? .none
          : SpaceCuts(
            noneInside: rules.lazy.map { rule in
              vocabulary.range(Int(rule.result)).map { vocabulary.bytes[$0] }
            }))
    }
    let model = CharacterPairModel(
      vocabulary: vocabulary, rules: rules,
      characters: CharacterSymbols(tokens: tokens, parts: [], count: vocabulary.count), unknown: unknown,
      prefersWholePieces: ignoresMerges)
    return (vocabulary, .characterPairs(model))
  }

  private func unknownText(
    _ vocabulary: Vocabulary, _ list: TokenList, _ spelling: TokenSpelling
  ) throws(SluiceError) -> UnknownText {
    let model = source.model
    var unknown = UnknownText(isFused: try model.flag("fuse_unk"))
    if let token = model.string("unk_token") {
      guard let id = source.id(of: token, in: list, spelling) else {
        throw model.error("unk_token", "the vocabulary has no token '\(token)'")
      }
      unknown.id = id
    }
    if try model.flag("byte_fallback") {
      let bytes = UnknownText.byteIDs(vocabulary)
      guard bytes.ids != nil || !bytes.any else {
        throw model.error("byte_fallback", "the vocabulary has tokens for some bytes only")
      }
      unknown.byteIDs = bytes.ids ?? []
    }
    guard unknown.id != nil || !unknown.byteIDs.isEmpty else {
      throw model.error("unk_token", "text that no token spells would be lost: there is no 'unk_token'")
    }
    return unknown
  }
}
