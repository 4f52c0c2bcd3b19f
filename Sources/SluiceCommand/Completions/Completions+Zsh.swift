extension Completions {
  /// One function a command, called by the function of its group.
  static func zsh(_ root: Command) -> String {
    let functions = commands(root).map { zshFunction($0.path, $0.command, root) }
    return """
      #compdef sluice
      # zsh completion for sluice; made by 'sluice completions zsh'
      \(functions.joined(separator: "\n"))
      if [[ $funcstack[1] == _sluice ]]; then _sluice "$@"; else compdef _sluice sluice; fi

      """
  }

  private static func zshFunction(_ path: [String], _ command: Command, _ root: Command) -> String {
    var lines = command.allOptions.flatMap(zshOption)
    if command.subcommands.isEmpty {
      for positional in command.positionals {
        lines.append(zshPositional(positional, root))
      }
    } else {
      lines += ["'1: :->command'", "'*:: :->rest'"]
    }
    let name = zshName(path)
    var text = "\(name)() {\n"
    if command.subcommands.isEmpty {
      text += "  _arguments -s \\\n    " + lines.joined(separator: " \\\n    ") + "\n}\n"
      return text
    }
    let words = command.subcommands.map { "'\($0.name):\(zshEscaped($0.summary))'" }
    let cases = command.subcommands.map { "      \($0.name)) \(zshName(path + [$0.name])) ;;\n" }
    text += "  local line state\n  _arguments -C -s \\\n    " + lines.joined(separator: " \\\n    ") + "\n"
    text += "  case $state in\n  command)\n    local -a commands=(\n      "
    text += words.joined(separator: "\n      ") + "\n    )\n    _describe command commands ;;\n"
    text += "  rest)\n    case $line[1] in\n" + cases.joined() + "    esac ;;\n  esac\n}\n"
    return text
  }

  private static func zshName(_ path: [String]) -> String { (["_sluice"] + path).joined(separator: "_") }

  private static func zshOption(_ option: Option) -> [String] {
    let star = option.isRepeatable ? "*" : ""
    let value =
      option.placeholder.map { ":\(zshEscaped($0)):\(zshAction(candidates(option.kind), nil))" } ?? ""
    let equals = option.kind == .flag ? "" : "="
    let text = "[\(zshEscaped(option.help))]\(value)'"
    let short = option.short.map { "'\(star)-\($0)\(option.kind == .flag ? "" : "+")\(text)" }
    return ["'\(star)--\(option.name)\(equals)\(text)"] + (short.map { [$0] } ?? [])
  }

  private static func zshPositional(_ positional: Positional, _ root: Command) -> String {
    let lead = positional.isRepeatable ? "*:" : positional.isOptional ? "::" : ":"
    return "'\(lead)\(zshEscaped(positional.name)):\(zshAction(candidates(positional.kind), root))'"
  }

  private static func zshAction(_ candidates: Candidates, _ root: Command?) -> String {
    switch candidates {
    case .none: ""
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .files: "_files"
    case .folders: "_files -/"
    case .commands: "(\((root?.subcommands ?? []).map(\.name).joined(separator: " ")))"
    }
  }

  private static func zshEscaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "'": result += "'\\''"
      case "[", "]", ":", "\\": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }
}
