internal import SluiceCore

extension Explanation {
  /// The tree as indented lines, each with its answer; facts stand under the condition that used them.
  public func text(indent: Int = 0) -> String {
    let margin = String(repeating: "  ", count: indent)
    var lines = ["\(margin)\(mark) \(statement)"]
    for use in facts {
      let subject = use.subject.map { " of '\($0)'" } ?? ""
      let value = use.fact.map { "\($0.value) (\($0.source))" } ?? "missing"
      lines.append("\(margin)    \(use.name)\(subject) = \(value)")
    }
    lines += children.map { $0.text(indent: indent + 1) }
    return lines.joined(separator: "\n")
  }

  private var mark: String {
    switch truth {
    case .satisfied: "yes"
    case .violated: "no "
    case .undetermined: "?  "
    }
  }
}

extension Verdict {
  /// The verdict with its explanation, for a terminal.
  public var text: String {
    var lines = [
      "\(outcome.rawValue): \(id): \(title) [\(citation); \(kind.map(\.rawValue).joined(separator: "+"))]"
    ]
    if !place.isEmpty { lines.append("  at \(place)") }
    if !missing.isEmpty { lines.append("  missing: " + missing.joined(separator: ", ")) }
    if let remedy, !lets { lines.append("  remedy: " + remedy) }
    lines.append(explanation.text(indent: 1))
    return lines.joined(separator: "\n")
  }
}
