import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("Decisions of a gate") struct GateDecisionTests {
  func decision(_ changes: [(String, FactValue?)] = []) throws -> GateDecision {
    let policy = try OdrlEvaluationTests.policy(#""permission": [{ "action": "use" }]"#)
    let gate = Gate(policies: [policy], packs: [try RulePack.builtIn("eu-gdpr")])
    let graph = try World.graph()
    return try gate.decide(World.facts(changes), actions: graph.actions, graph: graph)
  }

  @Test("permit a run in order; warnings do not stop it")
  func permitted() throws {
    let decision = try decision()
    #expect(decision.isPermitted, "\(decision.refusals.map(\.text))")
    #expect(decision.error == nil)
    #expect(decision.verdicts.contains { $0.severity == .warning && $0.outcome == .undetermined })
  }

  @Test("refuse with exit code 3, the first reason, its place and what to do")
  func refused() throws {
    let decision = try decision([("dataset.retention.eraseBy", nil)])
    let error = try #require(decision.error)
    #expect(error.code == .refused)
    #expect(
      error.message
        == "GDPR Article 5(1)(e), 30(1)(f): Data are used within their storage time: undetermined; missing: dataset.retention.eraseBy of 'letters'"
    )
    #expect(error.hint == "declare dataset.retention.eraseBy; erase data whose time is over")
    #expect(error.place.file == "p.json")
  }

  @Test("say in the error which field came which way, or which facts decided")
  func reasons() throws {
    let graph = try World.graph(patient: PrivacyLabel(.direct))
    let flow = try Gate().decide(World.facts(), actions: [], graph: graph)
    #expect(
      flow.error?.message
        == "GDPR Article 5(1)(c), 25(1): No untreated direct identifier reaches a sink: deny; field 'patient' (direct-identifier) reaches 'seal' by letters → permit → clean → seal"
    )
    let late = try decision([("dataset.retention.eraseBy", FactValue(date: "2026-11-19"))])
    #expect(
      late.error?.message.hasSuffix(
        "deny; run.date is 2026-11-20T12:00:00Z, dataset.retention.eraseBy is 2026-11-19")
        ?? false, "\(late.error?.message ?? "")")
  }

  @Test("ask to distribute only where somebody beside the controller's processors can open the output")
  func distribution() throws {
    let train = try OdrlEvaluationTests.policy(#""permission": [{ "action": "sluice:train" }]"#)
    let graph = try World.graph()
    func outcome(_ changes: [(String, FactValue?)]) throws -> Verdict.Outcome {
      try Gate(policies: [train]).decide(World.facts(changes), actions: graph.actions).outcome
    }
    #expect(try outcome([]) == .permit)
    #expect(try outcome([("recipient.role", .text("controller"))]) == .deny)
    #expect(try outcome([("sink.recipients", .texts(["somebody"]))]) == .deny)
  }

  @Test("render the same JSON for the same facts, with every fact's source")
  func json() throws {
    let one = try decision().json
    #expect(try decision().json.canonical == one.canonical)
    let verdict = try #require(one["verdicts"]?.array?.first { $0["id"]?.string == "g-5-1-f" })
    #expect(
      verdict.compact
        == #"{"id":"g-5-1-f","title":"Output with personal data is encrypted","act":"GDPR","provision":"Article 5(1)(f), 32(1)(a)","eli":"http://data.europa.eu/eli/reg/2016/679/oj","kind":["A"],"severity":"error","outcome":"permit","place":"p.json:9:5 (stage 'seal')","explanation":{"statement":"A sink that personal data can reach encrypts what it writes.","truth":"satisfied","because":[{"statement":"sink 'seal'","truth":"satisfied","place":"p.json:9:5 (stage 'seal')","because":[{"statement":"sink.encrypted","truth":"satisfied","facts":[{"name":"sink.encrypted","subject":"seal","value":true,"source":"derived from the labels of the stage graph"}]}]}]}}"#
    )
  }

  @Test("explain a verdict in text, fact by fact")
  func text() throws {
    let verdict = try #require(
      try decision([("sink.encrypted", .boolean(false))]).verdicts.first { $0.id == "g-5-1-f" })
    #expect(
      verdict.text == """
        deny: g-5-1-f: Output with personal data is encrypted [GDPR Article 5(1)(f), 32(1)(a); A]
          at p.json:9:5 (stage 'seal')
          remedy: end the path in a stage 'seal'
          no  A sink that personal data can reach encrypts what it writes.
            no  sink 'seal'
              no  sink.encrypted
                  sink.encrypted of 'seal' = false (declared in sink.encrypted)
        """)
  }

  @Test("explanations say what the evaluation says, for every rule of the pack")
  func explanationsAgree() throws {
    let pack = try RulePack.builtIn("eu-gdpr")
    var random = SplitMix(seed: 11)
    let names = FactRegistry.names
    for _ in 0..<30 {
      let facts = try World.facts((0..<12).map { _ in (names[random.below(names.count)], nil) })
      for rule in pack.rules {
        for subject in facts.all(rule.scope) {
          let context = RuleContext(facts, subject: subject)
          for condition in [rule.when, rule.require] {
            let explanation = condition.explanation(context)
            #expect(explanation.truth == condition.truth(context))
            #expect(
              explanation.truth != .undetermined || !explanation.missing.isEmpty, "\(rule.id): \(condition)")
          }
        }
      }
    }
  }
}

@Suite("Facts as evidence") struct FactSetTests {
  @Test("list every known fact once, with its source")
  func json() throws {
    let facts = try World.facts()
    let json = facts.json
    #expect(
      json.object?.keys == ["run", "dataset", "sink", "recipient", "processor", "keyHolder", "request"])
    let run = try #require(json["run"]?.array?.first?["facts"]?.array)
    #expect(
      run.contains {
        $0["name"] == "run.kAnonymity" && $0["value"] == 7 && $0["source"] == "measured by the test"
      })
    #expect(Set(run.compactMap { $0["name"]?.string }).count == run.count)
  }

  @Test("refuse names, scopes and types that the registry does not have")
  func wrongFacts() {
    var subject = FactSet.Subject("run", scope: .run)
    #expect(throws: SluiceError.self) { try subject.set("run.dat", .boolean(true), .measured(by: "x")) }
    #expect(throws: SluiceError.self) {
      try subject.set("sink.encrypted", .boolean(true), .measured(by: "x"))
    }
    #expect(throws: SluiceError.self) { try subject.set("run.date", .boolean(true), .measured(by: "x")) }
  }
}
