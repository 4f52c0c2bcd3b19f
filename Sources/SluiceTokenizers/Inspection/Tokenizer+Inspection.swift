extension Tokenizer {
  /// How text is cut before it is encoded, step by step: regular expressions where there are any.
  public var cuts: [String] {
    var cuts = pretokenization.steps.map { step in
      SplitPattern.known.first { $0.pattern == step }?.regex ?? "\(step)"
    }
    if pretokenization.marksSpaces { cuts.insert("U+2581 is a space", at: 0) }
    switch pretokenization.prefixSpace {
    case .never: break
    case .always: cuts.insert("a space goes before text that has none", at: 0)
    case .first: cuts.insert("a space goes before a document that has none", at: 0)
    }
    if pretokenization.words != nil { cuts.append("words come with the white space before them") }
    return cuts
  }
}
