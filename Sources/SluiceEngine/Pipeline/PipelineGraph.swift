/// Questions about the shape of a pipeline.
enum PipelineGraph {
  /// A cycle, closed by its first stage, or nil.
  static func cycle(_ stages: [StageNode]) -> [StageNode]? {
    let byName = Dictionary(stages.map { ($0.name, $0) }) { first, _ in first }
    var finished: Set<String> = []
    var path: [StageNode] = []
    func visit(_ stage: StageNode) -> [StageNode]? {
      if finished.contains(stage.name) { return nil }
      if let start = path.firstIndex(where: { $0.name == stage.name }) { return path[start...] + [stage] }
      path.append(stage)
      defer { path.removeLast() }
      for input in stage.inputs {
        if let producer = byName[input.stage], let found = visit(producer) { return found }
      }
      finished.insert(stage.name)
      return nil
    }
    for stage in stages {
      if let found = visit(stage) { return found.reversed() }
    }
    return nil
  }

  /// The stages so that each comes after all it reads from; otherwise in the order of the file.
  static func topological(_ stages: [StageNode]) -> [StageNode] {
    let byName = Dictionary(stages.map { ($0.name, $0) }) { first, _ in first }
    var placed: Set<String> = []
    var order: [StageNode] = []
    func place(_ stage: StageNode) {
      guard placed.insert(stage.name).inserted else { return }
      for input in stage.inputs { if let producer = byName[input.stage] { place(producer) } }
      order.append(stage)
    }
    stages.forEach(place)
    return order
  }

  /// Sinks that records of some source can reach without passing a gate.
  static func ungatedSinks(_ stages: [StageNode]) -> [StageNode] {
    var isGated: [String: Bool] = [:]
    var ungated: [StageNode] = []
    for stage in topological(stages) {
      let inputs = stage.inputs.map { isGated[$0.stage] ?? true }
      let role = StageRegistry.declaration(stage.kind)?.role
      isGated[stage.name] = role == .source ? false : stage.kind == "policy.gate" || inputs.allSatisfy { $0 }
      if role == .sink, isGated[stage.name] == false { ungated.append(stage) }
    }
    return ungated
  }
}
