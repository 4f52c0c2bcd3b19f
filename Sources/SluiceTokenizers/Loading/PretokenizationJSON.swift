internal import SluiceCore

/// Reads `pre_tokenizer`: one step, or a `Sequence` of them.
struct PretokenizationJSON {
  private(set) var pretokenization = Pretokenization(steps: [])
  /// How the vocabulary spells its tokens.
  private(set) var spelling: TokenSpelling
  /// Whether text reaches the model in one piece.
  var isWhole: Bool { pretokenization.steps.isEmpty }

  /// - Parameters:
  ///   - reader: The member, nil where it is null.
  ///   - marksSpaces: Whether the normalizer replaces spaces by U+2581.
  init(_ reader: ObjectReader?, marksSpaces: Bool) throws(SluiceError) {
    spelling = marksSpaces ? .spaceMarks : .plain
    guard let reader else { return }
    var parts = [reader]
    if reader.string("type") == "Sequence" {
      try reader.allowOnly(["type", "pretokenizers"])
      parts = try reader.objects("pretokenizers")
    }
    if parts.last?.string("type") == "ByteLevel" { spelling = .byteLevel }
    for part in parts { try read(part, isOnly: parts.count == 1) }
    if spelling == .byteLevel, parts.dropLast().contains(where: { $0.string("type") == "Metaspace" }) {
      throw reader.error("pretokenizers", "'Metaspace' before 'ByteLevel' is not supported")
    }
  }

  /// Puts cuts where text reaches the model in one piece but can be encoded in several.
  mutating func cut(_ cuts: SpaceCuts) { pretokenization.steps = [.spacedWords(cuts)] }

  private mutating func read(_ part: ObjectReader, isOnly: Bool) throws(SluiceError) {
    switch part.string("type") {
    case "ByteLevel":
      guard spelling == .byteLevel else {
        throw part.error("type", "'ByteLevel' must be the last of the pre_tokenizers")
      }
      try byteLevel(part)
    case "Split":
      if let step = try split(part) { pretokenization.steps.append(step) }
    case "Digits":
      try part.allowOnly(["type", "individual_digits"])
      pretokenization.steps.append(.digits(individual: try part.flag("individual_digits")))
    case "Metaspace": try metaspace(part)
    case "WhitespaceSplit":
      try part.allowOnly(["type"])
      guard isWhole, spelling == .plain else {
        throw part.error("type", "'WhitespaceSplit' after another step is not supported")
      }
      pretokenization.steps = [.whiteSpacedWords]
      pretokenization.words = WordRules()
    case "BertPreTokenizer":
      try part.allowOnly(["type"])
      guard isOnly else { throw part.error("type", "'BertPreTokenizer' in a sequence is not supported") }
      pretokenization.steps = [.punctuatedWhiteSpacedWords]
      pretokenization.words = WordRules()
    default: throw part.unknown("type")
    }
  }

  private mutating func byteLevel(_ part: ObjectReader) throws(SluiceError) {
    try part.allowOnly(["type", "add_prefix_space", "trim_offsets", "use_regex"])
    if try part.flag("add_prefix_space", default: true) {
      guard isWhole else {
        throw part.error("add_prefix_space", "a prefix space after another pre-tokenizer is not supported")
      }
      pretokenization.prefixSpace = .always
    }
    if try part.flag("use_regex", default: true) { pretokenization.steps.append(.spacedRuns) }
    guard pretokenization.words == nil else {
      throw part.error("type", "'ByteLevel' after 'WhitespaceSplit' is not supported")
    }
  }

  private mutating func metaspace(_ part: ObjectReader) throws(SluiceError) {
    let (prefix, splits) = try MetaspaceJSON.read(part)
    guard spelling != .byteLevel else { return }
    if pretokenization.steps == [.whiteSpacedWords] {
      guard prefix == .always, splits else {
        throw part.error(
          "type", "'Metaspace' after 'WhitespaceSplit' is supported only with 'always' and 'split'")
      }
      pretokenization.words = WordRules(marksSpaces: true)
      spelling = .spaceMarks
      return
    }
    guard isWhole else { throw part.error("type", "'Metaspace' after another step is not supported") }
    spelling = .spaceMarks
    pretokenization.marksSpaces = true
    pretokenization.prefixSpace = prefix
    if splits { pretokenization.steps = [.spacedWords(.beforeEach)] }
  }

  /// A pattern, nil where it matches nothing.
  private func split(_ part: ObjectReader) throws(SluiceError) -> SplitPattern? {
    try part.allowOnly(["type", "pattern", "behavior", "invert"])
    guard let pattern = part.object("pattern") else { throw part.unknown("pattern") }
    if pattern.string("String") == " ", spelling == .spaceMarks, !pretokenization.marksSpaces {
      // After the normalizer there is no space left to split at.
      return nil
    }
    try pattern.allowOnly(["Regex"])
    guard let regex = pattern.string("Regex") else { throw pattern.unknown("Regex") }
    guard let known = SplitPattern(regex: regex) else {
      throw pattern.error(
        "Regex", "the regular expression of the pre_tokenizer is not one that Sluice knows",
        hint: "known are those of GPT-2, GPT-4, GPT-4o, Llama 3, Qwen 2 and 3, OLMo, Tekken and DeepSeek 3")
    }
    // Where a pattern leaves nothing out, to remove what it does not match is to isolate what it does.
    let inverts = try part.flag("invert")
    let keepsMatches = part.string("behavior") == "Removed" && inverts && known.matchesEverything
    guard keepsMatches || part.string("behavior") == "Isolated" else { throw part.unknown("behavior") }
    guard keepsMatches || !inverts else { throw part.unknown("invert") }
    return known
  }
}

/// Reads `Metaspace`, as pre-tokenizer and as decoder.
enum MetaspaceJSON {
  static func read(
    _ part: ObjectReader
  ) throws(SluiceError) -> (prefix: Pretokenization.PrefixSpace, splits: Bool) {
    try part.allowOnly(["type", "replacement", "add_prefix_space", "prepend_scheme", "split", "str_rep"])
    guard part.string("replacement").map({ Array($0.utf8) }) == SpaceMark.bytes else {
      throw part.unknown("replacement")
    }
    var prefix = Pretokenization.PrefixSpace.always
    switch part.string("prepend_scheme") {
    case "always": break
    case "first": prefix = .first
    case "never": prefix = .never
    default: guard part.isAbsent("prepend_scheme") else { throw part.unknown("prepend_scheme") }
    }
    if try !part.flag("add_prefix_space", default: true) { prefix = .never }
    return (prefix, try part.flag("split", default: true))
  }
}
