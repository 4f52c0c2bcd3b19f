internal import SluiceCore

/// Reads `model` of a unigram language model.
struct UnigramModelJSON {
  let source: ModelJSON

  func read(_ pretokenization: inout PretokenizationJSON) throws(SluiceError) -> (Vocabulary, TokenModel) {
    let model = source.model
    try model.allowOnly(["type", "unk_id", "vocab", "byte_fallback"])
    guard pretokenization.spelling != .byteLevel else {
      throw model.error("type", "a unigram model of bytes is not supported")
    }
    let start = try source.vocabularyStart()
    var (list, scores) = try scoredVocabulary(start, pretokenization.spelling)
    guard let unknownID = model.integer("unk_id"), list.entries.indices.contains(unknownID) else {
      throw model.unknown("unk_id")
    }
    source.hideControls(&list)
    let vocabulary: Vocabulary
    do { vocabulary = try Vocabulary(list) } catch { throw error.at(source.document.cursor.place(start)) }
    var unknown = UnknownText(id: UInt32(unknownID), isFused: true)
    if try model.flag("byte_fallback") {
      let bytes = UnknownText.byteIDs(vocabulary)
      guard bytes.ids != nil || !bytes.any else {
        throw model.error("byte_fallback", "the vocabulary has tokens for some bytes only")
      }
      unknown.byteIDs = bytes.ids ?? []
    }
    var builder = ByteTrieBuilder()
    for token in list.texts where !token.bytes.isEmpty {
      guard builder.insert(token.bytes, token.id) else {
        throw source.document.cursor.error("the vocabulary is too large", at: start)
      }
    }
    let sumsWholeText = pretokenization.isWhole
    if sumsWholeText {
      let isSpaceKnown = vocabulary.id(of: [SpaceMark.space]) != nil
      pretokenization.cut(
        isSpaceKnown ? SpaceCuts(noneInside: list.texts.lazy.map { Array($0.bytes) }) : .none)
    }
    let unigram = UnigramModel(
      trie: ByteTrie(builder), scores: scores, unknown: unknown,
      unknownBytes: vocabulary.range(unknownID).map { vocabulary.bytes[$0] },
      leastScore: scores.min() ?? 0, arithmetic: .double, sumsWholeText: sumsWholeText)
    return (vocabulary, .unigram(unigram))
  }

  /// Reads `[["token", score], …]`; the position in the list is the id.
  private func scoredVocabulary(
    _ start: Int, _ spelling: TokenSpelling
  ) throws(SluiceError) -> (TokenList, [Double]) {
    var cursor = source.document.cursor
    cursor.position = start
    var list = TokenList()
    list.marksSpaces = spelling == .spaceMarks
    var scores: [Double] = []
    var text: [UInt8] = []
    try cursor.expect(UInt8(ascii: "["))
    guard !cursor.take(UInt8(ascii: "]")) else { return (list, scores) }
    repeat {
      guard scores.count < Vocabulary.limit else {
        throw cursor.error("more than \(Vocabulary.limit) tokens")
      }
      text.removeAll(keepingCapacity: true)
      try cursor.expect(UInt8(ascii: "["))
      try cursor.string(into: &text)
      try cursor.expect(UInt8(ascii: ","))
      let score = try cursor.score()
      try cursor.expect(UInt8(ascii: "]"))
      let first = list.bytes.count
      let isText = spelling.append(text[...], to: &list.bytes)
      list.entries.append(
        TokenList.Entry(range: first..<list.bytes.count, id: scores.count, isText: isText))
      scores.append(score)
    } while cursor.take(UInt8(ascii: ","))
    try cursor.expect(UInt8(ascii: "]"))
    return (list, scores)
  }
}
