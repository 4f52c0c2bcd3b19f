/// What is done to a text before it is cut into pieces, step by step.
struct Normalization: Sendable {
  var steps: [NormalizationStep] = []

  var isEmpty: Bool { steps.isEmpty }

  /// Whether spaces stand for U+2581 in the normalized text.
  var marksSpaces: Bool {
    if case .spaceMarks? = steps.last { true } else { false }
  }

  func addParts(to digest: inout TokenizerDigest) {
    for step in steps { step.addParts(to: &digest) }
  }
}

/// One step of normalization, as the normalizers of Hugging Face tokenizers and sentencepiece define them.
enum NormalizationStep: Sendable {
  case form(UnicodeForm)
  case lowercase
  /// Combining marks go: `StripAccents`.
  case dropAccents
  /// Nonspacing marks go: part of `BertNormalizer`.
  case dropMarks
  /// Controls go, white space becomes a space: part of `BertNormalizer`.
  case clean
  /// Chinese characters get spaces around them: part of `BertNormalizer`.
  case spaceChinese
  /// Each occurrence of a string, from the left, becomes another.
  case replace([UInt8], [UInt8])
  /// Two spaces and more become a string: the expression ` {2,}`.
  case replaceSpaces([UInt8])
  /// A string goes before text that is not empty.
  case prepend([UInt8])
  /// White space goes at the ends.
  case strip(left: Bool, right: Bool)
  /// U+2581 becomes a space, as the vocabulary is kept; see `SpaceMark`.
  case spaceMarks
  /// A charsmap, applied by grapheme clusters: `Precompiled`.
  case charsMap(CharsMap)
  case sentencePiece(SentencePieceRules)

  func addParts(to digest: inout TokenizerDigest) {
    switch self {
    case .charsMap(let map):
      digest.add("charsMap")
      digest.add(map.bytes)
    case .sentencePiece(let rules):
      digest.add(
        "sentencePiece \(rules.addsPrefix) \(rules.collapsesSpaces) \(rules.marksSpaces) \(rules.addsSuffix)")
      digest.add(rules.map?.bytes ?? [])
    default: digest.add("\(self)")
    }
  }
}
