extension Tokenizer {
  /// How text is cut before it is encoded, step by step: regular expressions where there are any.
  public var cuts: [String] {
    let steps = pretokenization.steps.map { step in
      SplitPattern.known.first { $0.pattern == step }?.regex ?? "\(step)"
    }
    return (pretokenization.addsPrefixSpace ? ["a space goes before text that has none"] : []) + steps
  }
}
