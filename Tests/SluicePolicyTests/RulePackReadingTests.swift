import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("Reading of rule packs") struct RulePackReadingTests {
  static func pack(require: String, extra: String = "", scope: String = "dataset") -> String {
    """
    { "id": "p", "title": "P", "version": "2026-01-01", "acts": { "GDPR": "urn:x" }, "rules": [
    { "id": "r", "title": "R", "act": "GDPR", "provision": "1", "text": { "en": "t" }, "kind": ["A"], "scope": "\(scope)",\(extra)
    "require": \(require) }] }
    """
  }

  static let broken: [(String, String)] = [
    (
      pack(require: #"{ "fact": "dataset.personl" }"#),
      "3:22: error: no fact is called 'dataset.personl' [unknown-fact] | did you mean 'dataset.personal'?"
    ),
    (
      pack(require: #"{ "fact": "dataset.id" }"#),
      "3:22: error: 'dataset.id' is text, no truth value [wrong-type]"
    ),
    (
      pack(require: #"{ "fact": "sink.encrypted" }"#),
      "3:22: error: 'sink.encrypted' is about a sink; the rule is about a dataset [wrong-scope]"
    ),
    (
      pack(require: #"{ "facts": "dataset.id" }"#),
      "3:14: error: no condition is called 'facts' [unknown-form] | did you mean 'fact'?"
    ),
    (pack(require: #"{ "all": [] }"#), "3:21: error: expected at least one condition [wrong-arity]"),
    (pack(require: #"{ "if": [true] }"#), "3:20: error: 'if' takes two conditions [wrong-arity]"),
    (
      pack(require: #"{ "eq": [{ "fact": "dataset.legalBasis.basis" }, "A6-1-x"] }"#),
      "3:61: error: expected a word of 'legal-basis' here [wrong-constant]"
    ),
    (
      pack(require: #"{ "lt": [{ "fact": "dataset.id" }, "x"] }"#),
      "3:20: error: 'lt' needs an order, and text has none [wrong-type]"
    ),
    (
      pack(require: #"{ "lt": [{ "fact": "run.date" }, 7] }"#),
      "3:45: error: expected a date here [wrong-constant]"
    ),
    (
      pack(require: #"{ "lt": [{ "fact": "run.date" }, { "fact": "run.records" }] }"#),
      "3:20: error: a date cannot be compared with a whole number [wrong-type]"
    ),
    (
      pack(require: #"{ "eq": [{ "fact": "purposes" }, "Marketing"] }"#),
      "3:20: error: lists are compared with 'subset' or 'meets' [wrong-type]"
    ),
    (
      pack(require: #"{ "eq": ["x", { "fact": "dataset.id" }] }"#),
      "3:21: error: the first operand must be a fact [wrong-type]"
    ),
    (
      pack(require: #"{ "within": [{ "fact": "purposes" }, "EEA"] }"#),
      "3:49: error: expected a list, each item a purpose here [wrong-constant]"
    ),
    (
      pack(require: #"{ "subset": [{ "fact": "dataset.id" }, ["x"]] }"#),
      "3:24: error: 'subset' takes two lists [wrong-type]"
    ),
    (
      pack(require: #"{ "empty": { "fact": "dataset.id" } }"#),
      "3:23: error: 'empty' takes a list, not text [wrong-type]"
    ),
    (
      pack(require: #"{ "le": [{ "fact": "run.date" }, { "plus": [{ "fact": "run.date" }, "1 month"] }] }"#),
      "3:80: error: expected a period here [wrong-constant]"
    ),
    (
      pack(require: #"{ "adequate": [{ "fact": "dataset.id" }, []] }"#),
      "3:26: error: 'adequate' takes a place and a list of texts [wrong-type]"
    ),
    (pack(require: #"{ "signed": 1 }"#), "3:24: error: 'signed' takes true or a rule id [wrong-type]"),
    (
      pack(require: "true", scope: "datasets"),
      "2:108: error: 'datasets' is no word of 'scope' [unknown-word] | did you mean 'dataset'?"
    ),
    (
      pack(require: "true", extra: #" "severty": "error","#),
      "2:119: error: a rule has no key 'severty' [unknown-key] | did you mean 'severity'?"
    ),
    (
      pack(require: "true", extra: #" "roles": ["dpo"],"#),
      "2:129: error: 'dpo' is no role [unknown-word] | one of: compliance-officer, controller, data-protection-officer, ethics-board, security-officer"
    ),
    (
      pack(require: "true", extra: #" "validFrom": "May 2018","#),
      "2:132: error: 'validFrom' must be a day such as 2026-11-20 [wrong-type]"
    ),
    (
      pack(require: "true").replacing(#""act": "GDPR""#, with: #""act": "GPDR""#),
      "2:35: error: the pack's 'acts' do not have 'GPDR' [unknown-act] | did you mean 'GDPR'?"
    ),
    (
      pack(require: "true").replacing(#"["A"]"#, with: #"["X"]"#),
      "2:92: error: 'kind' must list A, D or H [unknown-word]"
    ),
    (
      #"{ "id": "p", "title": "P", "version": "1", "rules": [] }"#,
      "1:1: error: a rule pack lacks 'rules' [missing-key]"
    ),
  ]

  @Test("what is not understood is a finding with its place and a hint", arguments: broken.indices)
  func findings(_ index: Int) throws {
    let (text, expected) = Self.broken[index]
    let (pack, findings) = RulePack.parse(try JSON.parse(text, file: "p.json"))
    #expect(pack == nil)
    let lines = findings.map {
      $0.description.replacing("\n  hint: ", with: " | ").replacing("p.json:", with: "")
    }
    #expect(lines == [expected])
  }

  @Test("every table that is part of the program is well-formed")
  func tables() throws {
    for table in [EmbeddedTable.purposes, .places, .adequacy, .childAge, .gdpr] {
      #expect(throws: Never.self) { try JSON.parse(table.bytes) }
    }
    #expect(Places.names.count == 251)
    #expect(Places.canonical("DEU") == "DE" && Places.canonical("XX") == nil)
    #expect(Purposes.isPurpose("eu-ehds:HealthcareScientificResearch", a: "ResearchAndDevelopment"))
    #expect(
      Purposes.iri(of: "eu-ehds:ImproveHealthcare") == "https://w3id.org/dpv/legal/eu/ehds#ImproveHealthcare")
    #expect(Purposes.canonical("https://w3id.org/dpv#Marketing") == "Marketing")
    #expect(
      Purposes.canonical("urn:cx:1") == "urn:cx:1" && Purposes.canonical("https://w3id.org/dpv#X") == nil)
  }

  @Test("no mutation of a pack crashes the reader or a rule")
  func fuzz() throws {
    var random = SplitMix(seed: 3)
    let facts = try World.facts()
    let text = Self.pack(
      require: #"""
        { "all": [{ "if": [{ "eq": [{ "fact": "dataset.legalBasis.basis" }, "A6-1-e"] }, { "given": "dataset.id" }] },
          { "le": [{ "fact": "run.date" }, { "plus": [{ "fact": "dataset.collected.to" }, "P5Y"] }] },
          { "isA": [{ "fact": "purposes" }, ["ResearchAndDevelopment"]] }, { "signed": true },
          { "ge": [{ "childAge": { "fact": "dataset.jurisdiction" } }, { "count": { "fact": "dataset.fields" } }] } ] }
        """#)
    let (whole, findings) = RulePack.parse(try JSON.parse(text))
    try #require(whole != nil, "\(findings)")
    for _ in 0..<1000 {
      var bytes = Array(text.utf8)
      for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(32 + random.below(95)) }
      guard let json = try? JSON.parse(bytes) else { continue }
      let (pack, findings) = RulePack.parse(json)
      #expect((pack == nil) == !findings.isEmpty)
      _ = pack?.verdicts(facts, at: .end)
    }
  }

  @Test("rules out of force do not apply")
  func validity() throws {
    let text = Self.pack(require: "false", extra: #" "validFrom": "2027-01-01","#)
    let pack = try #require(RulePack.parse(try JSON.parse(text)).0)
    #expect(pack.verdicts(try World.facts(), at: .end).map(\.outcome) == [.notApplicable])
    let later = try World.facts([("run.date", FactValue(date: "2027-01-01"))])
    #expect(pack.verdicts(later, at: .end).map(\.outcome) == [.deny])
  }

  @Test("adequacy decisions hold in their time and scope")
  func adequacy() {
    let today = FactValue(date: "2026-11-20") ?? .boolean(false)
    #expect(Adequacy.isAdequate("NO", schemes: nil, on: today) == .satisfied)
    #expect(Adequacy.isAdequate("JP", schemes: nil, on: today) == .satisfied)
    #expect(Adequacy.isAdequate("US", schemes: nil, on: today) == .undetermined)
    #expect(Adequacy.isAdequate("US", schemes: ["dpf-certified"], on: today) == .satisfied)
    #expect(Adequacy.isAdequate("US", schemes: [], on: today) == .violated)
    #expect(Adequacy.isAdequate("IN", schemes: nil, on: today) == .violated)
    #expect(Adequacy.isAdequate("GB", schemes: nil, on: FactValue(date: "2032-01-01") ?? today) == .violated)
    #expect(Adequacy.isAdequate("BR", schemes: nil, on: FactValue(date: "2026-01-27") ?? today) == .violated)
    #expect(ChildAge.age(in: "FR") == 15 && ChildAge.age(in: "JP") == 16)
  }
}
