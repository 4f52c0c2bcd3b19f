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
    if let normalizer = root.object("normalizer") { throw normalizer.unknown("type") }
    try checkPostProcessor(root.object("post_processor"))
    try checkDecoder(root.object("decoder"))
    let pretokenization = try PretokenizationJSON.read(root.object("pre_tokenizer"), in: root)
    let addedTokens = try addedTokens(root)
    guard let model = root.object("model") else { throw root.unknown("model") }
    return try ByteLevelModelJSON(model: model, document: document)
      .tokenizer(pretokenization: pretokenization, addedTokens: addedTokens)
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

  private func checkDecoder(_ decoder: ObjectReader?) throws(SluiceError) {
    guard let decoder else { return }
    guard decoder.string("type") == "ByteLevel" else { throw decoder.unknown("type") }
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
      guard try !entry.flag("single_word") else { throw entry.unknown("single_word") }
      tokens.append(
        try AddedToken(
          id: UInt32(id), content: content, isSpecial: entry.flag("special"),
          stripsLeft: entry.flag("lstrip"), stripsRight: entry.flag("rstrip"),
          isNormalized: entry.flag("normalized")))
    }
    return tokens
  }
}
