internal import SluiceCore

/// The tables of all commands as a page of Markdown.
enum CommandReference {
  /// The page `Docs/reference/commands.md`.
  static func text(_ root: Command) -> String {
    var text = """
      # Commands

      This page is made from the tables that parse command lines (`sluice help --markdown`).

      \(root.discussion.paragraphs.joined(separator: "\n\n"))

      Results go to standard output, everything else to standard error. With `--json` every command ends with \
      one JSON object on standard output, on failure too: `command`, `exitCode`, `status`, and `result`, or \
      `error` and `diagnostics`.


      """
    for group in Command.Group.allCases {
      let members = root.subcommands.filter { $0.group == group }
      text += "## \(group.rawValue)\n\n"
      for member in members { text += section(member, path: [member.name]) }
    }
    text += "## Options of every command\n\n" + options(Command.globalOptions)
    text += "## Exit codes\n\n| code | |\n|---|---|\n"
    for code in ExitCode.allCases { text += "| \(code.rawValue) | \(code.meaning.sentence) |\n" }
    return text
  }

  private static func section(_ command: Command, path: [String]) -> String {
    var text = "### `sluice \(path.joined(separator: " "))`\n\n\(command.summary.sentence)\n\n"
    text += "```\n\(command.usage(path))\n```\n\n"
    for paragraph in command.discussion.paragraphs { text += paragraph + "\n\n" }
    if !command.positionals.isEmpty {
      text += "| argument | |\n|---|---|\n"
      for positional in command.positionals {
        text += "| `\(positional.usage)` | \(escaped(positional.help.sentence)) |\n"
      }
      text += "\n"
    }
    if !command.options.isEmpty { text += options(command.options) }
    if !command.examples.isEmpty {
      text += "```sh\n"
      for example in command.examples { text += "# \(example.note.sentence)\n\(example.line)\n" }
      text += "```\n\n"
    }
    return text + command.subcommands.map { section($0, path: path + [$0.name]) }.joined()
  }

  private static func options(_ options: [Option]) -> String {
    var text = "| option | | default |\n|---|---|---|\n"
    for option in options {
      let short = option.short.map { "`-\($0)`, " } ?? ""
      let value = option.placeholder.map { " " + $0 } ?? ""
      let fallback = option.fallback.map(escaped) ?? ""
      text += "| \(short)`--\(option.name)\(value)` | \(escaped(option.explanation)) | \(fallback) |\n"
    }
    return text + "\n"
  }

  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
