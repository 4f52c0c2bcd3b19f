internal import SluiceCore
internal import SluiceEngine
internal import SluiceReports

extension Command {
  static let graph = Command(
    name: "graph", group: .pipelines, summary: "Draw the stages of a pipeline and what flows between them",
    discussion: """
      Beside each stream stand the privacy labels of its fields. Streams of raw personal data are drawn bold, \
      treated ones dashed.
      """,
    options: [
      Option(
        "format", "f", .choice("FORMAT", GraphFormat.allCases.map(\.rawValue)), default: "text",
        help: "What to draw: a picture for the terminal, SVG, or the language of Mermaid or Graphviz")
    ],
    positionals: [.pipeline],
    examples: [
      Example("sluice graph letters.json", "See the graph"),
      Example("sluice graph -f svg letters.json > letters.svg", "Write a picture for a page"),
    ],
    exitCodes: [.badPipeline, .noInput],
    run: { invocation in
      let options = GraphOptions(invocation.arguments)
      let plan = try Plan.load(options.file)
      let drawing = options.format.draw(FlowPicture(plan))
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
    format = arguments.value("format").flatMap(GraphFormat.init) ?? .text
  }
}

private enum GraphFormat: String, CaseIterable {
  case text, svg, mermaid, dot

  func draw(_ picture: FlowPicture) -> String {
    switch self {
    case .text: picture.text + "\n"
    case .svg: picture.svg + "\n"
    case .mermaid: picture.mermaid
    case .dot: picture.dot
    }
  }
}
