internal import SluiceCore

/// The reference of stages and options as Markdown, made from their declarations.
public enum StageReferenceManual {
  /// The whole page.
  public static var markdown: String {
    var text = """
      # Stages and options

      This page is made from the declarations that check pipelines (`sluice schema --reference`).

      ## The file

      \(table(PipelineDeclarations.top))
      """
    text += nested(PipelineDeclarations.top, under: "")
    for declaration in StageRegistry.declarations { text += "\n" + section(declaration) }
    return text
  }

  private static func section(_ declaration: StageDeclaration) -> String {
    var options = declaration.options
    if declaration.role != .source { options.insert(PipelineSchema.input, at: 0) }
    var text = "\n## `\(declaration.kind)`\n\n\(declaration.summary)\n"
    if !declaration.discussion.isEmpty { text += "\n\(declaration.discussion)\n" }
    text += "\n\(table(options))"
    text += nested(options, under: "")
    if !declaration.dropReasons.isEmpty {
      text +=
        "\nDrops records as: " + declaration.dropReasons.map { "`\($0)`" }.joined(separator: ", ") + ".\n"
    }
    return text
  }

  private static func table(_ options: [OptionDeclaration]) -> String {
    var text = "| option | takes | |\n|---|---|---|\n"
    for option in options {
      var help = option.help.replacing("|", with: "\\|").replacing("\n", with: " ")
      if option.isRequired { help += " **Required.**" }
      if let fallback = option.fallback { help += " Default: `\(fallback)`." }
      text += "| `\(option.name)` | \(option.kind.noun.replacing("|", with: "\\|")) | \(help) |\n"
    }
    return text
  }

  private static func nested(_ options: [OptionDeclaration], under path: String) -> String {
    var text = ""
    for option in options {
      guard let inner = option.kind.innerDeclarations else { continue }
      let name = path + option.name
      text += "\nMembers of `\(name)`:\n\n\(table(inner))" + nested(inner, under: name + ".")
    }
    return text
  }
}

extension OptionKind {
  /// Declarations of the object that the kind holds, however deep.
  fileprivate var innerDeclarations: [OptionDeclaration]? {
    switch self {
    case .object(let declarations): declarations
    case .map(let element), .list(let element, _), .oneOrMany(let element): element.innerDeclarations
    case .either(let kinds): kinds.lazy.compactMap(\.innerDeclarations).first
    default: nil
    }
  }
}
