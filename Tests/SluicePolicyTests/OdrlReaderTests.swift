import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("Reading of ODRL policies") struct OdrlReaderTests {
  static let compact = #"""
    { "@context": ["http://www.w3.org/ns/odrl.jsonld", { "ex": "https://example.org/" }],
      "@type": "Agreement", "uid": "ex:1", "profile": "urn:sluice:policy", "dct:title": "A title",
      "assigner": "https://example.org/provider", "assignee": { "@id": "ex:consumer" },
      "permission": { "target": "ex:data", "action": "use",
        "constraint": { "leftOperand": "purpose", "operator": "isA", "rightOperand": "dpv:ResearchAndDevelopment" } } }
    """#

  static let expanded = #"""
    [{ "@id": "ex:1", "@type": ["http://www.w3.org/ns/odrl/2/Agreement", "http://www.w3.org/ns/odrl/2/Policy"],
      "http://purl.org/dc/terms/title": [{ "@value": "A title" }],
      "http://www.w3.org/ns/odrl/2/profile": [{ "@id": "urn:sluice:policy" }],
      "http://www.w3.org/ns/odrl/2/assigner": [{ "@id": "https://example.org/provider" }],
      "http://www.w3.org/ns/odrl/2/assignee": [{ "@id": "https://example.org/consumer" }],
      "http://www.w3.org/ns/odrl/2/permission": [{
        "http://www.w3.org/ns/odrl/2/target": [{ "@id": "https://example.org/data" }],
        "http://www.w3.org/ns/odrl/2/action": [{ "@id": "http://www.w3.org/ns/odrl/2/use" }],
        "http://www.w3.org/ns/odrl/2/constraint": [{
          "http://www.w3.org/ns/odrl/2/leftOperand": [{ "@id": "http://www.w3.org/ns/odrl/2/purpose" }],
          "http://www.w3.org/ns/odrl/2/operator": [{ "@id": "http://www.w3.org/ns/odrl/2/isA" }],
          "http://www.w3.org/ns/odrl/2/rightOperand": [{ "@id": "https://w3id.org/dpv#ResearchAndDevelopment" }] }] }] }]
    """#

  static let prefixed = #"""
    { "@context": { "o": "http://www.w3.org/ns/odrl/2/", "ex": "https://example.org/", "type": "@type" },
      "@graph": [{ "@id": "ex:1", "type": "o:Agreement", "o:profile": "urn:sluice:policy",
        "o:assigner": "ex:provider", "o:assignee": "ex:consumer",
        "o:permission": [{ "o:target": { "@id": "ex:data" }, "o:action": { "@id": "o:use" },
          "o:constraint": [{ "o:leftOperand": { "@id": "o:purpose" }, "o:operator": { "@id": "o:isA" },
                             "o:rightOperand": { "@list": [{ "@value": "ResearchAndDevelopment" }] } }] }] }] }
    """#

  static let dataspace = #"""
    { "@context": ["https://w3id.org/dspace/2025/1/context.jsonld"], "@type": "ContractAgreementMessage",
      "providerPid": "urn:uuid:a", "consumerPid": "urn:uuid:b",
      "agreement": { "@id": "ex:1", "@type": "Agreement", "target": "https://example.org/data",
        "assigner": "https://example.org/provider", "assignee": "https://example.org/consumer",
        "timestamp": "2026-01-01T00:00:00Z",
        "permission": [{ "action": "use", "constraint": [
          { "leftOperand": "UsagePurpose", "operator": "isA", "rightOperand": "dpv:ResearchAndDevelopment" }] }] } }
    """#

  func parse(_ text: String) throws -> (OdrlPolicy?, [Diagnostic]) {
    OdrlPolicy.parse(try JSON.parse(text, file: "p.json"))
  }

  @Test(
    "compact, expanded, prefixed and enveloped forms mean the same",
    arguments: [compact, expanded, prefixed, dataspace])
  func forms(_ text: String) throws {
    let (policy, findings) = try parse(text)
    #expect(findings.isEmpty, "\(findings.map(\.description))")
    let read = try #require(policy)
    #expect(read.kind == .agreement && read.uid == "ex:1" && read.conflict == .prohibit)
    let rule = try #require(read.permissions.first)
    #expect(rule.actions.map(\.name) == ["use"])
    #expect(rule.targets.map(\.id) == ["https://example.org/data"])
    #expect(rule.assignees.map(\.id) == ["https://example.org/consumer"])
    guard case .atomic(let atomic)? = rule.constraints.first else {
      Issue.record("no constraint")
      return
    }
    #expect(atomic.comparison == .isA && atomic.right == [.text("ResearchAndDevelopment")])
    #expect(FactRegistry.all[atomic.fact].name == "purposes")
  }

  @Test("the digest depends on what is said, not on how it is laid out")
  func digest() throws {
    let one = try #require(try parse(Self.compact).0)
    let spaced = Self.compact.replacing("\n", with: "\n\n")
    #expect(try parse(spaced).0?.digest == one.digest)
    #expect(one.digest.hasPrefix("sha256:") && one.digest.count == 71)
    #expect(try parse(Self.compact.replacing("ex:1", with: "ex:2")).0?.digest != one.digest)
  }

  /// A rule in a policy, or a whole policy, and the finding it makes.
  static let broken: [(String, String)] = [
    (
      rule(#""action": "usee""#),
      "3:31: error: 'usee' is no action of ODRL or of the profile 'sluice' [unknown-action] | did you mean 'use'?"
    ),
    (
      rule(#""actions": "use", "action": "use""#),
      "3:21: error: a permission has no key 'actions' [unknown-key] | did you mean 'action'?"
    ),
    (rule(#""target": "urn:x:1""#), "3:19: error: a permission lacks 'action' [missing-key]"),
    (rule(#""action": { "refinement": [] }"#), "3:31: error: an action lacks its '@id' [missing-key]"),
    (
      constraint("purpos", "eq", #""Marketing""#),
      "4:20: error: 'purpos' is no left operand of ODRL or of the profile 'sluice' [unknown-operand] | did you mean 'purpose'?"
    ),
    (
      constraint("elapsedTime", "lt", #""P1D""#),
      "4:20: error: the engine has no fact for the left operand 'elapsedTime' [unsupported]"
    ),
    (
      constraint("sluice:kAnonimity", "gteq", "5"),
      "4:20: error: 'sluice:kAnonimity' is no left operand of ODRL or of the profile 'sluice' [unknown-operand] | did you mean 'sluice:kAnonymity'?"
    ),
    (
      constraint("purpose", "equals", #""Marketing""#),
      "5:15: error: 'equals' is no operator of ODRL [unknown-operator] | one of: eq, gt, gteq, hasPart, isA, isAllOf, isAnyOf, isNoneOf, isPartOf, lt, lteq, neq"
    ),
    (
      constraint("purpose", "lt", #""Marketing""#),
      "4:3: error: 'lt' needs an order, and 'purpose' is a purpose [wrong-operator]"
    ),
    (
      constraint("purpose", "eq", #""dpv:Reserch""#),
      "6:19: error: 'purpose' is compared with a purpose, not with 'dpv:Reserch' [wrong-value] | a term such as ScientificResearch, or an IRI"
    ),
    (
      constraint("purpose", "eq", #""dpv:Advertizing""#),
      "6:19: error: 'purpose' is compared with a purpose, not with 'dpv:Advertizing' [wrong-value] | did you mean 'Advertising'?"
    ),
    (
      constraint("spatial", "eq", #""Atlantis""#),
      "6:19: error: 'spatial' is compared with a country or region, not with 'Atlantis' [wrong-value] | two or three letters of ISO 3166-1, or EU, EEA"
    ),
    (
      constraint("dateTime", "lt", #""tomorrow""#),
      "6:19: error: 'dateTime' is compared with a date, not with 'tomorrow' [wrong-value] | a day, or an instant with its time zone"
    ),
    (
      constraint("dateTime", "lt", #""2026-01-01T00:00:00""#),
      "6:19: error: 'dateTime' is compared with a date, not with '2026-01-01T00:00:00' [wrong-value] | a day, or an instant with its time zone"
    ),
    (
      constraint("dateTime", "lt", #"{ "@value": "2026-01-01", "@type": "xsd:gYear" }"#),
      "6:19: error: the datatype 'xsd:gYear' is not understood [unknown-datatype] | one of: xsd:anyURI, xsd:boolean, xsd:date, xsd:dateTime, xsd:dateTimeStamp, xsd:decimal, xsd:double, xsd:duration, xsd:float, xsd:int, xsd:integer, xsd:long, xsd:nonNegativeInteger, xsd:positiveInteger, xsd:string"
    ),
    (
      constraint("dateTime", "lt", #"{ "@value": "2026-01-01", "@type": "xsd:integer" }"#),
      "6:19: error: 'xsd:integer' does not fit a date [wrong-datatype]"
    ),
    (
      constraint("sluice:dataCategory", "eq", #""helth""#),
      "6:19: error: 'sluice:dataCategory' is compared with a word of 'data-category', not with 'helth' [wrong-value] | did you mean 'health'?"
    ),
    (
      constraint("count", "lteq", #"["1", "2"]"#), "6:19: error: 'lteq' takes one right operand [wrong-arity]"
    ),
    (
      constraint("count", "lteq", #"5, "unit": "http://example.org/times""#),
      "6:22: error: 'unit' of a constraint is not understood [unsupported] | no operand of the engine has a unit"
    ),
    (
      constraint("count", "lteq", #"5, "rightOperandReference": "http://example.org/n""#),
      "6:22: error: 'rightOperandReference' of a constraint is not understood [unsupported] | write the value as 'rightOperand'"
    ),
    (
      constraint("count", "lteq", #"5, "dataTyp": "xsd:int""#),
      "6:22: error: a constraint has no key 'dataTyp' [unknown-key] | did you mean 'dataType'?"
    ),
    (
      rule(#""action": "use", "constraint": { "and": [], "or": [] }"#),
      "3:52: error: a constraint has one logical operand and nothing beside it [ambiguous]"
    ),
    (
      rule(#""action": "use", "constraint": { "xone": [] }"#),
      "3:52: error: 'xone' joins no constraints [missing-key]"
    ),
    (
      rule(#""action": "use", "constraint": "always""#),
      "3:52: error: a constraint must be an object, not a string [wrong-type]"
    ),
    (
      rule(#""action": "use", "duty": [{ "target": "urn:x:1" }]"#),
      "3:47: error: a duty lacks 'action' [missing-key]"
    ),
    (
      rule(#""action": "use", "remedy": []"#),
      "3:38: error: a permission has no key 'remedy' [unknown-key] | one of: action, assignee, assigner, constraint, duty, target, uid"
    ),
    (
      policy(#""@type": "Offer", "permission": [{ "action": "use" }]"#),
      "2:12: error: a policy of class 'Offer' grants nothing and is not evaluated [not-evaluable] | an Agreement or a Set is"
    ),
    (
      policy(#""@type": "Contract", "permission": [{ "action": "use" }]"#),
      "2:12: error: 'Contract' is no class of policies [unknown-class] | one of: Agreement, Set"
    ),
    (
      policy(#""conflict": "permit", "permission": [{ "action": "use" }]"#),
      "2:15: error: 'permit' is no strategy for conflicts [unknown-word] | did you mean 'perm'?"
    ),
    (
      policy(#""profile": "urn:other", "permission": [{ "action": "use" }]"#),
      "2:14: error: the profile 'urn:other' is not understood [unknown-profile]"
    ),
    (
      policy(#""inheritFrom": "urn:x:0", "permission": [{ "action": "use" }]"#),
      "2:3: error: policies that inherit are not evaluable [unsupported] | write the inherited rules into the policy"
    ),
    (
      policy(#""permision": [{ "action": "use" }]"#),
      "2:3: error: a policy has no key 'permision' [unknown-key] | did you mean 'permission'?"
    ),
    (
      policy(#""permission": []"#),
      "1:1: error: the policy has no permission, prohibition or obligation [missing-key]"
    ),
    (
      policy(#""@type": "Agreement", "permission": [{ "action": "use" }]"#),
      "1:1: error: an Agreement names its assigner [missing-key]"
    ),
    (
      #"{ "uid": "urn:x:1", "permission": [{ "action": "use" }] }"#,
      "1:1: error: the policy uses words of ODRL without its context [missing-context] | add \"@context\": \"http://www.w3.org/ns/odrl.jsonld\""
    ),
    (
      #"{ "@context": "http://www.w3.org/ns/odrl.json", "uid": "urn:x:1", "permission": [{ "action": "use" }] }"#,
      "1:15: error: the context 'http://www.w3.org/ns/odrl.json' is not part of the program, and nothing is fetched [unknown-context] | did you mean 'http://www.w3.org/ns/odrl.jsonld'?"
    ),
    ("[]", "1:1: error: expected one policy, not 0 [wrong-type]"),
    ("7", "1:1: error: a policy must be an object, not a whole number [wrong-type]"),
  ]

  static func policy(_ body: String) -> String {
    "{ \"@context\": \"http://www.w3.org/ns/odrl.jsonld\", \"uid\": \"urn:x:1\",\n  \(body) }"
  }

  static func rule(_ body: String) -> String { policy("\n  \"permission\": [ { \(body) } ]") }

  static func constraint(_ left: String, _ op: String, _ right: String) -> String {
    rule(
      "\"action\": \"use\", \"constraint\":\n  { \"leftOperand\": \"\(left)\",\n  \"operator\": \"\(op)\",\n  \"rightOperand\": \(right) }"
    )
  }

  @Test("what is not understood is a finding with its place and a hint", arguments: broken.indices)
  func findings(_ index: Int) throws {
    let (text, expected) = Self.broken[index]
    let (policy, findings) = try parse(text)
    #expect(policy == nil)
    let first = try #require(findings.first)
    let line = first.description.replacing("\n  hint: ", with: " | ").replacing("p.json:", with: "")
    #expect(line == expected)
  }

  @Test("all findings come at once")
  func allFindings() throws {
    let text = Self.rule(
      #""action": "usee", "constraint": [{ "leftOperand": "a", "operator": "b" }], "x": 1"#)
    #expect(
      try parse(text).1.map(\.id) == [
        "unknown-key", "unknown-action", "unknown-operand", "unknown-operator", "missing-key",
      ])
  }

  @Test("no mutation of a policy crashes the reader or the evaluator")
  func fuzz() throws {
    var random = SplitMix(seed: 42)
    let facts = try World.facts()
    var accepted = 0
    for round in 0..<1500 {
      var bytes = Array([Self.compact, Self.expanded, Self.prefixed, Self.dataspace][round % 4].utf8)
      for _ in 0...random.below(4) {
        let position = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[position] = UInt8(32 + random.below(95))
        case 1: bytes.remove(at: position)
        default: bytes.insert(bytes[random.below(bytes.count)], at: position)
        }
      }
      guard let json = try? JSON.parse(bytes) else { continue }
      let (policy, findings) = OdrlPolicy.parse(json)
      #expect((policy == nil) == !findings.isEmpty)
      guard let policy else { continue }
      accepted += 1
      _ = try Gate(policies: [policy]).decide(facts, actions: ["use"])
    }
    #expect(accepted > 20)
  }
}
