import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("Label flow over the stage graph") struct FlowGraphTests {
  func verdict(_ id: String, _ graph: FlowGraph) throws -> Verdict {
    try #require(graph.verdicts().first { $0.id == id })
  }

  @Test("a treated graph behind a gate is permitted")
  func inOrder() throws {
    #expect(try World.graph().verdicts().allSatisfy { $0.outcome == .permit })
  }

  @Test("a raw identifier at a sink is refused with the path it took")
  func rawIdentifier() throws {
    let graph = try World.graph(patient: PrivacyLabel(.direct))
    let verdict = try verdict("flow-identifiers", graph)
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.explanation.children.map(\.statement) == [
        "field 'patient' (direct-identifier) reaches 'seal' by letters → permit → clean → seal"
      ])
    #expect(verdict.place.description == "p.json:9:5 (stage 'seal')")
  }

  @Test("untreated text and untreated special categories are refused")
  func untreated() throws {
    let raw = try World.graph(text: PrivacyLabel(.freeText, special: [.health]))
    #expect(try verdict("flow-text", raw).outcome == .deny)
    #expect(try verdict("flow-special", raw).outcome == .deny)
    let coded = try World.graph(text: PrivacyLabel(.none, special: [.health]))
    #expect(try verdict("flow-special", coded).outcome == .permit)
  }

  @Test("a sink that can be reached around the gate is refused")
  func gateMissing() throws {
    let verdict = try verdict("flow-gate", World.graph(gate: false))
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.explanation.children.first?.statement
        == "data reach 'seal' without a gate by letters → permit → clean → seal")
  }

  @Test("a label that falls in a stage that treats nothing is refused")
  func fallingLabel() throws {
    let source = Schema([Field("name", .string, PrivacyLabel(.direct))])
    let target = Schema([Field("name", .string)])
    let renamed = Schema([Field("other", .string)])
    func graph(_ schema: Schema, kind: String, _ derivations: [String: [String]] = [:]) throws -> FlowGraph {
      try FlowGraph(
        nodes: [
          FlowGraph.Node("in", kind: "ingest", role: .source),
          FlowGraph.Node("middle", kind: kind, role: .stage),
          FlowGraph.Node("out", kind: "write", role: .sink(FlowGraph.Sink())),
        ],
        edges: [
          FlowGraph.Edge(from: "in", to: "middle", schema: source),
          FlowGraph.Edge(from: "middle", to: "out", schema: schema, derivations: derivations),
        ])
    }
    #expect(try verdict("flow-labels", graph(target, kind: "filter")).outcome == .deny)
    #expect(try verdict("flow-labels", graph(renamed, kind: "filter")).outcome == .deny)
    #expect(try verdict("flow-labels", graph(renamed, kind: "filter", ["other": ["name"]])).outcome == .deny)
    #expect(try verdict("flow-labels", graph(renamed, kind: "filter", ["other": []])).outcome == .permit)
    #expect(try verdict("flow-labels", graph(target, kind: "anonymize")).outcome == .permit)
  }

  @Test("facts of the graph reach datasets, sinks and the run")
  func facts() throws {
    let facts = try World.facts()
    let sink = try #require(facts.all(.sink).first)
    #expect(sink["sink.fields"]?.value == .texts(["text", "patient"]))
    #expect(sink["sink.pseudonymized"]?.value == .texts(["patient"]))
    #expect(sink["sink.undeclaredRecipients"]?.value == .texts([]))
    #expect(sink["sink.country"]?.value == .text("DE"))
    #expect(sink["sink.datasets"]?.value == .texts(["https://klinikum.example/letters"]))
    #expect(facts.all(.dataset).first?["dataset.specialCategories"]?.value == .texts(["health"]))
    #expect(facts.run["run.places"]?.value == .texts(["DE", "FI"]))
    #expect(facts.run["run.anonymized"]?.value == .boolean(true))
    #expect(facts.run["run.recipientRoles"]?.value == .texts(["processor"]))
  }

  @Test("the actions asked for follow from the stages")
  func actions() throws {
    #expect(try World.graph().actions == ["read", "anonymize", "distribute", "sluice:train"])
  }

  @Test("stages of one name and edges to nowhere are refused")
  func malformed() {
    let node = FlowGraph.Node("a", kind: "ingest", role: .source)
    #expect(throws: SluiceError.self) { try FlowGraph(nodes: [node, node], edges: []) }
    #expect(throws: SluiceError.self) {
      try FlowGraph(nodes: [node], edges: [FlowGraph.Edge(from: "a", to: "b", schema: Schema([]))])
    }
  }

  /// A random graph in which every stage but the anonymizing ones passes labels on as they are.
  struct RandomGraph {
    var nodes: [FlowGraph.Node] = []
    var edges: [FlowGraph.Edge] = []
    /// Whether a raw identifier, or a path without gate, reaches a sink; worked out node by node.
    var leaks = false
    var isUngated = false

    init(_ random: inout SplitMix) {
      let count = 4 + random.below(8)
      var carries: [Set<String>] = []
      var open: [Bool] = []
      for position in 0..<count {
        let name = "s\(position)"
        let isSource = position == 0 || random.below(6) == 0
        let inputs = isSource ? [] : (0..<1 + random.below(3)).map { _ in random.below(position) }
        let kind =
          isSource ? "ingest" : ["filter", "anonymize", "policy.gate", "route", "write"][random.below(5)]
        let schemaOf = { (fields: Set<String>) in
          Schema(
            fields.sorted().map { field in
              Field(
                field, .string, PrivacyLabel(.direct, treatment: field.hasPrefix("raw") ? .raw : .removed))
            })
        }
        let usable = inputs.filter { nodes[$0].kind != "write" }
        for input in Set(usable).sorted() {
          edges.append(FlowGraph.Edge(from: "s\(input)", to: name, schema: schemaOf(carries[input])))
        }
        let arriving = usable.reduce(into: Set<String>()) { $0.formUnion(carries[$1]) }
        let isOpen = isSource || usable.contains { open[$0] }
        let role: FlowGraph.Role =
          isSource
          ? .source : kind == "policy.gate" ? .gate : kind == "write" ? .sink(FlowGraph.Sink()) : .stage
        nodes.append(FlowGraph.Node(name, kind: kind, role: role))
        if kind == "write" {
          leaks = leaks || arriving.contains { $0.hasPrefix("raw") }
          isUngated = isUngated || isOpen
        }
        carries.append(
          isSource
            ? ["raw\(random.below(3))"] : kind == "anonymize" && random.below(4) > 0 ? ["clean"] : arriving)
        open.append(isOpen && kind != "policy.gate")
      }
    }
  }

  @Test("over random graphs a raw identifier never reaches a sink with a permit, nor data around a gate")
  func randomGraphs() throws {
    var random = SplitMix(seed: 2026)
    var refused = 0
    for _ in 0..<2000 {
      let made = RandomGraph(&random)
      let graph = try FlowGraph(nodes: made.nodes, edges: made.edges)
      #expect((try verdict("flow-identifiers", graph).outcome == .deny) == made.leaks)
      #expect((try verdict("flow-gate", graph).outcome == .deny) == made.isUngated)
      let decision = try Gate().decide(FactSet(), actions: [], graph: graph)
      if made.leaks || made.isUngated {
        refused += 1
        #expect(!decision.isPermitted)
      }
    }
    #expect(refused > 300)
  }
}
