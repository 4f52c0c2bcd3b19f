internal import SluiceCore
internal import SluiceEngine
internal import SluiceReports

extension FlowPicture {
  /// The stages of a plan with the labels of what flows between them.
  init(_ plan: Plan) {
    let nodes = plan.stages.map { stage in
      let role: Role =
        switch stage.declaration.role {
        case .source: .source
        case .sink: .sink
        case .map, .gather: stage.declaration.kind == "policy.gate" ? .gate : .stage
        }
      return Node(stage.name, kind: stage.declaration.kind, role: role)
    }
    let edges = plan.stages.indices.flatMap { index in
      plan.stages[index].inputs.map { input in
        let (port, schema) = plan.stages[input.stage].outputs[input.port]
        return Edge(
          from: input.stage, to: index, labels: (port.isEmpty ? [] : [port]) + Edge.labels(schema),
          sensitivity: Sensitivity(schema))
      }
    }
    self.init(nodes: nodes, edges: edges)
  }

  /// The picture in the language of Graphviz.
  var dot: String {
    func quoted(_ lines: [String]) -> String {
      let texts = lines.map { $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
      return "\"" + texts.joined(separator: "\\n") + "\""
    }
    var text =
      "digraph pipeline {\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n"
    for (index, node) in nodes.enumerated() {
      let shape =
        switch node.role {
        case .source: "oval"
        case .stage: "box"
        case .gate: "hexagon"
        case .sink: "box3d"
        }
      text += "  n\(index) [label=\(quoted([node.name, node.kind] + node.details)), shape=\(shape)];\n"
    }
    for edge in edges {
      let style =
        switch edge.sensitivity {
        case .none: ""
        case .treated: ", style=dashed"
        case .raw: ", style=bold"
        }
      text += "  n\(edge.from) -> n\(edge.to) [label=\(quoted(edge.labels))\(style)];\n"
    }
    return text + "}\n"
  }
}
