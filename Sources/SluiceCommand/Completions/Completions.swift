/// A shell that can complete command lines.
enum Shell: String, CaseIterable {
  case bash, zsh, fish
}

/// Scripts that complete command lines, made from the tables of the commands.
enum Completions {
  static func script(for shell: Shell, _ root: Command) -> String {
    switch shell {
    case .bash: bash(root)
    case .zsh: zsh(root)
    case .fish: fish(root)
    }
  }

  /// Every command with the names that lead to it, outermost first.
  static func commands(_ root: Command, path: [String] = []) -> [(path: [String], command: Command)] {
    [(path, root)] + root.subcommands.flatMap { commands($0, path: path + [$0.name]) }
  }

  /// What can stand in place of a value or a positional.
  enum Candidates {
    case none
    case words([String])
    case files
    case folders
    case commands
  }

  static func candidates(_ kind: Option.Kind) -> Candidates {
    switch kind {
    case .flag, .text, .number, .size: .none
    case .choice(_, let words): .words(words)
    case .path(_, .folder): .folders
    case .path(_, .file): .files
    }
  }

  static func candidates(_ kind: Positional.Kind) -> Candidates {
    switch kind {
    case .text: .none
    case .choice(let words): .words(words)
    case .path(.folder): .folders
    case .path(.file): .files
    case .command: .commands
    }
  }
}
