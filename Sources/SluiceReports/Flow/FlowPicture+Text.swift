extension FlowPicture {
  /// The picture for a terminal: down from every source, a stage of several inputs drawn at the first of
  /// them.
  public var text: String {
    var lines: [String] = []
    var isDrawn = [Bool](repeating: false, count: nodes.count)
    let (order, forward) = forward
    for node in order where !forward.contains(where: { edges[$0].to == node }) {
      if !lines.isEmpty { lines.append("") }
      draw(node, first: "", rest: "", forward, &isDrawn, &lines)
    }
    return Escape.terminal(lines.joined(separator: "\n"))
  }

  /// `first` stands before the stage's own line, `rest` before all that hangs below it.
  private func draw(
    _ node: Int, first: String, rest: String, _ forward: [Int], _ isDrawn: inout [Bool],
    _ lines: inout [String]
  ) {
    guard !isDrawn[node] else {
      lines.append(first + nodes[node].name + " (above)")
      return
    }
    isDrawn[node] = true
    let details = nodes[node].details.isEmpty ? "" : "  " + nodes[node].details.joined(separator: ", ")
    lines.append(first + nodes[node].name + " · " + nodes[node].kind + details)
    let leaving = forward.filter { edges[$0].from == node }
    for (place, edge) in leaving.enumerated() {
      let isLast = place == leaving.count - 1
      let labels = edges[edge].labels
      for label in labels { lines.append(rest + "│  " + label) }
      if leaving.count == 1 {
        if labels.isEmpty { lines.append(rest + "│") }
        draw(edges[edge].to, first: rest, rest: rest, forward, &isDrawn, &lines)
      } else {
        draw(
          edges[edge].to, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "),
          forward, &isDrawn, &lines)
      }
    }
  }

  /// The picture as a Mermaid flowchart.
  public var mermaid: String {
    var lines = ["flowchart TD"]
    for (index, node) in nodes.enumerated() {
      let label = mermaid([node.name, node.kind] + node.details)
      let (open, close) =
        switch node.role {
        case .source: ("([", "])")
        case .stage: ("[", "]")
        case .gate: ("{{", "}}")
        case .sink: ("[[", "]]")
        }
      lines.append("  n\(index)\(open)\"\(label)\"\(close)")
    }
    for edge in edges {
      let arrow = edge.sensitivity == .raw ? "==>" : edge.sensitivity == .treated ? "-.->" : "-->"
      let label = edge.labels.isEmpty ? "" : "|\"\(mermaid(edge.labels))\"|"
      lines.append("  n\(edge.from) \(arrow)\(label) n\(edge.to)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func mermaid(_ lines: [String]) -> String {
    lines.map { line in
      Escape.markup(line).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: " ")
    }.joined(separator: "<br/>")
  }
}
