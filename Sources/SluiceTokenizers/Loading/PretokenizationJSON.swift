internal import SluiceCore

/// Reads `pre_tokenizer`: a `ByteLevel`, or a `Sequence` that ends with one.
enum PretokenizationJSON {
  static func read(_ reader: ObjectReader?, in root: ObjectReader) throws(SluiceError) -> Pretokenization {
    guard let reader else { throw root.unknown("pre_tokenizer") }
    var parts = [reader]
    if reader.string("type") == "Sequence" {
      try reader.allowOnly(["type", "pretokenizers"])
      parts = try reader.objects("pretokenizers")
    }
    var pretokenization = Pretokenization(steps: [])
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      guard (part.string("type") == "ByteLevel") == isLast else {
        throw part.error("type", "only tokenizers whose pre_tokenizer ends with 'ByteLevel' are supported")
      }
      try read(part, into: &pretokenization)
    }
    return pretokenization
  }

  private static func read(
    _ part: ObjectReader, into pretokenization: inout Pretokenization
  ) throws(SluiceError) {
    switch part.string("type") {
    case "ByteLevel":
      try part.allowOnly(["type", "add_prefix_space", "trim_offsets", "use_regex"])
      pretokenization.addsPrefixSpace = try part.flag("add_prefix_space", default: true)
      guard !pretokenization.addsPrefixSpace || pretokenization.steps.isEmpty else {
        throw part.error("add_prefix_space", "a prefix space after another pre-tokenizer is not supported")
      }
      if try part.flag("use_regex", default: true) { pretokenization.steps.append(.spacedRuns) }
    case "Split": pretokenization.steps.append(try split(part))
    case "Digits":
      try part.allowOnly(["type", "individual_digits"])
      pretokenization.steps.append(.digits(individual: try part.flag("individual_digits")))
    default: throw part.unknown("type")
    }
  }

  private static func split(_ part: ObjectReader) throws(SluiceError) -> SplitPattern {
    try part.allowOnly(["type", "pattern", "behavior", "invert"])
    guard part.string("behavior") == "Isolated" else { throw part.unknown("behavior") }
    guard try !part.flag("invert") else { throw part.unknown("invert") }
    guard let pattern = part.object("pattern") else { throw part.unknown("pattern") }
    try pattern.allowOnly(["Regex"])
    guard let regex = pattern.string("Regex") else { throw pattern.unknown("Regex") }
    guard let known = SplitPattern(regex: regex) else {
      throw pattern.error(
        "Regex", "the regular expression of the pre_tokenizer is not one that Sluice knows",
        hint: "known are those of GPT-2, GPT-4, GPT-4o, Llama 3, Qwen 2 and 3, OLMo, Tekken and DeepSeek 3")
    }
    return known
  }
}
