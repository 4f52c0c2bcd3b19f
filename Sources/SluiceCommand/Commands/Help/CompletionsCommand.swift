internal import SluiceCore

extension Command {
  static let completions = Command(
    name: "completions", group: .help, summary: "Write completions for a shell",
    discussion: """
      The script completes commands, options, their values and files. Load it when the shell starts, or put it \
      where the shell looks for completions.
      """,
    positionals: [
      Positional("SHELL", .choice(Shell.allCases.map(\.rawValue)), "The shell: bash, zsh or fish")
    ],
    examples: [
      Example("source <(sluice completions bash)", "Complete in this bash"),
      Example(
        "sluice completions zsh > ~/.zfunc/_sluice", "Complete in every zsh whose fpath has ~/.zfunc"),
      Example("sluice completions fish > ~/.config/fish/completions/sluice.fish", "Complete in every fish"),
    ],
    run: { invocation in
      let shell = CompletionsOptions(invocation.arguments).shell
      let script = Completions.script(for: shell, invocation.root)
      return Outcome(text: script, result: ["shell": JSON(shell.rawValue), "script": JSON(script)])
    })
}

private struct CompletionsOptions {
  let shell: Shell

  init(_ arguments: Arguments) {
    shell = arguments.positional(0).flatMap(Shell.init) ?? .bash
  }
}
