/// The reference of rules, declarations, facts and policy terms as Markdown, made from the data themselves.
public enum PolicyReference {
  /// All sections, for the rules of `pack`.
  public static func markdown(_ pack: RulePack) -> String {
    [
      rules(pack), keys("Keys of `governance`", Governance.keys),
      keys("Keys of `dataset`", DatasetDeclaration.keys), words, facts, operands, actions, figures,
    ].joined(separator: "\n")
  }

  private static func rules(_ pack: RulePack) -> String {
    var text = "## Rules of `\(pack.id)`\n\n\(pack.title), as of \(pack.version).\n"
    for rule in pack.rules {
      let kinds = rule.kind.map(\.rawValue).joined(separator: ", ")
      text += "\n### `\(rule.id)` \(rule.title)\n\n\(rule.citation). \(rule.text["en"] ?? "")\n\n"
      text += "- Kind: \(kinds). Asked of: \(rule.scope.words). Decided: "
      text += rule.moment == .plan ? "before the run.\n" : "after the run.\n"
      if rule.severity == .warning { text += "- A warning: it is reported and does not stop the run.\n" }
      text += "- Looks at: \(rule.facts.map { "`\($0.name)`" }.joined(separator: ", ")).\n"
      if !rule.roles.isEmpty { text += "- Signed by: \(rule.roles.joined(separator: " or ")).\n" }
      if let remedy = rule.remedy { text += "- What to do: \(remedy).\n" }
    }
    return text
  }

  private static func keys(_ title: String, _ keys: [DeclaredKey]) -> String {
    "## \(title)\n\n| key | takes | |\n|---|---|---|\n" + rows(keys, prefix: "")
  }

  private static func rows(_ keys: [DeclaredKey], prefix: String) -> String {
    keys.map { key in
      let name = prefix + key.name
      let doc = key.doc + (key.isRequired ? " **Required.**" : "")
      let row = "| `\(name)` | \(key.kind.words) | \(doc) |\n"
      switch key.kind {
      case .record(let inner), .shorthand(_, let inner): return row + rows(inner, prefix: name + ".")
      case .subjects(_, let inner): return row + rows(inner, prefix: name + "[].")
      default: return row
      }
    }.joined()
  }

  private static var words: String {
    "## Words\n"
      + Vocabulary.allCases.map { vocabulary in
        "\n**\(vocabulary.rawValue)**: "
          + vocabulary.words.map { "`\($0.name)` \($0.doc)" }.joined(separator: "; ") + ".\n"
      }.joined()
  }

  private static var facts: String {
    "## Facts that the graph and the engine supply\n\n| fact | type | from | |\n|---|---|---|---|\n"
      + FactRegistry.all.filter { $0.origin != .declared }.map {
        "| `\($0.name)` | \($0.type) | \($0.origin.rawValue) | \($0.doc) |\n"
      }.joined()
  }

  private static var operands: String {
    "## Left operands of ODRL\n\n| left operand | fact |\n|---|---|\n"
      + OdrlVocabulary.operands.sorted { $0.key < $1.key }.map { "| `\($0.key)` | `\($0.value)` |\n" }
      .joined()
  }

  private static var actions: String {
    "## Actions of ODRL\n\n| action | included in | brings with it |\n|---|---|---|\n"
      + OdrlVocabulary.actions.map { action in
        let implied = (OdrlVocabulary.implies[action] ?? []).sorted().map { "`\($0)`" }.joined(
          separator: ", ")
        let wider = OdrlVocabulary.includedIn[action].flatMap { $0.isEmpty ? nil : "`\($0)`" } ?? ""
        return "| `\(action)` | \(wider) | \(implied) |\n"
      }.joined()
  }

  private static var figures: String {
    "## Figures for `policy.assert`\n\n| figure | |\n|---|---|\n"
      + MeasuredFact.all.map { figure in
        let parameter = figure.parameter.map { "(\($0.rawValue))" } ?? ""
        return "| `\(figure.name)\(parameter)` | \(figure.doc) |\n"
      }.joined()
  }
}

extension FactScope {
  fileprivate var words: String {
    switch self {
    case .run: "the run"
    case .dataset: "each dataset"
    case .sink: "each sink"
    case .recipient: "each recipient"
    case .processor: "each processor"
    case .keyHolder: "each key holder"
    case .request: "each open request"
    case .signer: "each signer"
    }
  }
}

extension DeclaredKey.Kind {
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .file: "file"
    case .digest: "digest"
    case .place: "country or region"
    case .purpose: "purpose"
    case .date: "day or instant"
    case .period: "period"
    case .count: "whole number"
    case .truth: "true or false"
    case .word(let vocabulary): "word of **\(vocabulary.rawValue)**"
    case .list(let kind): "one or more: \(kind.words)"
    case .reasons: "object of name: reason"
    case .record: "object"
    case .shorthand(let main, _): "object, or `\(main)` alone"
    case .subjects: "array of objects"
    }
  }
}
