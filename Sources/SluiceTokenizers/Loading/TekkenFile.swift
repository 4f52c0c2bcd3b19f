internal import SluiceCore

/// Reads Mistral's `tekken.json`: a rank file in JSON, which carries its pattern.
///
/// Control tokens take the first ids; the token of rank r has the id r plus their number. Ranks that would go
/// beyond the size of the vocabulary are left out.
struct TekkenFile {
  private var cursor: JSONCursor
  private var tokens: [(rank: Int, bytes: [UInt8])] = []
  private var specials: [(rank: Int, text: String)] = []
  private var pattern: String?
  private var size: Int?
  private var specialCount: Int?

  init(_ bytes: [UInt8], file: String?) throws(SluiceError) {
    cursor = JSONCursor(bytes, file: file)
    var scan = cursor
    var tokens: [(rank: Int, bytes: [UInt8])] = []
    var specials: [(rank: Int, text: String)] = []
    try scan.forEachMember { key, scan throws(SluiceError) in
      switch key {
      case "config": try readConfig(&scan)
      case "vocab":
        try scan.forEachElement { scan throws(SluiceError) in tokens.append(try TekkenFile.token(&scan)) }
      case "special_tokens":
        guard scan.peek() == UInt8(ascii: "[") else { return try scan.skipValue() }
        try scan.forEachElement { scan throws(SluiceError) in specials.append(try TekkenFile.special(&scan)) }
      case "image", "multimodal", "audio", "type": try scan.skipValue()
      default: throw scan.error("'\(key)' is not known")
      }
    }
    self.tokens = tokens
    self.specials = specials
  }

  /// Whether the document looks like one: it has `config` and `vocab` at its root.
  static func isOne(_ bytes: [UInt8]) -> Bool {
    var scan = JSONCursor(bytes, file: nil)
    var keys: Set<String> = []
    try? scan.forEachMember { key, scan throws(SluiceError) in
      keys.insert(key)
      try scan.skipValue()
    }
    return keys.isSuperset(of: ["config", "vocab"])
  }

  private mutating func readConfig(_ scan: inout JSONCursor) throws(SluiceError) {
    var (pattern, size, specialCount) = (self.pattern, self.size, self.specialCount)
    try scan.forEachMember { key, scan throws(SluiceError) in
      switch key {
      case "pattern": pattern = try scan.text()
      case "default_vocab_size": size = try scan.index(below: Vocabulary.limit)
      case "default_num_special_tokens": specialCount = try scan.index(below: Vocabulary.limit)
      case "num_vocab_tokens", "version", "name": try scan.skipValue()
      default: throw scan.error("'config.\(key)' is not known")
      }
    }
    (self.pattern, self.size, self.specialCount) = (pattern, size, specialCount)
  }

  private static func token(_ scan: inout JSONCursor) throws(SluiceError) -> (rank: Int, bytes: [UInt8]) {
    var rank: Int?
    var bytes: [UInt8]?
    let start = scan.position
    try scan.forEachMember { key, scan throws(SluiceError) in
      switch key {
      case "rank": rank = try scan.index(below: Vocabulary.limit)
      case "token_bytes": bytes = Base64.bytes(try scan.text())
      case "token_str": try scan.skipValue()
      default: throw scan.error("'vocab.\(key)' is not known")
      }
    }
    guard let rank, let bytes, !bytes.isEmpty else {
      throw scan.error("an entry of 'vocab' has a rank and token_bytes in base64", at: start)
    }
    return (rank, bytes)
  }

  private static func special(_ scan: inout JSONCursor) throws(SluiceError) -> (rank: Int, text: String) {
    var rank: Int?
    var text: String?
    let start = scan.position
    try scan.forEachMember { key, scan throws(SluiceError) in
      switch key {
      case "rank": rank = try scan.index(below: Vocabulary.limit)
      case "token_str": text = try scan.text()
      case "is_control": try scan.skipValue()
      default: throw scan.error("'special_tokens.\(key)' is not known")
      }
    }
    guard let rank, let text, !text.isEmpty else {
      throw scan.error("an entry of 'special_tokens' has a rank and a token_str", at: start)
    }
    return (rank, text)
  }

  func tokenizer() throws(SluiceError) -> Tokenizer {
    guard let pattern else { throw missing("config.pattern") }
    guard let known = SplitPattern(regex: pattern) else {
      throw SluiceError(
        .badPipeline, "'config.pattern' is not one that Sluice knows", at: Place(file: cursor.file))
    }
    guard let size else { throw missing("config.default_vocab_size") }
    guard let specialCount, specialCount <= size else { throw missing("config.default_num_special_tokens") }
    var ranks = TokenList()
    for token in tokens.sorted(by: { $0.rank < $1.rank }) where token.rank < size - specialCount {
      let start = ranks.bytes.count
      ranks.bytes += token.bytes
      ranks.entries.append(
        TokenList.Entry(range: start..<ranks.bytes.count, id: token.rank + specialCount, isText: true))
    }
    var names = (0..<specialCount).map { "<SPECIAL_\($0)>" }
    for special in specials where special.rank < specialCount { names[special.rank] = special.text }
    guard Set(names).count == names.count else {
      throw SluiceError(.badPipeline, "a control token stands twice", at: Place(file: cursor.file))
    }
    let added = names.enumerated().map {
      AddedToken(id: UInt32($0.offset), content: $0.element, isSpecial: true)
    }
    do {
      return try Tokenizer(ranks: Vocabulary(ranks), pattern: known, addedTokens: added)
    } catch {
      throw error.at(Place(file: cursor.file))
    }
  }

  private func missing(_ name: String) -> SluiceError {
    SluiceError(.badPipeline, "'\(name)' is missing or not possible", at: Place(file: cursor.file))
  }
}
