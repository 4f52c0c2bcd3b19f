internal import SluiceCore

/// The tables of all commands as a manual page, in the macros of man(7).
enum ManualPage {
  /// The page `sluice(1)`.
  static func text(_ root: Command, version: String) -> String {
    var page = ".TH SLUICE 1 \"\" \"sluice \(version)\" \"User Commands\"\n"
    page += ".SH NAME\nsluice \\- \(escaped(root.summary))\n"
    page += ".SH SYNOPSIS\n.B sluice\n.I COMMAND\n[\\fIOPTIONS\\fR]\n"
    page += ".SH DESCRIPTION\n" + paragraphs(root.discussion)
    page += ".SH OPTIONS OF EVERY COMMAND\n" + Command.globalOptions.map(entry).joined()
    page += ".SH COMMANDS\n" + root.subcommands.map { section($0, path: [$0.name]) }.joined()
    page += ".SH EXIT STATUS\n"
    for code in ExitCode.allCases { page += ".TP\n.B \(code.rawValue)\n\(escaped(code.meaning.sentence))\n" }
    return page
  }

  private static func section(_ command: Command, path: [String]) -> String {
    if !command.subcommands.isEmpty {
      return command.subcommands.map { section($0, path: path + [$0.name]) }.joined()
    }
    var text = ".SS \(escaped(command.usage(path)))\n\(escaped(command.summary.sentence))\n"
    if !command.discussion.isEmpty { text += ".PP\n" + paragraphs(command.discussion) }
    for positional in command.positionals {
      text += ".TP\n.I \(escaped(positional.name))\n\(escaped(positional.help.sentence))\n"
    }
    text += command.options.map(entry).joined()
    for example in command.examples {
      text += ".PP\n\(escaped(example.note.sentence))\n.RS\n.nf\n\(escaped(example.line))\n.fi\n.RE\n"
    }
    return text
  }

  private static func entry(_ option: Option) -> String {
    let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = option.placeholder.map { " \\fI\(escaped($0))\\fR" } ?? ""
    let fallback = option.fallback.map { " Default: \($0)." } ?? ""
    return ".TP\n\(short)\\fB\(escaped("--" + option.name))\\fR\(value)\n"
      + escaped(option.explanation + fallback) + "\n"
  }

  private static func paragraphs(_ text: String) -> String {
    text.paragraphs.map { escaped($0) + "\n" }.joined(separator: ".PP\n")
  }

  /// A glyph by its code, which every troff knows whatever its encoding.
  private static func glyph(_ scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    return "\\[u" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "]"
  }

  /// Text that troff shows as it is: dashes stay dashes and no line begins a request.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case _ where !character.isASCII: for scalar in character.unicodeScalars { result += glyph(scalar) }
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
