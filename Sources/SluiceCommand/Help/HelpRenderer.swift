internal import SluiceCore

/// Lays out help for a person at a terminal.
struct HelpRenderer {
  var style: Style
  /// Columns to fill.
  var width: Int

  /// Columns of names before the text that explains them.
  private static let nameWidth = 26

  /// Help for the command at the end of `path`, whose table is `command`.
  func text(_ command: Command, path: [String]) -> String {
    var sections: [String] = []
    sections.append(paragraphs([command.summary.sentence]))
    sections.append("\(style.bold("Usage"))\n  \(command.usage(path))\n")
    if !command.discussion.isEmpty {
      sections.append(paragraphs(command.discussion.paragraphs))
    }
    sections += commandSections(command)
    if !command.positionals.isEmpty {
      sections.append(section("Arguments", command.positionals.map { ($0.usage, $0.help.sentence) }))
    }
    if !command.options.isEmpty { sections.append(section("Options", command.options.map(entry))) }
    sections.append(section("Options of every command", Command.globalOptions.map(entry)))
    if !command.examples.isEmpty { sections.append(examples(command.examples)) }
    if !command.exitCodes.isEmpty { sections.append(exitCodes(command.exitCodes)) }
    if !command.subcommands.isEmpty {
      let line =
        "Run '\((["sluice", "help"] + path).joined(separator: " ")) COMMAND' to learn about a command."
      sections.append(paragraphs([line]))
    }
    return sections.joined(separator: "\n")
  }

  private func commandSections(_ command: Command) -> [String] {
    let isRoot = command.subcommands.contains { $0.group != .help }
    guard isRoot else {
      return command.subcommands.isEmpty
        ? [] : [section("Commands", command.subcommands.map { ($0.name, $0.summary.sentence) })]
    }
    return Command.Group.allCases.compactMap { group in
      let members = command.subcommands.filter { $0.group == group }
      return members.isEmpty
        ? nil : section(group.rawValue, members.map { ($0.name, $0.summary.sentence) })
    }
  }

  private func entry(_ option: Option) -> (String, String) {
    let short = option.short.map { "-\($0), " } ?? "    "
    let value = option.placeholder.map { " " + $0 } ?? ""
    var help = option.explanation
    if let fallback = option.fallback { help += " [\(fallback)]" }
    return (short + "--" + option.name + value, help)
  }

  private func examples(_ examples: [Command.Example]) -> String {
    let lines = examples.map { example in
      "  \(style.cyan("$ " + example.line))\n"
        + DisplayText.wrapped(example.note.sentence, to: width - 6).map { "      \($0)\n" }.joined()
    }
    return style.bold("Examples") + "\n" + lines.joined()
  }

  private func exitCodes(_ codes: [ExitCode]) -> String {
    section("Exit codes", codes.map { (String($0.rawValue), $0.meaning.sentence) })
  }

  /// A heading over names with their explanations; long names stand on a line of their own.
  private func section(_ title: String, _ entries: [(name: String, help: String)]) -> String {
    let widths = entries.map { DisplayText.width($0.name) }
    let indent = (widths.filter { $0 <= HelpRenderer.nameWidth }.max() ?? HelpRenderer.nameWidth) + 4
    let blank = String(repeating: " ", count: indent)
    return style.bold(title) + "\n"
      + entries.map { name, help in
        let lines = DisplayText.wrapped(help, to: max(20, width - indent))
        let fits = DisplayText.width(name) <= HelpRenderer.nameWidth
        let head = "  " + style.green(name)
        let gap = String(repeating: " ", count: max(0, indent - 2 - DisplayText.width(name)))
        let first = fits ? head + gap + lines[0] : head + "\n" + blank + lines[0]
        return ([first] + lines.dropFirst().map { blank + $0 }).joined(separator: "\n") + "\n"
      }.joined()
  }

  private func paragraphs(_ texts: [String]) -> String {
    texts.map { DisplayText.wrapped($0, to: width).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }
}

extension String {
  /// The phrase as a sentence.
  var sentence: String { isEmpty || hasSuffix(".") || hasSuffix("?") ? self : self + "." }

  /// The parts of a text between empty lines, each on one line.
  var paragraphs: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).split(separator: "")
      .map { $0.joined(separator: " ") }
  }
}

extension ExitCode {
  /// What the code tells, as a phrase.
  var meaning: String {
    switch self {
    case .done: "All asked for was done"
    case .failed: "The work failed for a reason with no code of its own"
    case .refused: "A policy refused the work"
    case .usage: "The command line was wrong"
    case .badData: "Input data was malformed, damaged or failed verification"
    case .noInput: "An input that was named does not exist"
    case .bug: "Sluice itself is at fault"
    case .inputOutput: "Reading, writing or the network failed"
    case .badPipeline: "The pipeline or another configuration file was wrong"
    case .interrupted: "A signal interrupted the work"
    }
  }
}
