internal import SluiceCore
internal import SluiceEngine

extension Command {
  static let graph = Command(
    name: "graph", group: .pipelines, summary: "Draw the stages of a pipeline",
    options: [
      Option(
        "format", "f", .choice("FORMAT", GraphFormat.allCases.map(\.rawValue)), default: "dot",
        help: "Language of the drawing: that of Graphviz or that of Mermaid")
    ],
    positionals: [.pipeline],
    examples: [
      Example("sluice graph letters.json > letters.dot", "Write the graph for Graphviz"),
      Example("sluice graph --format mermaid letters.json", "Draw the graph in a Markdown page"),
    ],
    exitCodes: [.badPipeline, .noInput],
    run: { invocation in
      let options = GraphOptions(invocation.arguments)
      let plan = try Plan.load(options.file)
      let drawing = PlanGraph(plan: plan).text(options.format)
      return Outcome(
        text: drawing, diagnostics: plan.diagnostics,
        result: ["format": JSON(options.format.rawValue), "graph": JSON(drawing)])
    })
}

private struct GraphOptions {
  let file: String
  let format: GraphFormat

  init(_ arguments: Arguments) {
    file = arguments.positional(0) ?? ""
    format = arguments.value("format").flatMap(GraphFormat.init) ?? .dot
  }
}

/// A language for drawings of graphs.
enum GraphFormat: String, CaseIterable {
  case dot, mermaid
}

/// The stages of a plan and the streams between them, as a drawing.
struct PlanGraph {
  let plan: Plan

  private struct Edge {
    let from: Int
    let to: Int
    let port: String
  }

  func text(_ format: GraphFormat) -> String {
    switch format {
    case .dot: dot
    case .mermaid: mermaid
    }
  }

  private var edges: [Edge] {
    plan.stages.indices.flatMap { index in
      plan.stages[index].inputs.map {
        Edge(from: $0.stage, to: index, port: plan.stages[$0.stage].outputs[$0.port].name)
      }
    }
  }

  private var dot: String {
    var text =
      "digraph \"\(plan.pipeline.name)\" {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n"
    for phase in plan.phases {
      text += "  subgraph cluster_\(phase.number + 1) {\n    label=\"phase \(phase.number + 1)\";\n"
      for (index, stage) in plan.stages.enumerated() where stage.phase == phase.number {
        let shape = stage.declaration.role == .map ? "" : ", style=bold"
        text += "    s\(index) [label=\"\(quoted(stage.name))\\n\(stage.declaration.kind)\"\(shape)];\n"
      }
      text += "  }\n"
    }
    for edge in edges {
      let label = edge.port.isEmpty ? "" : " [label=\"\(quoted(edge.port))\"]"
      text += "  s\(edge.from) -> s\(edge.to)\(label);\n"
    }
    return text + "}\n"
  }

  private var mermaid: String {
    var text = "flowchart LR\n"
    for phase in plan.phases {
      text += "  subgraph phase \(phase.number + 1)\n"
      for (index, stage) in plan.stages.enumerated() where stage.phase == phase.number {
        let label = "\"\(escaped(stage.name))<br/><i>\(stage.declaration.kind)</i>\""
        text += "    s\(index)" + (stage.declaration.role == .map ? "[\(label)]" : "[[\(label)]]") + "\n"
      }
      text += "  end\n"
    }
    for edge in edges {
      text +=
        "  s\(edge.from) -->" + (edge.port.isEmpty ? "" : "|\"\(escaped(edge.port))\"|") + " s\(edge.to)\n"
    }
    return text
  }

  private func quoted(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
  }
}
