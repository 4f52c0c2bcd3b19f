internal import SluiceCore

/// What the readers of `model` work with.
struct ModelJSON {
  let model: ObjectReader
  let document: TokenizerDocument
  let addedTokens: [AddedToken]

  /// The model, by the type it says or shows.
  func type() throws(SluiceError) -> String {
    if let type = model.string("type") { return type }
    guard model.isAbsent("type") else { throw model.unknown("type") }
    if document.merges != nil { return "BPE" }
    if !model.isAbsent("unk_id") { return "Unigram" }
    if !model.isAbsent("max_input_chars_per_word") { return "WordPiece" }
    throw model.unknown("type")
  }

  /// Reads `vocab`, in which control tokens are no text.
  func vocabulary(_ spelling: TokenSpelling) throws(SluiceError) -> (Vocabulary, TokenList) {
    let start = try vocabularyStart()
    var list = try TokenListReader.vocabulary(document.cursor, at: start, spelling)
    hideControls(&list)
    do { return (try Vocabulary(list), list) } catch { throw error.at(document.cursor.place(start)) }
  }

  func vocabularyStart() throws(SluiceError) -> Int {
    guard let start = document.vocabulary else { throw model.unknown("vocab") }
    return start
  }

  /// Text cannot spell control tokens.
  func hideControls(_ list: inout TokenList) {
    let controls = Set(addedTokens.filter(\.isSpecial).map { Int($0.id) })
    for index in list.entries.indices where controls.contains(list.entries[index].id) {
      list.entries[index].isText = false
    }
  }

  /// Reads `merges`.
  func rules(_ vocabulary: Vocabulary, _ spelling: TokenSpelling) throws(SluiceError) -> [MergeTable.Rule] {
    guard let start = document.merges else { throw model.unknown("merges") }
    return try TokenListReader.merges(document.cursor, at: start, vocabulary: vocabulary, spelling)
  }

  /// Id of the token whose string is `text`, control tokens included.
  func id(of text: String, in list: TokenList, _ spelling: TokenSpelling) -> UInt32? {
    var bytes: [UInt8] = []
    _ = spelling.append(Array(text.utf8)[...], to: &bytes)
    return list.entries.first { list.bytes[$0.range].elementsEqual(bytes) }.map { UInt32($0.id) }
  }

  /// Refuses options that change ids in ways that are not supported.
  func refuse(unlessEmpty names: [String]) throws(SluiceError) {
    for name in names {
      guard model.isAbsent(name) || model.string(name)?.isEmpty == true else { throw model.unknown(name) }
    }
  }
}
