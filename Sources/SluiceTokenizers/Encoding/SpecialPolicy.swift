internal import SluiceCore

/// Which added tokens an encoder takes out of text, by a mode.
struct SpecialPolicy {
  /// Whether a document that spells a control token is reported.
  let forbids: Bool
  /// Whether text is searched for added tokens at all.
  let needsSearch: Bool
  /// For each added token of the scanner, whether its text becomes its id.
  private let taken: [Bool]

  init(_ mode: SpecialTokenMode, of tokenizer: Tokenizer) throws(SluiceError) {
    let tokens = tokenizer.scanner.tokens
    var allowed: Set<String> = []
    if case .allow(let names) = mode { allowed = names }
    for name in allowed.sorted() where !tokens.contains(where: { $0.content == name }) {
      throw SluiceError(
        .badPipeline, "the tokenizer has no token '\(name)'",
        hint: Suggestion.hint(for: name, among: tokens.map(\.content)))
    }
    taken = tokens.map { !$0.isSpecial || allowed.contains($0.content) }
    forbids = mode == .forbid
    needsSearch = mode == .text ? taken.contains(true) : !tokens.isEmpty
  }

  func takes(_ token: Int) -> Bool { taken[token] }
}
