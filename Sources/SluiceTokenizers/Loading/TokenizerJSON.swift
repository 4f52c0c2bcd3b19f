internal import SluiceCore

/// Reads the small members of a `tokenizer.json`: every member is understood, or refused with its place.
struct TokenizerJSON {
  let document: TokenizerDocument

  /// Members a tokenizer may have, in the order Hugging Face writes them.
  private static let members = [
    "version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor",
    "decoder", "model",
  ]

  func tokenizer() throws(SluiceError) -> Tokenizer {
    let root = try ObjectReader(document.root, "the tokenizer")
    try root.allowOnly(TokenizerJSON.members)
    guard root.string("version") == "1.0" else { throw root.unknown("version") }
    for name in ["truncation", "padding"] where !root.isAbsent(name) {
      throw root.error(
        name, "the tokenizer sets '\(name)', which would change documents", hint: "set it to null")
    }
    let normalization = try NormalizationJSON(part("normalizer", of: root))
    try checkPostProcessor(part("post_processor", of: root))
    var pretokenization = try PretokenizationJSON(
      part("pre_tokenizer", of: root), marksSpaces: normalization.marksSpaces)
    let decoder = try part("decoder", of: root)
    let decoding =
      decoder == nil && pretokenization.spelling == .byteLevel ? .bytes : try DecodingJSON.read(decoder)
    let addedTokens = try addedTokens(root)
    guard let model = root.object("model") else { throw root.unknown("model") }
    let source = ModelJSON(model: model, document: document, addedTokens: addedTokens)
    let parts: (vocabulary: Vocabulary, model: TokenModel) =
      switch try source.type() {
      case "BPE": try BytePairModelJSON(source: source).read(&pretokenization)
      case "Unigram": try UnigramModelJSON(source: source).read(&pretokenization)
      case "WordPiece": try WordPieceModelJSON(source: source).read(pretokenization)
      default: throw model.unknown("type")
      }
    return Tokenizer(
      vocabulary: parts.vocabulary, normalization: Normalization(steps: normalization.steps),
      pretokenization: pretokenization.pretokenization, model: parts.model, decoding: decoding,
      addedTokens: addedTokens)
  }

  /// An object or null; anything else is refused.
  private func part(_ name: String, of root: ObjectReader) throws(SluiceError) -> ObjectReader? {
    guard !root.isAbsent(name) else { return nil }
    guard let part = root.object(name) else { throw root.unknown(name) }
    return part
  }

  /// Post-processors only add control tokens around a document or move offsets: data gets `append` instead.
  private func checkPostProcessor(_ processor: ObjectReader?) throws(SluiceError) {
    guard let processor else { return }
    switch processor.string("type") {
    case "ByteLevel", "TemplateProcessing", "RobertaProcessing", "BertProcessing": return
    case "Sequence":
      for part in try processor.objects("processors") { try checkPostProcessor(part) }
    default: throw processor.unknown("type")
    }
  }

  private func addedTokens(_ root: ObjectReader) throws(SluiceError) -> [AddedToken] {
    guard !root.isAbsent("added_tokens") else { return [] }
    var tokens: [AddedToken] = []
    var contents: Set<String> = []
    for entry in try root.objects("added_tokens") {
      try entry.allowOnly(["id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"])
      guard let id = entry.integer("id"), (0..<Vocabulary.limit).contains(id) else {
        throw entry.unknown("id")
      }
      guard let content = entry.string("content"), !content.isEmpty, contents.insert(content).inserted else {
        throw entry.unknown("content")
      }
      tokens.append(
        try AddedToken(
          id: UInt32(id), content: content, isSpecial: entry.flag("special"),
          stripsLeft: entry.flag("lstrip"), stripsRight: entry.flag("rstrip"),
          isNormalized: entry.flag("normalized"), isWholeWord: entry.flag("single_word")))
    }
    return tokens
  }
}
