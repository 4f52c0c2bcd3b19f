import SluiceCore
import Testing

@testable import SluicePolicy

/// A hospital that trains on letters: everything declared, everything in order.
enum World {
  static let digest = "sha256:" + String(repeating: "ab", count: 32)

  static let governance = """
    { "controller": { "name": "Klinikum Nord", "id": "did:web:klinikum.example", "contact": "dpo@klinikum.example",
                      "country": "DE", "publicBody": true, "dpo": { "contact": "dpo@klinikum.example" } },
      "purposes": ["ScientificResearch"], "location": "DE",
      "neededFields": { "text": "the model learns from it", "patient": "to honour erasure" },
      "freshness": "P5Y", "retention": { "eraseBy": "2030-12-31" },
      "recipients": [{ "name": "AI Factory", "id": "did:web:factory.example", "role": "processor", "country": "FI",
                       "notified": true }],
      "processors": [{ "name": "AI Factory", "role": "processor", "country": "FI", "contract": "C-17",
                       "validFrom": "2026-01-01", "validTo": "2027-12-31", "instructions": "\(digest)" }],
      "keyHolders": [{ "name": "node-a", "country": "FI" }],
      "security": { "measures": ["encryption", "pseudonymisation"], "restoreTested": "2026-06-01",
                    "reviewed": "2026-06-01" },
      "requests": [{ "name": "2026-4", "right": "access", "received": "2026-11-01" }],
      "rights": { "erasures": "erased.txt", "restrictions": "restricted.txt", "objections": "objections.txt" },
      "dpia": { "digest": "\(digest)", "pipeline": "\(digest)", "date": "2026-05-01", "largeScale": true },
      "automatedDecisions": "none", "research": { "purpose": true, "ethics": "E-9" },
      "reidentification": { "intended": false },
      "incidents": { "register": "R-1", "authority": "LfD", "contact": "soc@klinikum.example" },
      "model": { "name": "letters-1", "use": "coding of diagnoses", "mitigations": ["deduplication"] } }
    """

  static let dataset = """
    { "id": "https://klinikum.example/letters", "title": "Letters", "agreement": "urn:agreement:1",
      "legalBasis": { "basis": "A6-1-e", "law": "GDNG § 6" },
      "specialCategoryException": { "exception": "A9-2-j", "law": "GDNG § 6" },
      "criminalData": { "law": "none needed" },
      "jurisdiction": "DE", "retention": { "eraseBy": "2028-12-31" }, "license": "LicenseRef-permit",
      "subjects": ["adults", "patients"], "source": "data-subject", "purposes": ["ResearchAndDevelopment"],
      "collected": { "from": "2024-01-01", "to": "2025-12-31" },
      "consentLedger": { "file": "consents.csv", "cutoff": "2026-11-19", "explicit": true },
      "notice": { "version": "3", "date": "2024-01-01", "covers": ["ResearchAndDevelopment"] } }
    """

  static let measured: [(String, FactValue)] = [
    ("run.date", .instant(Timestamp("2026-11-20T12:00:00Z") ?? Timestamp(microseconds: 0))),
    ("run.pipeline", .text(digest)), ("run.stages", .text(digest)), ("run.records", .integer(1000)),
    ("run.count", .integer(1)), ("run.spillSealed", .boolean(true)), ("run.temporaryRemoved", .boolean(true)),
    ("run.evidenceComplete", .boolean(true)),
    ("run.countsBalance", .boolean(true)), ("run.erasuresApplied", .boolean(true)),
    ("run.restrictionsApplied", .boolean(true)), ("run.objectionsApplied", .boolean(true)),
    ("run.subjectIndex", .boolean(true)), ("run.subjectExport", .boolean(true)),
    ("run.integrityFailures", .integer(0)), ("run.detectorConflicts", .integer(0)),
    ("run.detectorRecall", .number(0.97)), ("run.kAnonymity", .integer(7)),
    ("run.residualIdentifiers", .integer(0)),
  ]

  /// Raw patient id and letters at ingest; a pseudonym and redacted letters at the sink.
  static func graph(
    patient: PrivacyLabel = PrivacyLabel(.direct, treatment: .pseudonymized),
    text: PrivacyLabel = PrivacyLabel(.freeText, special: [.health], treatment: .redacted), gate: Bool = true
  ) throws -> FlowGraph {
    let raw = Schema([
      Field("text", .string, PrivacyLabel(.freeText, special: [.health])),
      Field("patient", .string, PrivacyLabel(.direct)),
    ])
    let clean = Schema([Field("text", .string, text), Field("patient", .string, patient)])
    let sink = FlowGraph.Sink(
      recipients: ["did:web:factory.example"], isEncrypted: true, granularity: "tokens")
    return try FlowGraph(
      nodes: [
        FlowGraph.Node(
          "letters", kind: "ingest", role: .source, at: Place(file: "p.json", line: 4, column: 5)),
        FlowGraph.Node("permit", kind: "policy.gate", role: gate ? .gate : .stage),
        FlowGraph.Node("clean", kind: "anonymize", role: .stage),
        FlowGraph.Node(
          "seal", kind: "seal", role: .sink(sink), at: Place(file: "p.json", line: 9, column: 5)),
      ],
      edges: [
        FlowGraph.Edge(from: "letters", to: "permit", schema: raw),
        FlowGraph.Edge(from: "permit", to: "clean", schema: raw),
        FlowGraph.Edge(from: "clean", to: "seal", schema: clean),
      ])
  }

  /// All facts of the world, changed by `changes`: a value replaces, nil removes.
  static func facts(_ changes: [(String, FactValue?)] = [], signoffs: [String] = []) throws -> FactSet {
    try changed(inOrder.get(), changes, signoffs: signoffs)
  }

  private static let inOrder = Result { try declaredAndMeasured() }

  private static func declaredAndMeasured() throws -> FactSet {
    let (governance, one) = Governance.parse(try JSON.parse(governance, file: "p.json"))
    let (dataset, two) = DatasetDeclaration.parse(try JSON.parse(dataset, file: "p.json"), stage: "letters")
    try #require(one.isEmpty && two.isEmpty, "\(one + two)")
    var facts = FactSet()
    facts.add(governance.run)
    for subject in governance.subjects { facts.add(subject) }
    facts.add(dataset.subject)
    var run = FactSet.Subject("run", scope: .run)
    for (name, value) in measured { try run.set(name, value, .measured(by: "the test")) }
    facts.add(run)
    try graph().addFacts(to: &facts)
    for name in ["consentMissing", "minorsUnproven", "optOutKept"] {
      var subject = FactSet.Subject("letters", scope: .dataset)
      try subject.set("dataset." + name, .integer(0), .measured(by: "the test"))
      facts.add(subject)
    }
    return facts
  }

  static func changed(
    _ facts: FactSet, _ changes: [(String, FactValue?)], signoffs: [String] = []
  ) throws -> FactSet {
    var result = FactSet()
    result.scopeDigest = digest
    result.signoffs = signoffs.map { rule in
      Signoff(
        rule: rule, scopeDigest: digest, expires: Timestamp("2027-01-01T00:00:00Z") ?? .now,
        role: "data-protection-officer", signer: "dpo-1", statement: nil)
    }
    for scope in FactScope.allCases {
      for var subject in facts.all(scope) {
        for (name, value) in changes where FactRegistry.definition(of: name)?.scope == scope {
          let index = try #require(FactRegistry.index(of: name))
          subject.values[index] = value.map { Fact($0, .declared(path: name, at: Place())) }
        }
        result.add(subject)
      }
    }
    for (name, _) in changes { try #require(FactRegistry.index(of: name) != nil, "no fact \(name)") }
    return result
  }
}
