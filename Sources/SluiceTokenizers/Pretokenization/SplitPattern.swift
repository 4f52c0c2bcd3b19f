/// A pretokenizer's regular expression, known by its exact text.
///
/// Only patterns listed here are accepted: a pattern that differs in one character may cut other pieces, and
/// so give other tokens.
enum SplitPattern: Sendable, Equatable {
  /// GPT-2: contractions, and runs of letters, numbers or others with one leading space.
  case spacedRuns
  /// GPT-4, Llama 3, Qwen 2: letters with one leading character, digits in groups.
  case words(Words)
  /// GPT-4o and Mistral's Tekken: words that end where capitals begin.
  case casedWords(CasedWords)
  /// DeepSeek 3: words, punctuation and white space.
  case punctuatedWords
  /// DeepSeek 3: runs of Han and kana.
  case hanAndKana
  /// Numbers in groups of at most so many, 0 for no limit; the rest is left as it is.
  case numbers(atMost: Int)
  /// The pre-tokenizer `Digits`: numbers of a later Unicode version, each for itself or in runs.
  case digits(individual: Bool)

  /// Words with the spaces before them, as vocabularies of sentencepiece hold them.
  case spacedWords(SpaceCuts)
  /// Words with the white space before them; what is left at the end is white space.
  case whiteSpacedWords
  /// BERT: as `whiteSpacedWords`, every punctuation character a word for itself.
  case punctuatedWhiteSpacedWords

  /// What tells the members of the GPT-4 family apart.
  struct Words: Sendable, Equatable {
    /// Most digits of a group, 0 for no limit.
    var digits = 3
    /// Whether combining marks count as letters.
    var marks = false
    /// Whether white space at the end of the text stays one piece, even with a line break inside.
    var wholeTail = false
  }

  /// What tells the members of the GPT-4o family apart.
  struct CasedWords: Sendable, Equatable {
    /// Most digits of a group.
    var digits = 3
    /// Whether English contractions stay with their word.
    var contractions = true
  }

  /// Whether it matches words with the spaces before them, and so everything.
  var holdsSpaces: Bool {
    switch self {
    case .spacedWords, .whiteSpacedWords, .punctuatedWhiteSpacedWords: true
    default: false
    }
  }

  /// Whether every character is part of a match.
  var matchesEverything: Bool {
    switch self {
    case .spacedRuns, .words, .casedWords: true
    default: false
    }
  }

  /// The pattern of exactly this regular expression, if it is known.
  init?(regex: String) {
    guard let known = SplitPattern.known.first(where: { $0.regex == regex }) else { return nil }
    self = known.pattern
  }

  /// The pattern tiktoken's encodings of this name use, if it is known.
  init?(encoding: String) {
    switch encoding {
    case "gpt2", "r50k_base", "p50k_base", "p50k_edit": self = .spacedRuns
    case "cl100k_base": self = .words(Words(wholeTail: true))
    case "o200k_base", "o200k_harmony": self = .casedWords(CasedWords())
    default: return nil
    }
  }

  /// Names that `init(encoding:)` knows.
  static let encodings = [
    "gpt2", "r50k_base", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base", "o200k_harmony",
  ]

  private static let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
  private static let white = #"\s*[\r\n]+|\s+(?!\S)|\s+"#
  private static let upper = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
  private static let lower = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
  private static let lead = #"[^\r\n\p{L}\p{N}]?"#

  static let known: [(regex: String, pattern: SplitPattern)] = [
    (#"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#, .spacedRuns),
    (#"'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"#, .spacedRuns),
    (#"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#, .spacedRuns),
    (
      contractions + "|" + lead + #"\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|"# + white,
      .words(Words())
    ),
    (
      #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"#
        + #"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"#,
      // In the engine of Hugging Face tokenizers `{1,3}+` is no possessive but a repeated group.
      .words(Words(digits: 0, wholeTail: true))
    ),
    (
      #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*"#
        + #"|\s*[\r\n]|\s+(?!\S)|\s+"#,
      .words(Words())
    ),
    (
      contractions + "|" + lead + #"\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|"# + white,
      .words(Words(digits: 1))
    ),
    (
      contractions + "|" + lead + #"[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|"# + white,
      .words(Words(digits: 1, marks: true))
    ),
    (
      lead + upper + "*" + lower + "+" + contractions + "?|" + lead + upper + "+" + lower + "*" + contractions
        + #"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|"# + white,
      .casedWords(CasedWords())
    ),
    (
      lead + upper + "*" + lower + "+|" + lead + upper + "+" + lower
        + #"*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|"# + white,
      .casedWords(CasedWords(digits: 1, contractions: false))
    ),
    (
      ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"##
        + #"| ?[\p{P}\p{S}]+[\r\n]*|"# + white,
      .punctuatedWords
    ),
    ("[一-龥぀-ゟ゠-ヿ]+", .hanAndKana),
    (#"\p{N}{1,3}"#, .numbers(atMost: 3)),
    (#"\p{N}"#, .numbers(atMost: 1)),
    (#"\p{N}+"#, .numbers(atMost: 0)),
  ]
}
