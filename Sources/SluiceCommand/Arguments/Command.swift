internal import SluiceCore

/// A command or a group of commands, as a table.
struct Command: Sendable {
  /// Heading under which the list of commands shows it.
  enum Group: String, Sendable, CaseIterable {
    case pipelines = "Pipelines"
    case evidence = "Runs and evidence"
    case data = "Data and keys"
    case tokens = "Tokenizers"
    case help = "Help"
  }

  /// A line somebody could type, and what it is for.
  struct Example: Sendable {
    let line: String
    let note: String

    init(_ line: String, _ note: String) {
      self.line = line
      self.note = note
    }
  }

  let name: String
  var group: Group = .help
  /// What it does, as a phrase without a full stop.
  let summary: String
  /// Paragraphs separated by empty lines.
  var discussion = ""
  var options: [Option] = []
  var positionals: [Positional] = []
  var subcommands: [Command] = []
  var examples: [Example] = []
  /// Exit codes worth naming beside 0, 64, 70 and 74.
  var exitCodes: [ExitCode] = []
  /// Does the work; nil for a group of commands.
  var run: (@Sendable (Invocation) throws -> Outcome)?

  /// Options of every command.
  static let globalOptions = [
    Option("json", help: "End with one JSON object on standard output, on failure too"),
    Option(
      "color", nil, .choice("WHEN", ["auto", "always", "never"]), default: "auto",
      help: "Colour the output; auto asks the terminal and the variable NO_COLOR"),
    Option("quiet", "q", help: "Say nothing on standard error but errors"),
    Option("help", "h", help: "Explain the command"),
  ]

  /// The options that may follow the command.
  var allOptions: [Option] { options + Command.globalOptions }

  func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }

  /// The command at the end of a path of names, as far as they lead to one.
  func descendant(_ path: some Sequence<String>) -> Command? {
    var command = self
    for name in path {
      guard let next = command.subcommand(name) else { return nil }
      command = next
    }
    return command
  }
}

/// What a command has to say when it has done its work.
struct Outcome: Sendable {
  /// How the process ends.
  var code: ExitCode = .done
  /// The result for people, on standard output without `--json`.
  var text = ""
  /// Findings to show on standard error and to list for programs.
  var diagnostics: [Diagnostic] = []
  /// The result for programs, the member `result` of the object that `--json` writes; nil when the command has
  /// written its own objects.
  var result: JSON? = .some([:])
}

/// A command line that was understood.
struct Invocation: Sendable {
  /// Names of the command and its groups, outermost first; empty for `sluice` itself.
  var path: [String]
  var arguments: Arguments
  /// The whole table of commands.
  var root: Command
  var console: Console
}
