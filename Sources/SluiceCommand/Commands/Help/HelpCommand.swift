internal import SluiceCore

extension Command {
  static let help = Command(
    name: "help", group: .help, summary: "Explain a command, or list all",
    options: [Option("man", help: "Write the manual page sluice(1) instead")],
    positionals: [Positional("COMMAND", .command, optional: true, repeatable: true, "The command")],
    examples: [
      Example("sluice help keys generate", "Explain 'sluice keys generate'"),
      Example("sluice help --man > sluice.1", "Write the manual page"),
    ],
    run: { invocation in
      let options = HelpOptions(invocation.arguments)
      guard let command = invocation.root.descendant(options.path) else {
        throw unknownCommand(options.path, invocation.root)
      }
      let page = ManualPage.text(invocation.root, version: Version.current)
      let renderer = HelpRenderer(
        style: invocation.console.outputStyle, width: invocation.console.outputTerminal.textWidth)
      let text = options.isManual ? page : renderer.text(command, path: options.path)
      let plain = HelpRenderer(style: .plain, width: 80).text(command, path: options.path)
      return Outcome(text: text, result: ["help": JSON(options.isManual ? page : plain)])
    })

  private static func unknownCommand(_ path: [String], _ root: Command) -> SluiceError {
    var group = root
    var known: [String] = []
    for name in path {
      guard let next = group.subcommand(name) else { break }
      group = next
      known.append(name)
    }
    let unknown = path[known.count]
    return SluiceError(
      .usage, "unknown command '\((known + [unknown]).joined(separator: " "))'",
      hint: Suggestion.hint(for: unknown, among: group.subcommands.map(\.name), listing: 30))
  }
}

private struct HelpOptions {
  let path: [String]
  let isManual: Bool

  init(_ arguments: Arguments) {
    path = arguments.positionals
    isManual = arguments.flag("man")
  }
}
