public import SluiceCore
internal import SluicePolicy

extension Plan {
  /// Reads and plans a pipeline.
  ///
  /// - Returns: The plan with all findings; nil as plan when the file is no pipeline at all.
  public static func make(_ bytes: [UInt8], file: String) -> (plan: Plan?, diagnostics: [Diagnostic]) {
    let (pipeline, diagnostics) = Pipeline.read(bytes, file: file)
    guard let pipeline else { return (nil, diagnostics) }
    guard PipelineGraph.cycle(pipeline.stages) == nil else {
      let plan = Plan(pipeline: pipeline, stages: [], phases: [], diagnostics: diagnostics)
      return (plan, diagnostics)
    }
    var planner = Planner(pipeline: pipeline)
    planner.checkGovernance()
    planner.planStages()
    planner.checkPorts()
    planner.checkTests()
    let all = (diagnostics + planner.context.diagnostics).sorted { left, right in
      (left.place.line ?? 0, left.place.column ?? 0) < (right.place.line ?? 0, right.place.column ?? 0)
    }
    let phases = Planner.phases(&planner.stages)
    let plan = Plan(pipeline: pipeline, stages: planner.stages, phases: phases, diagnostics: all)
    return (plan, all)
  }
}

struct Planner {
  var context: PlanContext
  var stages: [PlannedStage] = []

  init(pipeline: Pipeline) { context = PlanContext(pipeline: pipeline) }

  mutating func checkGovernance() {
    let json = context.pipeline.json
    let (_, findings) = Governance.parse(
      json["governance"], purpose: json["purpose"], controller: json["controller"])
    context.report(findings)
    if let sign = json["sign"], let name = sign.string { _ = context.secret(name, at: sign.place) }
  }

  mutating func planStages() {
    for node in PipelineGraph.topological(context.pipeline.stages) {
      guard let kind = StageRegistry.kind(node.kind) else { continue }
      context.stage = node.name
      let (inputs, schema) = resolve(node)
      let isSource = kind.declaration.role == .source
      guard isSource || !inputs.isEmpty else { continue }
      let ancestors = ancestors(of: inputs)
      context.ancestors = ancestors.map { stages[$0].stage }
      context.ancestorNames = ancestors.map { stages[$0].name }
      let stage = kind.init(node.options, input: schema, context: &context)
      if isSource { context.source += 1 }
      stages.append(
        PlannedStage(
          name: node.name, place: node.place, declaration: kind.declaration, inputs: inputs,
          inputSchema: schema, stage: stage))
    }
  }

  /// The outputs that a stage reads and their common schema.
  private mutating func resolve(_ node: StageNode) -> (inputs: [PlannedStage.Input], schema: Schema) {
    var inputs: [PlannedStage.Input] = []
    var merged: Schema?
    for reference in node.inputs {
      guard let index = stages.firstIndex(where: { $0.name == reference.stage }) else { continue }
      guard let port = port(reference, of: stages[index]) else { continue }
      let input = PlannedStage.Input(stage: index, port: port)
      guard !inputs.contains(input) else {
        context.report(
          "twice", "stage '\(node.name)' reads from '\(reference.stage)' twice", at: reference.place)
        continue
      }
      inputs.append(input)
      let schema = stages[index].stage.outputs[port].schema
      merged = merged.map { merge($0, schema, reference, node) } ?? schema
    }
    return (inputs, merged ?? Schema([]))
  }

  private func ancestors(of inputs: [PlannedStage.Input]) -> [Int] {
    var reached: Set<Int> = []
    var waiting = inputs.map(\.stage)
    while let index = waiting.popLast() {
      if reached.insert(index).inserted { waiting += stages[index].inputs.map(\.stage) }
    }
    return reached.sorted()
  }

  mutating func port(_ reference: StageReference, of producer: PlannedStage) -> Int? {
    let names = producer.stage.outputs.map(\.name)
    guard !names.isEmpty else { return nil }
    if let name = reference.port {
      if let port = names.firstIndex(of: name) { return port }
      let named = names.filter { !$0.isEmpty }
      context.report(
        "unknown-port", "stage '\(producer.name)' has no output '\(name)'", at: reference.place,
        hint: named.isEmpty
          ? "write '\(producer.name)': it has one output" : Suggestion.hint(for: name, among: named))
      return nil
    }
    if names.count == 1 { return 0 }
    context.report(
      "missing-port", "stage '\(producer.name)' has several outputs; say which one is read",
      at: reference.place,
      hint: "one of: " + names.map { "\(producer.name).\($0)" }.joined(separator: ", "))
    return nil
  }

  /// Reports ports that nothing reads, unless some stage may have meant to.
  mutating func checkPorts() {
    let read = Set(stages.flatMap(\.inputs))
    let areInputsKnown =
      context.pipeline.json["stages"]?.object?.members.count == stages.count
      && stages.allSatisfy { stage in
        context.pipeline.stage(stage.name)?.inputs.count == stage.inputs.count
      }
    guard areInputsKnown else { return }
    for (index, stage) in stages.enumerated() where stage.stage.outputs.count > 1 {
      guard read.contains(where: { $0.stage == index }) else { continue }
      for (port, output) in stage.stage.outputs.enumerated()
      where !read.contains(PlannedStage.Input(stage: index, port: port)) {
        context.report(
          "unused-port", "nothing reads from '\(stage.name).\(output.name)'", at: output.place,
          hint: "read it, or drop its records with a 'filter'")
      }
    }
  }

  /// The common schema of two inputs: the same fields and types, labels joined.
  private mutating func merge(
    _ left: Schema, _ right: Schema, _ reference: StageReference, _ node: StageNode
  ) -> Schema {
    guard left.fields.map(\.name) == right.fields.map(\.name),
      left.fields.map(\.type) == right.fields.map(\.type)
    else {
      func list(_ schema: Schema) -> String {
        schema.fields.map { "\($0.name): \($0.type.rawValue)" }.joined(separator: ", ")
      }
      context.report(
        "schema-mismatch",
        "the inputs of stage '\(node.name)' differ: [\(list(left))] and, from '\(reference.stage)', [\(list(right))]",
        at: reference.place)
      return left
    }
    return Schema(
      zip(left.fields, right.fields).map { a, b in
        Field(a.name, a.type, a.label.joined(with: b.label), isOptional: a.isOptional || b.isOptional)
      })
  }

  /// Cuts the graph into passes; a gather ends one, and what later passes read is spilled.
  static func phases(_ stages: inout [PlannedStage]) -> [Phase] {
    var live = [Int](repeating: 0, count: stages.count)
    for index in stages.indices {
      let phase = stages[index].inputs.map { live[$0.stage] }.max() ?? 0
      stages[index].phase = phase
      live[index] = stages[index].declaration.role == .gather ? phase + 1 : phase
    }
    let last = stages.map(\.phase).max() ?? 0
    return stages.isEmpty ? [] : (0...last).map { phase($0, stages, live) }
  }

  private static func phase(_ number: Int, _ stages: [PlannedStage], _ live: [Int]) -> Phase {
    let members = stages.indices.filter { stages[$0].phase == number }
    let read = Set(members.flatMap { stages[$0].inputs })
    let spilled = read.filter { live[$0.stage] < number || stages[$0.stage].declaration.role == .gather }
    var feeds = members.filter { stages[$0].declaration.role == .source }.map { Phase.Feed.source(stage: $0) }
    feeds += spilled.sorted { ($0.stage, $0.port) < ($1.stage, $1.port) }.map {
      .spill(Phase.Stream(stage: $0.stage, port: $0.port))
    }
    var terminals: [Phase.Terminal] = []
    for index in members {
      switch stages[index].declaration.role {
      case .sink: terminals.append(.sink(stage: index))
      case .gather: terminals.append(.gather(stage: index))
      case .source, .map: break
      }
    }
    let later = Set(stages.filter { $0.phase > number }.flatMap(\.inputs))
    for index in members
    where stages[index].declaration.role == .source || stages[index].declaration.role == .map {
      for port in stages[index].stage.outputs.indices
      where later.contains(PlannedStage.Input(stage: index, port: port)) {
        terminals.append(.carry(Phase.Stream(stage: index, port: port)))
      }
    }
    return Phase(
      number: number, feeds: feeds, maps: members.filter { stages[$0].declaration.role == .map },
      terminals: terminals)
  }
}
