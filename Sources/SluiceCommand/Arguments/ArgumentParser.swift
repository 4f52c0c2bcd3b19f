internal import SluiceCore

/// Reads a command line by the tables of a command and its subcommands.
///
/// Options may stand anywhere after the command they belong to: `--name value`, `--name=value`, `-n value`,
/// `-nvalue`, several flags in one `-abc`. Names are never abbreviated. After `--` everything is a positional.
struct ArgumentParser {
  private let root: Command
  private var command: Command
  private var path: [String] = []
  private var arguments = Arguments()
  private var rest: ArraySlice<String>

  private init(_ words: [String], root: Command) {
    self.root = root
    command = root
    rest = words[...]
  }

  /// What a command line asks for.
  enum Request: Equatable {
    case run([String], Arguments)
    /// `--help` was given.
    case help([String])
  }

  /// Reads `words`, the command line without the name of the program.
  static func parse(_ words: [String], _ root: Command) throws(UsageError) -> Request {
    var parser = ArgumentParser(words, root: root)
    if parser.asksForHelp { return .help(parser.leadingCommands) }
    try parser.read()
    try parser.checkPositionals()
    return .run(parser.path, parser.arguments)
  }

  /// Whether `flag` stands among options; what `--json` means for errors is needed before anything is read.
  static func contains(_ flag: String, in words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains(flag)
  }

  private var asksForHelp: Bool {
    ArgumentParser.contains("--help", in: Array(rest)) || ArgumentParser.contains("-h", in: Array(rest))
  }

  private var leadingCommands: [String] {
    var found = root
    var names: [String] = []
    for word in rest where !word.hasPrefix("-") {
      guard let next = found.subcommand(word) else { continue }
      found = next
      names.append(word)
    }
    return names
  }

  private func failure(_ message: String, hint: String? = nil) -> UsageError {
    UsageError(message: message, hint: hint, path: path)
  }

  private mutating func read() throws(UsageError) {
    while let word = rest.popFirst() {
      if word == "--" {
        for positional in rest { arguments.add(positional: positional) }
        return
      } else if word.hasPrefix("--") {
        try longOption(word.dropFirst(2))
      } else if word.hasPrefix("-"), word != "-" {
        try shortOptions(word.dropFirst())
      } else if !command.subcommands.isEmpty {
        try enter(word)
      } else {
        arguments.add(positional: word)
      }
    }
  }

  private mutating func enter(_ name: String) throws(UsageError) {
    guard let next = command.subcommand(name) else {
      throw failure(
        "unknown command '\((path + [name]).joined(separator: " "))'",
        hint: Suggestion.hint(for: name, among: command.subcommands.map(\.name), listing: 30))
    }
    command = next
    path.append(name)
  }

  // MARK: Options

  private mutating func longOption(_ text: Substring) throws(UsageError) {
    let name = String(text.prefix { $0 != "=" })
    let inline = name.count < text.count ? String(text.dropFirst(name.count + 1)) : nil
    guard let option = command.allOptions.first(where: { $0.name == name }) else {
      let names = command.allOptions.map(\.name)
      let nearest = names.first { $0.hasPrefix(name) } ?? Suggestion.nearest(to: name, among: names)
      throw failure(
        "unknown option '--\(name)'",
        hint: nearest.map { "did you mean '--\($0)'?" } ?? owner(of: name) ?? seeHelp)
    }
    if option.kind == .flag {
      guard inline == nil else { throw failure("'--\(name)' takes no value") }
      arguments.add(flag: name)
    } else {
      let value: String
      if let inline { value = inline } else { value = try nextValue(of: "--\(name)", option) }
      try take(value, of: option, as: "--\(name)")
    }
  }

  private mutating func shortOptions(_ letters: Substring) throws(UsageError) {
    var letters = letters
    while let letter = letters.popFirst() {
      guard let option = command.allOptions.first(where: { $0.short == letter }) else {
        throw failure("unknown option '-\(letter)'", hint: seeHelp)
      }
      if option.kind == .flag {
        arguments.add(flag: option.name)
        continue
      }
      let value = try letters.isEmpty ? nextValue(of: "-\(letter)", option) : String(letters)
      return try take(value, of: option, as: "-\(letter)")
    }
  }

  private var seeHelp: String { "see '\((["sluice", "help"] + path).joined(separator: " "))'" }

  /// Says which subcommand has the option, for options that stand too early.
  private func owner(of name: String) -> String? {
    command.subcommands.first { $0.options.contains { $0.name == name } }
      .map {
        "it belongs after the command: '\((["sluice"] + path + [$0.name]).joined(separator: " ")) --\(name)'"
      }
  }

  private mutating func nextValue(of shown: String, _ option: Option) throws(UsageError) -> String {
    guard let next = rest.first, !next.hasPrefix("--") else {
      throw failure("'\(shown)' needs a value: \(option.placeholder ?? "VALUE")")
    }
    rest.removeFirst()
    return next
  }

  private mutating func take(_ value: String, of option: Option, as shown: String) throws(UsageError) {
    guard option.isRepeatable || arguments.value(option.name) == nil else {
      throw failure("'\(shown)' is given twice")
    }
    switch option.kind {
    case .flag, .text: break
    case .path:
      guard !value.isEmpty else { throw failure("'\(shown)' needs a path") }
    case .choice(_, let words):
      guard words.contains(value) else {
        throw failure(
          "'\(value)' is no value of '\(shown)'", hint: Suggestion.hint(for: value, among: words))
      }
    case .number(_, let range):
      guard let number = Int(value), range.contains(number) else {
        let limits =
          range.upperBound == .max
          ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        throw failure("'\(shown)' needs a whole number \(limits), not '\(value)'")
      }
    case .size:
      guard let size = ByteSize(value), size.bytes > 0 else {
        throw failure("'\(shown)' needs a size such as 512MiB, not '\(value)'")
      }
    }
    arguments.add(value, to: option.name)
  }

  // MARK: Positionals

  private func checkPositionals() throws(UsageError) {
    guard command.run != nil || path.isEmpty else {
      throw failure(
        "'\((["sluice"] + path).joined(separator: " "))' needs a command",
        hint: Suggestion.hint(for: "", among: command.subcommands.map(\.name)))
    }
    let given = arguments.positionals.count
    if let missing = command.positionals.dropFirst(given).first(where: { !$0.isOptional }) {
      throw failure("\(missing.name) is missing", hint: "usage: \(command.usage(path))")
    }
    if given > command.positionals.count, command.positionals.last?.isRepeatable != true {
      throw failure(
        "unexpected argument '\(arguments.positionals[command.positionals.count])'",
        hint: "usage: \(command.usage(path))")
    }
    for (value, positional) in zip(arguments.positionals, command.positionals) {
      if case .choice(let words) = positional.kind, !words.contains(value) {
        throw failure(
          "'\(value)' is no value of \(positional.name)", hint: Suggestion.hint(for: value, among: words))
      }
    }
  }
}

extension Command {
  /// The line that says how the command is called.
  func usage(_ path: [String]) -> String {
    var words = ["sluice"] + path
    if !subcommands.isEmpty { words.append("COMMAND") }
    words.append("[OPTIONS]")
    return (words + positionals.map(\.usage)).joined(separator: " ")
  }
}
