internal import SluiceCore

extension Command {
  static let help = Command(
    name: "help", group: .help, summary: "Explain a command, or list all",
    options: [
      Option("man", help: "Write the manual page sluice(1) instead"),
      Option("markdown", help: "Write the reference of all commands as Markdown instead"),
    ],
    positionals: [Positional("COMMAND", .command, optional: true, repeatable: true, "The command")],
    examples: [
      Example("sluice help keys generate", "Explain 'sluice keys generate'"),
      Example("sluice help --man > sluice.1", "Write the manual page"),
    ],
    run: { invocation in try HelpOptions(invocation.arguments).show(invocation) })
}

private struct HelpOptions {
  let path: [String]
  let isManual: Bool
  let isMarkdown: Bool

  init(_ arguments: Arguments) {
    path = arguments.positionals
    isManual = arguments.flag("man")
    isMarkdown = arguments.flag("markdown")
  }

  func show(_ invocation: Invocation) throws(SluiceError) -> Outcome {
    if isManual || isMarkdown {
      let page =
        isManual
        ? ManualPage.text(invocation.root, version: Version.current) : CommandReference.text(invocation.root)
      return Outcome(text: page, result: ["help": JSON(page)])
    }
    guard let command = invocation.root.descendant(path) else { throw unknownCommand(invocation.root) }
    let console = invocation.console
    let renderer = HelpRenderer(style: console.outputStyle, width: console.outputTerminal.textWidth)
    let plain = HelpRenderer(style: .plain, width: 80)
    return Outcome(
      text: renderer.text(command, path: path), result: ["help": JSON(plain.text(command, path: path))])
  }

  private func unknownCommand(_ root: Command) -> SluiceError {
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
