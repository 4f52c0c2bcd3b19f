import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("Declarations of a pipeline") struct GovernanceTests {
  func governance(_ text: String) throws -> (Governance, [Diagnostic]) {
    Governance.parse(try JSON.parse(text, file: "p.json"))
  }

  @Test("become facts with the key and place they come from")
  func facts() throws {
    let (governance, findings) = try governance(World.governance)
    #expect(findings.isEmpty)
    #expect(governance.run["controller.name"]?.value == .text("Klinikum Nord"))
    #expect(
      governance.run["controller.name"]?.source.description
        == "declared in governance.controller.name at p.json:1:27")
    #expect(governance.run["purposes"]?.value == .texts(["ScientificResearch"]))
    #expect(governance.run["freshness"]?.value == .period(Period(months: 60)))
    #expect(governance.neededFields == ["text", "patient"])
    #expect(governance.subjects.map(\.scope) == [.recipient, .processor, .keyHolder, .request])
    #expect(governance.subjects[0]["recipient.country"]?.value == .text("FI"))
  }

  @Test("purpose and controller at the pipeline's top stand for their keys, but not twice")
  func topLevel() throws {
    let purpose = try JSON.parse(#""https://w3id.org/dpv#AcademicResearch""#, file: "p.json")
    let controller = try JSON.parse(#"{ "name": "A", "country": "FRA" }"#, file: "p.json")
    let (governance, findings) = Governance.parse(nil, purpose: purpose, controller: controller)
    #expect(findings.isEmpty)
    #expect(governance.run["purposes"]?.value == .texts(["AcademicResearch"]))
    #expect(governance.run["controller.country"]?.value == .text("FR"))
    let section = try JSON.parse(#"{ "purposes": "Marketing" }"#, file: "p.json")
    #expect(Governance.parse(section, purpose: purpose).1.map(\.id) == ["stated-twice"])
  }

  @Test(
    "that are not understood are findings with a hint",
    arguments: [
      (
        #"{ "recipient": [] }"#,
        "1:3: error: 'governance' has no key 'recipient' [unknown-key] | did you mean 'recipients'?"
      ),
      (
        #"{ "controller": { "contact": "x" } }"#,
        "1:17: error: 'governance.controller' lacks 'name' [missing-key] | Name of the controller."
      ),
      (
        #"{ "controller": "Klinikum" }"#,
        "1:17: error: 'governance.controller' must be an object, not a string [wrong-type]"
      ),
      (
        #"{ "controller": { "name": 7 } }"#,
        "1:27: error: 'governance.controller.name' must be text, not a whole number [wrong-type]"
      ),
      (
        #"{ "purposes": ["Reserch"] }"#,
        "1:16: error: 'Reserch' is no purpose of the Data Privacy Vocabulary and no IRI [unknown-purpose] | a term such as ScientificResearch, or an IRI"
      ),
      (
        #"{ "location": "GE-rmany" }"#,
        "1:15: error: 'GE-rmany' is no country code of ISO 3166-1 and no region [unknown-place] | two letters, such as DE, or EU, EEA"
      ),
      (
        #"{ "freshness": "2 years" }"#,
        "1:16: error: 'governance.freshness' must be an ISO 8601 period such as P30D or P2Y, not a string [wrong-type]"
      ),
      (
        #"{ "retention": { "eraseBy": "2026-02-30" } }"#,
        "1:29: error: 'governance.retention.eraseBy' must be a day such as 2026-11-20 or an instant with time zone, not a string [wrong-type]"
      ),
      (
        #"{ "retention": { "until": "2026-02-28" } }"#,
        "1:18: error: 'governance.retention' has no key 'until' [unknown-key] | one of: criteria, eraseBy"
      ),
      (
        #"{ "automatedDecisions": "no" }"#,
        "1:25: error: 'no' is no word of 'governance.automatedDecisions' [unknown-word] | one of: assisted, none, solely-automated"
      ),
      (
        #"{ "dpia": { "digest": "sha256:12" } }"#,
        "1:23: error: 'governance.dpia.digest' must be 'sha256:' and 64 hexadecimal digits, not a string [wrong-type]"
      ),
      (
        #"{ "recipients": [{ "name": "A" }, { "name": "A" }] }"#,
        "1:35: error: 'governance.recipients' has two entries named 'A' [duplicate-name]"
      ),
      (
        #"{ "recipients": { "name": "A" } }"#,
        "1:17: error: 'governance.recipients' must be an array of objects, not an object [wrong-type]"
      ),
      (
        #"{ "neededFields": { "text": "" } }"#,
        "1:29: error: 'governance.neededFields.text' must be a reason in words [wrong-type]"
      ),
      (
        #"{ "research": { "purpose": "yes" } }"#,
        "1:28: error: 'governance.research.purpose' must be true or false, not a string [wrong-type]"
      ),
      (#"[]"#, "1:1: error: 'governance' must be an object, not an array [wrong-type]"),
    ])
  func findings(_ text: String, _ expected: String) throws {
    let findings = try governance(text).1
    #expect(
      findings.map { $0.description.replacing("\n  hint: ", with: " | ").replacing("p.json:", with: "") } == [
        expected
      ])
  }

  @Test("of a dataset take a word alone for its legal basis")
  func shorthand() throws {
    let json = try JSON.parse(#"{ "id": "d", "legalBasis": "A6-1-b", "source": "web" }"#, file: "p.json")
    let (dataset, findings) = DatasetDeclaration.parse(json, stage: "letters")
    #expect(findings.isEmpty && dataset.id == "d")
    #expect(dataset.subject["dataset.legalBasis.basis"]?.value == .text("A6-1-b"))
    let wrong = try JSON.parse(#"{ "title": "x", "legalBasis": "A6-1-g" }"#, file: "p.json")
    #expect(DatasetDeclaration.parse(wrong, stage: "letters").1.map(\.id) == ["unknown-word", "missing-key"])
  }

  @Test("have a schema that knows every key, with its documentation")
  func schemas() throws {
    for (schema, keys) in [
      (Governance.schema, Governance.keys), (DatasetDeclaration.schema, DatasetDeclaration.keys),
    ] {
      #expect(schema["additionalProperties"]?.bool == false)
      #expect(schema["properties"]?.object?.keys == keys.map(\.name))
      for member in schema["properties"]?.object?.members ?? [] {
        #expect(member.value["description"]?.string?.hasSuffix(".") ?? false, "\(member.key)")
      }
    }
    #expect(Governance.schema["properties"]?["controller"]?["required"] == ["name"])
  }

  @Test("name each fact once, in every scope")
  func factNames() {
    #expect(Set(FactRegistry.names).count == FactRegistry.names.count)
    #expect(FactRegistry.all.allSatisfy { !$0.doc.isEmpty })
    for operand in OdrlVocabulary.operands {
      #expect(FactRegistry.index(of: operand.value) != nil, "\(operand)")
    }
  }

  @Test("never crash on text of any kind")
  func fuzz() throws {
    var random = SplitMix(seed: 5)
    for _ in 0..<800 {
      var bytes = Array(World.governance.utf8)
      for _ in 0...random.below(3) {
        let position = random.below(bytes.count)
        if random.below(2) == 0 {
          bytes[position] = UInt8(32 + random.below(95))
        } else {
          bytes.remove(at: position)
        }
      }
      guard let json = try? JSON.parse(bytes) else { continue }
      _ = Governance.parse(json)
      _ = DatasetDeclaration.parse(json, stage: "x")
    }
  }

  @Test("hold periods of calendar length")
  func periods() {
    let start = FactValue(date: "2026-01-31")
    #expect(Period("P1M").flatMap { start?.moved(by: $0) } == FactValue(date: "2026-02-28"))
    #expect(Period("P1Y2M3DT4H5M6S") == Period(months: 14, days: 3, seconds: 14706))
    #expect(Period("P2W") == Period(days: 14))
    for wrong in [
      "", "P", "PT", "1D", "P1", "P1D2M", "P1.5D", "PT1D", "P9999999999999999999D", "P1DT", "P10001Y",
    ] {
      #expect(Period(wrong) == nil, "\(wrong)")
    }
    #expect(Period("PT72H").flatMap { start?.moved(by: $0) } == FactValue(date: "2026-02-03T00:00:00Z"))
  }
}
