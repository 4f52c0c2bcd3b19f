extension Completions {
  /// One `complete` line for each thing that can be offered, under the condition that its command was typed.
  static func fish(_ root: Command) -> String {
    var script = """
      # fish completion for sluice; made by 'sluice completions fish'
      function __sluice_at
        set -l path
        for word in (commandline -opc)[2..-1]
          switch "$path/$word"
            case \(commands(root).filter { !$0.path.isEmpty }.map { "/" + $0.path.joined(separator: "/") }
              .joined(separator: " "))
              set path "$path/$word"
          end
        end
        test "$path" = "$argv[1]"
      end
      complete -c sluice -f

      """
    for (path, command) in commands(root) {
      let condition = "-n '__sluice_at \"\(path.map { "/" + $0 }.joined())\"'"
      for subcommand in command.subcommands {
        script +=
          "complete -c sluice \(condition) -a \(subcommand.name) -d \(fishQuoted(subcommand.summary))\n"
      }
      for positional in command.positionals {
        script +=
          fishArguments(candidates(positional.kind), root).map { "complete -c sluice \(condition) \($0)\n" }
          ?? ""
      }
      for option in command.allOptions {
        let short = option.short.map { " -s \($0)" } ?? ""
        let value = option.kind == .flag ? "" : " -x"
        let arguments = fishArguments(candidates(option.kind), root)?.replacing("-F", with: "-r -F") ?? ""
        let kind = arguments.isEmpty ? value : arguments.hasPrefix("-r") ? "" : value
        script +=
          "complete -c sluice \(condition) -l \(option.name)\(short)\(kind)"
          + (arguments.isEmpty ? "" : " " + arguments) + " -d \(fishQuoted(option.help))\n"
      }
    }
    return script
  }

  private static func fishArguments(_ candidates: Candidates, _ root: Command) -> String? {
    switch candidates {
    case .none: nil
    case .words(let words): "-a \(fishQuoted(words.joined(separator: " ")))"
    case .files: "-F"
    case .folders: "-a '(__fish_complete_directories)'"
    case .commands: "-a \(fishQuoted(root.subcommands.map(\.name).joined(separator: " ")))"
    }
  }

  private static func fishQuoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
