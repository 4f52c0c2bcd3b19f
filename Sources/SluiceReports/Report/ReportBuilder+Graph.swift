internal import SluiceCore
internal import SluiceLineage

extension ReportBuilder {
  /// Stages and edges, with what is needed to draw them.
  var graph: JSON {
    [
      "stages": JSON(
        stages.map { stage in
          ["name": JSON(stage.name), "kind": JSON(stage.kind), "role": JSON(role(of: stage).rawValue)]
        }),
      "edges": JSON(edges.map(edge)),
    ]
  }

  private func role(of stage: RunCatalogue.Stage) -> FlowPicture.Role {
    if stage.isSink { return .sink }
    if sources.contains(where: { $0.stage == stage.position }) { return .source }
    return stage.kind.hasPrefix("policy.") ? .gate : .stage
  }

  private func edge(_ edge: RunCatalogue.Edge) -> JSON {
    [
      "from": JSON(name(edge.stage)), "port": JSON(edge.port), "to": JSON(name(edge.target)),
      "records": JSON(count(edge.stage, .left, edge.port)), "fields": edge.fields,
      "jurisdictions": JSON(edge.jurisdictions.map { JSON($0) }),
    ]
  }
}
