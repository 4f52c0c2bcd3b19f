public import SluiceCore
internal import SluiceCrypto
internal import SluiceLineage
public import SluicePolicy
internal import SluiceStorage

/// What policies and rules say about a plan: before a record is read, and again when the run is over.
public struct PolicyReview: Sendable {
  /// What one gate decided.
  public struct Decision: Sendable {
    /// Position of the gate in the plan; that of the sink for the label flow.
    public var stage: Int
    /// Its verdicts and the duties it leaves.
    public var decision: GateDecision
  }

  /// What each gate decided before the run.
  public let decisions: [Decision]
  /// What is known, each fact with its source.
  let facts: FactSet
  private let plan: Plan
  private let graph: FlowGraph

  /// Judges `plan`, at the instant `date`.
  public init(_ plan: Plan, date: Timestamp = .now) throws {
    self.plan = plan
    let graph = try PolicyReview.graph(of: plan)
    let facts = try PolicyReview.facts(of: plan, graph, date)
    self.graph = graph
    self.facts = facts
    var decisions: [Decision] = []
    for (index, stage) in plan.stages.enumerated() {
      guard let gate = (stage.stage as? PolicyGateStage)?.gate else { continue }
      let decision = try gate.decide(facts, actions: graph.actions, graph: decisions.isEmpty ? graph : nil)
      decisions.append(Decision(stage: index, decision: decision))
    }
    self.decisions = decisions
  }

  /// Verdicts that stand in the way of a run, as findings about the pipeline and its policies.
  public var refusals: [Diagnostic] {
    decisions.flatMap { each in
      each.decision.refusals.map { finding($0, stage: each.stage, .error) }
    }
  }

  /// Verdicts that do not stand in the way and are not met or not decided.
  public var openPoints: [Diagnostic] {
    decisions.flatMap { each in
      each.decision.verdicts.filter { $0.lets && ($0.outcome == .deny || $0.outcome == .undetermined) }
        .map { finding($0, stage: each.stage, .warning) }
    }
  }

  /// How many verdicts are met, and how many do not concern the run.
  public var counts: (met: Int, notApplicable: Int) {
    let verdicts = decisions.flatMap(\.decision.verdicts)
    return (verdicts.count { $0.outcome == .permit }, verdicts.count { $0.outcome == .notApplicable })
  }

  /// Every gate's decision with its verdicts, for programs.
  public var json: JSON {
    JSON(decisions.map { ["stage": JSON(plan.stages[$0.stage].name), "decision": $0.decision.json] })
  }

  private func finding(_ verdict: Verdict, stage: Int, _ severity: Diagnostic.Severity) -> Diagnostic {
    let outcome = verdict.outcome == .deny ? "not met" : "not decided"
    let reason = verdict.reason.map { ": " + $0 } ?? ""
    return Diagnostic(
      verdict.id, "\(verdict.citation): \(verdict.title): \(outcome)\(reason)",
      at: verdict.place.completed(by: plan.stages[stage].place), hint: verdict.remedy, severity: severity)
  }

  /// The error that a refused run ends with; nil if it may begin.
  public var refusal: SluiceError? {
    decisions.lazy.compactMap { each in
      each.decision.error.map { $0.at(Place(stage: plan.stages[each.stage].name)) }
    }.first
  }

  /// Verdicts that can only be given when the run is over.
  func concluded(_ measured: [(name: String, value: FactValue)]) throws -> [Decision] {
    var facts = facts
    for (name, value) in measured { try facts.run.set(name, value, .measured(by: "the run")) }
    return decisions.compactMap { each in
      guard let gate = (plan.stages[each.stage].stage as? PolicyGateStage)?.gate else { return nil }
      let verdicts = gate.packs.flatMap { $0.verdicts(facts, at: .end) }
      return Decision(stage: each.stage, decision: GateDecision(verdicts))
    }
  }

  /// Digests of every policy and rule pack that was applied, by name.
  var digests: JSON {
    var digests = JSONObject()
    for stage in plan.stages {
      guard let gate = (stage.stage as? PolicyGateStage)?.gate else { continue }
      for policy in gate.policies { digests[policy.uid] = JSON(policy.digest) }
      for pack in gate.packs { digests[pack.id] = JSON(pack.digest) }
    }
    return JSON(digests)
  }

  /// Countries whose law follows the records that leave a stage.
  func jurisdictions(of stage: Int) -> [String] {
    var reached: Set<Int> = []
    var waiting = [stage]
    while let index = waiting.popLast() {
      if reached.insert(index).inserted { waiting += plan.stages[index].inputs.map(\.stage) }
    }
    let names = Set(reached.map { plan.stages[$0].name })
    let places = facts.all(.dataset).filter { names.contains($0.name) }
      .flatMap { $0["dataset.jurisdiction"]?.value.elements ?? [] }
    return Array(Set(places.compactMap(\.text))).sorted()
  }
}

extension PolicyReview {
  private static func graph(of plan: Plan) throws -> FlowGraph {
    let nodes = plan.stages.map { stage in
      FlowGraph.Node(
        stage.name, kind: stage.declaration.kind, role: role(of: stage, folder: plan.pipeline.folder),
        at: stage.place)
    }
    let edges = plan.stages.flatMap { target in
      target.inputs.map { input in
        FlowGraph.Edge(
          from: plan.stages[input.stage].name, to: target.name,
          schema: plan.stages[input.stage].outputs[input.port].schema,
          derivations: plan.stages[input.stage].stage.derivations)
      }
    }
    return try FlowGraph(nodes: nodes, edges: edges)
  }

  private static func role(of stage: PlannedStage, folder: String) -> FlowGraph.Role {
    switch stage.stage {
    case is IngestStage: .source
    case is PolicyGateStage: .gate
    case let seal as SealStage:
      .sink(
        FlowGraph.Sink(
          country: seal.country, recipients: seal.recipientNames(folder: folder), isEncrypted: true,
          granularity: "tokens"))
    case is WriteStage, is TokenizerCountStage, is TokenizerTrainStage: .sink(FlowGraph.Sink())
    default: .stage
    }
  }

  private static func facts(of plan: Plan, _ graph: FlowGraph, _ date: Timestamp) throws -> FactSet {
    let json = plan.pipeline.json
    let (governance, _) = Governance.parse(
      json["governance"], purpose: json["purpose"], controller: json["controller"])
    var facts = FactSet()
    facts.add(governance.run)
    for subject in governance.subjects { facts.add(subject) }
    for case let ingest as IngestStage in plan.stages.map(\.stage) { facts.add(ingest.dataset.subject) }
    try graph.addFacts(to: &facts)
    let pipelineDigest = "sha256:" + Digest256.hash(json.canonical).hex
    let stagesDigest = "sha256:" + Digest256.hash((json["stages"] ?? [:]).canonical).hex
    let engine = Fact.Source.measured(by: "the engine")
    try facts.run.set("run.date", .instant(date), engine)
    try facts.run.set("run.pipeline", .text(pipelineDigest), engine)
    try facts.run.set("run.stages", .text(stagesDigest), engine)
    try facts.run.set("run.spillSealed", .boolean(true), engine)
    facts.scopeDigest = pipelineDigest
    facts.signoffs = try signoffs(governance, plan.pipeline)
    return facts
  }

  private static func signoffs(_ governance: Governance, _ pipeline: Pipeline) throws -> [Signoff] {
    func read(_ file: String) throws(SluiceError) -> [UInt8] {
      try InputFile.contents(of: PathResolution.resolve(PathResolution.expand(file), in: pipeline.folder))
    }
    let files = governance.signoffFiles
    guard !files.isEmpty else { return [] }
    let signers = try governance.signers.map { signer in
      var bytes = try read(signer.keyFile)
      return Signoff.Signer(
        name: signer.name, role: signer.role, key: try JWK(consuming: &bytes, file: signer.keyFile))
    }
    return try files.map { try Signoff.verify(JSON.parse(read($0), file: $0), signers: signers) }
  }
}
