import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("Evaluation of ODRL policies") struct OdrlEvaluationTests {
  static func policy(_ rules: String, kind: String = "Set", uid: String = "urn:agreement:1") throws
    -> OdrlPolicy
  {
    let text = """
      { "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "\(kind)", "uid": "\(uid)",
        "assigner": "did:web:provider.example", "assignee": "did:web:klinikum.example", \(rules) }
      """
    let (policy, findings) = OdrlPolicy.parse(try JSON.parse(text, file: "policy.json"))
    return try #require(policy, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  static func decide(
    _ rules: String, _ action: String = "sluice:train", _ changes: [(String, FactValue?)] = []
  ) throws -> GateDecision {
    let changes: [(String, FactValue?)] = [("recipient.role", .text("controller"))] + changes
    return try Gate(policies: [policy(rules)]).decide(World.facts(changes), actions: [action])
  }

  func outcome(
    _ rules: String, _ action: String = "sluice:train", _ changes: [(String, FactValue?)] = []
  ) throws -> Verdict.Outcome { try Self.decide(rules, action, changes).outcome }

  static func constraint(_ left: String, _ op: String, _ right: String) -> String {
    #"{ "leftOperand": "\#(left)", "operator": "\#(op)", "rightOperand": \#(right) }"#
  }

  static func permission(_ constraints: String...) -> String {
    #""permission": [{ "action": "use", "constraint": [\#(constraints.joined(separator: ", "))] }]"#
  }

  static func prohibition(_ constraints: String...) -> String {
    #""prohibition": [{ "action": "use", "constraint": [\#(constraints.joined(separator: ", "))] }]"#
  }

  @Test("a permission of an action covers what the action includes")
  func actionHierarchy() throws {
    let rules = #""permission": [{ "action": "use" }]"#
    #expect(try outcome(rules, "sluice:tokenize") == .permit)
    #expect(try outcome(rules, "extract") == .permit)
    #expect(try outcome(rules, "sell") == .deny)
    #expect(try outcome(#""permission": [{ "action": "reproduce" }]"#, "extract") == .permit)
    #expect(try outcome(#""permission": [{ "action": "extract" }]"#, "reproduce") == .deny)
    #expect(try outcome(#""permission": [{ "action": "copy" }]"#, "reproduce") == .permit)
  }

  @Test("a permission to train brings what training needs, but not to distribute")
  func implied() throws {
    let rules = #""permission": [{ "action": "sluice:train" }]"#
    for action in ["read", "sluice:tokenize", "anonymize", "sluice:filter"] {
      #expect(try outcome(rules, action) == .permit, "\(action)")
    }
    #expect(try outcome(rules, "distribute") == .deny)
  }

  @Test("a prohibition covers what the action includes, but not what it implies")
  func forbidden() throws {
    let all = #""permission": [{ "action": "use" }], "prohibition": [{ "action": "reproduce" }]"#
    #expect(try outcome(all, "extract") == .deny)
    #expect(try outcome(all, "distribute") == .permit)
    let train = #""permission": [{ "action": "use" }], "prohibition": [{ "action": "sluice:train" }]"#
    #expect(try outcome(train, "sluice:train") == .deny)
    #expect(try outcome(train, "read") == .permit)
  }

  @Test("without a permission nothing is permitted")
  func closedWorld() throws {
    #expect(try outcome(#""prohibition": [{ "action": "sell" }]"#, "read") == .deny)
    #expect(try outcome(#""obligation": [{ "action": "inform" }]"#, "read") == .deny)
  }

  @Test("conflicts end as the strategy says")
  func conflicts() throws {
    let rules = #""permission": [{ "action": "use" }], "prohibition": [{ "action": "use" }]"#
    #expect(try outcome(rules) == .deny)
    #expect(try outcome(#""conflict": "prohibit", "# + rules) == .deny)
    #expect(try outcome(#""conflict": "perm", "# + rules) == .permit)
    #expect(try outcome(#""conflict": "invalid", "# + rules) == .deny)
    let free = #""permission": [{ "action": "use" }], "prohibition": [{ "action": "sell" }]"#
    #expect(try outcome(#""conflict": "invalid", "# + free) == .permit)
  }

  @Test("an open prohibition denies, and names the missing fact")
  func openProhibition() throws {
    let rules =
      #""permission": [{ "action": "use" }], "#
      + Self.prohibition(Self.constraint("sluice:permitId", "eq", #""P-7""#))
    let decision = try Self.decide(rules)
    #expect(decision.outcome == .undetermined)
    #expect(!decision.isPermitted)
    #expect(decision.refusals.first?.missing == ["permit.id"])
    #expect(decision.error?.code == .refused)
  }

  @Test("each constraint of a permission must hold; a missing fact leaves it open")
  func constraints() throws {
    let date = Self.constraint("dateTime", "lt", #"{ "@value": "2027-01-01", "@type": "xsd:date" }"#)
    #expect(try outcome(Self.permission(date)) == .permit)
    #expect(try outcome(Self.permission(date), "use", [("run.date", FactValue(date: "2027-01-01"))]) == .deny)
    #expect(try outcome(Self.permission(date), "use", [("run.date", nil)]) == .undetermined)
    let recall = Self.constraint("sluice:detectorRecall", "gteq", "0.98")
    #expect(try outcome(Self.permission(date, recall)) == .deny)
  }

  @Test("the three logical operands and the sequence join constraints")
  func logic() throws {
    let yes = Self.constraint("sluice:kAnonymity", "gteq", "5")
    let no = Self.constraint("sluice:kAnonymity", "gteq", "10")
    let open = Self.constraint("sluice:permitId", "eq", #""P-7""#)
    func joined(_ logic: String, _ parts: String...) throws -> Verdict.Outcome {
      try outcome(Self.permission(#"{ "\#(logic)": [\#(parts.joined(separator: ", "))] }"#))
    }
    #expect(try joined("and", yes, yes) == .permit)
    #expect(try joined("and", yes, no) == .deny)
    #expect(try joined("and", no, open) == .deny)
    #expect(try joined("andSequence", yes, open) == .undetermined)
    #expect(try joined("or", no, yes) == .permit)
    #expect(try joined("or", no, open) == .undetermined)
    #expect(try joined("or", yes, open) == .permit)
    #expect(try joined("xone", yes, no) == .permit)
    #expect(try joined("xone", yes, yes) == .deny)
    #expect(try joined("xone", yes, open) == .undetermined)
    #expect(try joined("xone", yes, yes, open) == .deny)
    #expect(try joined("and", yes, #"{ "or": [\#(no), { "xone": [\#(yes), \#(no)] }] }"#) == .permit)
  }

  @Test("a run of many purposes needs each permitted, and is stopped by any that is prohibited")
  func manyPurposes() throws {
    let both: [(String, FactValue?)] = [("purposes", .texts(["ScientificResearch", "DirectMarketing"]))]
    let research = Self.constraint("purpose", "isA", #""dpv:ResearchAndDevelopment""#)
    let marketing = Self.constraint("purpose", "eq", #""https://w3id.org/dpv#Marketing""#)
    #expect(try outcome(Self.permission(research)) == .permit)
    #expect(try outcome(Self.permission(research), "use", both) == .deny)
    let two =
      #""permission": [{ "action": "use", "constraint": \#(research) }, { "action": "use", "constraint": \#(marketing) }]"#
    #expect(try outcome(two, "use", both) == .permit)
    let banned = #""permission": [{ "action": "use" }], "# + Self.prohibition(marketing)
    #expect(try outcome(banned) == .permit)
    #expect(try outcome(banned, "use", both) == .deny)
  }

  @Test("a wider purpose than the one permitted or prohibited leaves the answer open")
  func widerPurpose() throws {
    let narrow = Self.constraint("purpose", "eq", #""AcademicResearch""#)
    let wide: [(String, FactValue?)] = [("purposes", .texts(["ResearchAndDevelopment"]))]
    #expect(try outcome(Self.permission(narrow), "use", wide) == .undetermined)
    #expect(
      try outcome(#""permission": [{ "action": "use" }], "# + Self.prohibition(narrow), "use", wide)
        == .undetermined)
  }

  @Test("places are countries in regions; one place outside stops the run")
  func places() throws {
    let union = Self.constraint("spatial", "isPartOf", #"{ "@id": "https://w3id.org/dpv/loc#EU" }"#)
    #expect(try outcome(Self.permission(union)) == .permit)
    #expect(try outcome(Self.permission(union), "use", [("run.places", .texts(["DE", "US"]))]) == .deny)
    #expect(try outcome(Self.permission(union), "use", [("run.places", nil)]) == .undetermined)
    let europe = Self.constraint(
      "spatial", "isAnyOf",
      #"["http://publications.europa.eu/resource/authority/country/FIN", "DEU"]"#)
    #expect(try outcome(Self.permission(europe)) == .permit)
  }

  @Test("refinements of an action narrow the rule to it")
  func refinements() throws {
    let rules = #"""
      "permission": [{ "action": [{ "rdf:value": { "@id": "odrl:distribute" },
        "refinement": [{ "leftOperand": "sluice:kAnonymity", "operator": "gteq",
                         "rightOperand": { "@value": "5", "@type": "xsd:integer" } }] }] }]
      """#
    #expect(try outcome(rules, "distribute") == .permit)
    #expect(try outcome(rules, "distribute", [("run.kAnonymity", .integer(4))]) == .deny)
    #expect(try outcome(rules, "distribute", [("run.kAnonymity", nil)]) == .undetermined)
  }

  @Test("rules speak of their target and assignee, or of collections they belong to")
  func parties() throws {
    let target = #""permission": [{ "action": "use", "target": "https://klinikum.example/letters" }]"#
    #expect(try outcome(target) == .permit)
    let other = #""permission": [{ "action": "use", "target": "https://klinikum.example/images" }]"#
    #expect(try outcome(other) == .deny)
    let collection = #"""
      "permission": [{ "action": "use",
        "target": { "@type": "AssetCollection", "source": "https://klinikum.example/all" } }]
      """#
    #expect(try outcome(collection) == .deny)
    #expect(
      try outcome(collection, "use", [("dataset.partOf", .texts(["https://klinikum.example/all"]))])
        == .permit)
    let somebody = #""permission": [{ "action": "use", "assignee": "did:web:other.example" }]"#
    #expect(try outcome(somebody) == .deny)
    #expect(try outcome(somebody, "use", [("controller.id", nil)]) == .undetermined)
  }

  @Test("a duty of a permission must be performed before, or be discharged by the pipeline")
  func duties() throws {
    func with(_ duty: String) -> String { #""permission": [{ "action": "use", "duty": [\#(duty)] }]"# }
    let anonymize = with(#"{ "action": "anonymize" }"#)
    #expect(try outcome(anonymize) == .permit)
    #expect(try outcome(anonymize, "use", [("run.anonymized", .boolean(false))]) == .deny)
    let inform = with(#"{ "uid": "urn:duty:1", "action": "inform" }"#)
    #expect(try outcome(inform) == .undetermined)
    #expect(try Self.decide(inform).refusals.first?.missing == ["duties.performed"])
    #expect(try outcome(inform, "use", [("duties.performed", .texts(["urn:duty:1"]))]) == .permit)
    #expect(try outcome(inform, "use", [("duties.performed", .texts([]))]) == .deny)
  }

  @Test("a duty whose conditions do not hold is not in force")
  func conditionedDuty() throws {
    let rules = #"""
      "permission": [{ "action": "use", "duty": [{ "action": "compensate", "constraint": [
        { "leftOperand": "purpose", "operator": "isA", "rightOperand": "dpv:CommercialPurpose" }] }] }]
      """#
    #expect(try outcome(rules) == .permit)
    let commercial: [(String, FactValue?)] = [("purposes", .texts(["CommercialResearch"]))]
    #expect(try outcome(rules, "use", commercial) == .undetermined)
    #expect(try outcome(rules, "use", commercial + [("duties.performed", .texts(["compensate"]))]) == .permit)
    #expect(try outcome(rules, "use", [("purposes", nil)]) == .undetermined)
  }

  @Test("a duty to delete becomes a timer, is broken by a longer retention, and by the passing of its time")
  func deletion() throws {
    let rules = #"""
      "permission": [{ "action": "use", "duty": [{ "uid": "urn:duty:delete", "action": "delete", "constraint": [
        { "leftOperand": "dateTime", "operator": "lteq",
          "rightOperand": { "@value": "2031-12-31", "@type": "xsd:date" } }] }] }]
      """#
    let decision = try Self.decide(rules)
    #expect(decision.isPermitted)
    #expect(decision.duties.map(\.action) == ["delete"])
    #expect(decision.duties.first?.due == FactValue(date: "2031-12-31"))
    #expect(decision.duties.first?.uid == "urn:duty:delete")
    #expect(try outcome(rules, "use", [("retention.eraseBy", FactValue(date: "2032-01-01"))]) == .deny)
    #expect(try outcome(rules, "use", [("run.date", FactValue(date: "2032-01-01"))]) == .deny)
  }

  @Test("obligations are put on record, and refuse the run once they are broken")
  func obligations() throws {
    let use = #""permission": [{ "action": "use" }], "#
    let open = try Self.decide(use + #""obligation": [{ "action": "attribute" }]"#)
    #expect(open.isPermitted)
    #expect(open.duties.map(\.action) == ["attribute"])
    let late =
      use + #"""
        "obligation": [{ "action": "inform", "constraint": [
          { "leftOperand": "dateTime", "operator": "lt", "rightOperand": "2026-06-01" }] }]
        """#
    #expect(try outcome(late) == .deny)
    #expect(try outcome(late, "use", [("duties.performed", .texts(["inform"]))]) == .permit)
    let broken = use + #""obligation": [{ "action": "anonymize" }]"#
    #expect(try outcome(broken, "use", [("run.anonymized", .boolean(false))]) == .deny)
  }

  @Test("a dataset needs a policy that is about it, and the agreement that it names")
  func agreementOfDataset() throws {
    let rules = #""permission": [{ "action": "use" }]"#
    let facts = try World.facts()
    let other = try Gate(policies: [Self.policy(rules, uid: "urn:agreement:2")]).decide(
      facts, actions: ["use"])
    #expect(other.refusals.map(\.id) == ["agreement/letters"])
    let elsewhere = #""permission": [{ "action": "use", "target": "urn:x:1" }]"#
    let none = try Gate(policies: [Self.policy(elsewhere)]).decide(facts, actions: ["use"])
    #expect(none.outcome == .deny)
    let two = try Gate(policies: [Self.policy(elsewhere), Self.policy(rules, uid: "urn:agreement:2")])
    #expect(try two.decide(facts, actions: ["use"]).isPermitted)
  }

  @Test("one policy's prohibition stands against another policy's permission")
  func severalPolicies() throws {
    let permit = try Self.policy(#""permission": [{ "action": "use" }]"#)
    let forbid = try Self.policy(#""prohibition": [{ "action": "sluice:train" }]"#, uid: "urn:x:2")
    let gate = Gate(policies: [permit, forbid])
    #expect(try gate.decide(World.facts(), actions: ["sluice:train"]).outcome == .deny)
    #expect(try gate.decide(World.facts(), actions: ["read"]).outcome == .permit)
  }

  @Test("too many combinations of values leave the answer open instead of taking for ever")
  func combinations() throws {
    let many = FactValue.texts((0..<100).map { "urn:x:\($0)" })
    let rules = Self.permission(
      Self.constraint("purpose", "neq", #""Marketing""#), Self.constraint("recipient", "neq", #""urn:x:y""#))
    #expect(try outcome(rules, "use", [("purposes", many), ("run.recipients", many)]) == .undetermined)
  }
}
