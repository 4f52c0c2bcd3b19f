/// An option of a command: the one definition that parser, help, man page and completions are made from.
struct Option: Sendable {
  /// What follows the option on the command line.
  enum Kind: Sendable, Equatable {
    /// Nothing.
    case flag
    /// Any text; the word stands for it in help.
    case text(String)
    /// One of a few words, and what stands for them in help.
    case choice(String, [String])
    /// A path; the word stands for it in help.
    case path(String, PathKind)
    /// A whole number in a range.
    case number(String, ClosedRange<Int>)
    /// A number of bytes such as `512MiB`.
    case size
  }

  /// Name without its two dashes, in kebab-case.
  let name: String
  /// Letter after a single dash.
  let short: Character?
  let kind: Kind
  /// Whether it may be given more than once.
  let isRepeatable: Bool
  /// What holds when it is not given, as help says it.
  let fallback: String?
  /// What it does, as a phrase without a full stop.
  let help: String

  init(
    _ name: String, _ short: Character? = nil, _ kind: Kind = .flag, repeatable: Bool = false,
    default fallback: String? = nil, help: String
  ) {
    self.name = name
    self.short = short
    self.kind = kind
    isRepeatable = repeatable
    self.fallback = fallback
    self.help = help
  }

  /// What it does, as sentences: help, words to choose from, whether it repeats.
  var explanation: String {
    var text = help.sentence
    if case .choice(_, let words) = kind { text += " One of " + words.joined(separator: ", ") + "." }
    if isRepeatable { text += " May be repeated." }
    return text
  }

  /// What stands for the value in help, nil for a flag.
  var placeholder: String? {
    switch kind {
    case .flag: nil
    case .size: "SIZE"
    case .text(let word), .choice(let word, _), .path(let word, _), .number(let word, _): word
    }
  }
}

/// What a path should lead to, for completions.
enum PathKind: Sendable, Equatable {
  case file(extensions: [String])
  case folder
}

/// An argument that is known by its place.
struct Positional: Sendable {
  enum Kind: Sendable, Equatable {
    case text
    case choice([String])
    case path(PathKind)
    /// Names of commands, one after another.
    case command
  }

  /// The word that stands for it in help, in capitals.
  let name: String
  let kind: Kind
  let isOptional: Bool
  /// Whether it takes all arguments that are left; only the last one may.
  let isRepeatable: Bool
  let help: String

  init(
    _ name: String, _ kind: Kind, optional: Bool = false, repeatable: Bool = false, _ help: String
  ) {
    self.name = name
    self.kind = kind
    isOptional = optional
    isRepeatable = repeatable
    self.help = help
  }

  /// As it stands in a usage line.
  var usage: String {
    let word = isRepeatable ? name + "…" : name
    return isOptional ? "[\(word)]" : word
  }
}
