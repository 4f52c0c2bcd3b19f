extension Completions {
  /// A function that follows the words to a command, then offers what that command's table allows.
  static func bash(_ root: Command) -> String {
    let all = commands(root)
    let steps = all.filter { !$0.path.isEmpty }.map { path, _ in
      "      \"\(key(path.dropLast())) \(path[path.count - 1])\") path=\"\(key(path[...]))\" ;;\n"
    }
    return """
      # bash completion for sluice; made by 'sluice completions bash'
      _sluice() {
        local word path="" index current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
        COMPREPLY=()
        if [[ $current == "=" ]]; then
          current=""
        elif [[ $previous == "=" ]]; then
          previous="${COMP_WORDS[COMP_CWORD-2]}"
        fi
        for ((index = 1; index < COMP_CWORD; index++)); do
          word="${COMP_WORDS[index]}"
          case "$path $word" in
      \(steps.joined())    esac
        done
        case "$path $previous" in
      \(all.flatMap(bashValues).joined())  esac
        if [[ $current == -* ]]; then
          case "$path" in
      \(all.map(bashOptions).joined())    esac
          return
        fi
        case "$path" in
      \(all.map { bashArguments($0.path, $0.command, root) }.joined())  esac
      }
      complete -F _sluice sluice

      """
  }

  private static func key(_ path: ArraySlice<String>) -> String { path.map { "/" + $0 }.joined() }

  private static func bashValues(_ path: [String], _ command: Command) -> [String] {
    command.allOptions.filter { $0.kind != .flag }.map { option in
      let long = "\"\(key(path[...])) --\(option.name)\""
      let short = option.short.map { " | \"\(key(path[...])) -\($0)\"" } ?? ""
      return "    \(long)\(short)) \(bashReply(candidates(option.kind))) return ;;\n"
    }
  }

  private static func bashOptions(_ path: [String], _ command: Command) -> String {
    let names = command.allOptions.flatMap { option in
      ["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? [])
    }
    return "      \"\(key(path[...]))\") \(bashReply(.words(names))) ;;\n"
  }

  private static func bashArguments(_ path: [String], _ command: Command, _ root: Command) -> String {
    let offered: Candidates =
      command.subcommands.isEmpty
      ? command.positionals.last.map { candidates($0.kind) } ?? .none
      : .words(command.subcommands.map(\.name))
    var reply = bashReply(offered)
    if case .commands = offered { reply = bashReply(.words(root.subcommands.map(\.name))) }
    return "    \"\(key(path[...]))\") \(reply) ;;\n"
  }

  private static func bashReply(_ candidates: Candidates) -> String {
    switch candidates {
    case .none, .commands: ":;"
    case .words(let words):
      "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$current\"));"
    case .files: "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$current\"));"
    case .folders: "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$current\"));"
    }
  }
}
