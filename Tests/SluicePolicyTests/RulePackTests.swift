import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("The rule pack eu-gdpr") struct RulePackTests {
  /// Changes to a world in order that make one rule pass, fail and stay open.
  struct Case: CustomTestStringConvertible, Sendable {
    typealias Change = (String, FactValue?)
    let rule: String
    let pass: [Change]
    let fail: [Change]
    let open: [Change]
    var isSignedToPass = false
    var base: [Change] = []

    var testDescription: String { rule }
  }

  static let consent: [Case.Change] = [("dataset.legalBasis.basis", .text("A6-1-a"))]
  static let interests: [Case.Change] = [("dataset.legalBasis.basis", .text("A6-1-f"))]

  static let cases: [Case] = [
    Case(
      rule: "g-4-5", pass: [], fail: [("run.date", .day(day("2030-01-01")))],
      open: [("anonymity.assessment", nil)], isSignedToPass: true,
      base: [
        ("anonymity.claimed", .boolean(true)), ("anonymity.assessment", .text(World.digest)),
        ("anonymity.date", .day(day("2026-01-01"))), ("anonymity.recipients", .texts(["AI Factory"])),
      ]),
    Case(
      rule: "g-5-1-b", pass: [],
      fail: [("purposes", .texts(["Marketing"])), ("research.purpose", .boolean(true))],
      open: [("dataset.purposes", nil)], base: [("research.purpose", nil)]),
    Case(
      rule: "g-5-1-c", pass: [], fail: [("neededFields", .texts(["text"]))], open: [("neededFields", nil)]),
    Case(
      rule: "g-5-1-c-2", pass: [], fail: [("run.detectorConflicts", .integer(2))],
      open: [("run.detectorConflicts", nil)]),
    Case(
      rule: "g-5-1-d", pass: [], fail: [("dataset.supersededBy", .text("letters-2"))],
      open: [("dataset.collected.to", nil)]),
    Case(
      rule: "g-5-1-e", pass: [], fail: [("dataset.retention.eraseBy", .day(day("2026-11-19")))],
      open: [("dataset.retention.eraseBy", nil)]),
    Case(
      rule: "g-5-1-e-2", pass: [], fail: [("retention.eraseBy", .day(day("2026-11-19")))],
      open: [("retention.eraseBy", nil)]),
    Case(
      rule: "g-5-1-e-3", pass: [], fail: [("run.temporaryRemoved", .boolean(false))],
      open: [("run.temporaryRemoved", nil)]),
    Case(
      rule: "g-5-1-f", pass: [], fail: [("sink.encrypted", .boolean(false))], open: [("sink.encrypted", nil)]),
    Case(
      rule: "g-5-2", pass: [], fail: [("run.countsBalance", .boolean(false))],
      open: [("run.evidenceComplete", nil)]),
    Case(
      rule: "g-6-1", pass: [],
      fail: [
        ("dataset.legalBasis.basis", .text("A6-1-f")),
        ("dataset.legalBasis.balancingTest", .text(World.digest)),
      ],
      open: [("dataset.legalBasis.law", nil)]),
    Case(
      rule: "g-6-1-f", pass: [], fail: [("run.date", .day(day("2030-01-01")))], open: [("run.date", nil)],
      isSignedToPass: true, base: interests),
    Case(
      rule: "g-7-1", pass: [], fail: [("dataset.consentLedger.cutoff", .day(day("2026-12-24")))],
      open: [("dataset.consentLedger.file", nil)], base: consent),
    Case(
      rule: "g-7-3", pass: [], fail: [("dataset.consentMissing", .integer(3))],
      open: [("dataset.consentMissing", nil)], base: consent),
    Case(
      rule: "g-8", pass: [("dataset.parentalConsent", .boolean(true))],
      fail: [("dataset.parentalConsent", .boolean(true)), ("dataset.childAge", .integer(14))],
      open: [("dataset.ageField", nil)], base: consent + [("dataset.subjects", .texts(["children"]))]),
    Case(
      rule: "g-8-2", pass: [], fail: [("dataset.minorsUnproven", .integer(1))],
      open: [("dataset.minorsUnproven", nil)], base: [("dataset.ageField", .text("age"))]),
    Case(
      rule: "g-9", pass: [],
      fail: [
        ("dataset.specialCategoryException.exception", .text("A9-2-a")),
        ("dataset.consentLedger.explicit", .boolean(false)),
      ], open: [("dataset.specialCategoryException.law", nil)]),
    Case(
      rule: "g-12", pass: [], fail: [("request.received", .day(day("2026-10-01")))],
      open: [("request.received", nil)]),
    Case(
      rule: "g-13-14", pass: [],
      fail: [
        ("dataset.notice.covers", .texts(["Marketing"])), ("dataset.notice.exemption", .text("A14-5-b")),
        ("dataset.notice.reason", .text("too many")),
      ], open: [("dataset.notice.covers", nil)]),
    Case(
      rule: "g-14-5-b", pass: [], fail: [("run.date", .day(day("2030-01-01")))], open: [("run.date", nil)],
      isSignedToPass: true, base: [("dataset.notice.exemption", .text("A14-5-b"))]),
    Case(
      rule: "g-15", pass: [], fail: [("run.subjectIndex", .boolean(false))], open: [("run.subjectIndex", nil)]
    ),
    Case(
      rule: "g-16-18", pass: [], fail: [("run.restrictionsApplied", .boolean(false))],
      open: [("run.restrictionsApplied", nil)]),
    Case(
      rule: "g-17", pass: [], fail: [("run.erasuresApplied", .boolean(false))],
      open: [("run.erasuresApplied", nil)]),
    Case(
      rule: "g-19", pass: [], fail: [("recipient.notified", .boolean(false))],
      open: [("recipient.notified", nil)]),
    Case(
      rule: "g-20", pass: [], fail: [("run.subjectExport", .boolean(false))],
      open: [("run.subjectExport", nil)],
      base: consent),
    Case(
      rule: "g-21", pass: [], fail: [("run.objectionsApplied", .boolean(false))],
      open: [("run.objectionsApplied", nil)]),
    Case(
      rule: "g-28", pass: [], fail: [("processor.validTo", .day(day("2026-10-31")))],
      open: [("processor.contract", nil)]),
    Case(
      rule: "g-28-3-a", pass: [], fail: [("run.stages", .text("sha256:00"))], open: [("run.stages", nil)]),
    Case(
      rule: "g-30-1", pass: [],
      fail: [("controller.representative.name", nil), ("controller.country", .text("US"))],
      open: [("controller.dpo.contact", nil)]),
    Case(
      rule: "g-30-1-d", pass: [], fail: [("sink.undeclaredRecipients", .texts(["somebody"]))],
      open: [("sink.undeclaredRecipients", nil)]),
    Case(
      rule: "g-32-1", pass: [], fail: [("run.spillSealed", .boolean(false))], open: [("run.spillSealed", nil)]
    ),
    Case(
      rule: "g-32-1-d", pass: [], fail: [("security.reviewed", .day(day("2025-01-01")))],
      open: [("security.reviewed", nil)]),
    Case(
      rule: "g-33-1", pass: [],
      fail: [("run.integrityFailures", .integer(1)), ("run.breachRecorded", .boolean(false))],
      open: [("run.integrityFailures", nil)]),
    Case(
      rule: "g-35-11", pass: [], fail: [("run.stages", .text("sha256:00"))], open: [("dpia.pipeline", nil)]),
    Case(
      rule: "g-44-sink", pass: [], fail: [("sink.country", .text("IN"))], open: [("sink.country", nil)]),
    Case(
      rule: "g-44-recipient", pass: [("recipient.country", .text("GB"))],
      fail: [
        ("recipient.country", .text("US")), ("recipient.safeguard.schemes", .texts([])),
        ("recipient.safeguard.tool", .text("A45-3")),
      ],
      open: [("recipient.country", .text("US"))]),
    Case(
      rule: "g-44-processor", pass: [("processor.country", .text("JP"))],
      fail: [("processor.country", .text("CN")), ("processor.safeguard.tool", .text("A45-3"))],
      open: [("processor.country", .text("CN"))]),
    Case(
      rule: "g-44-key", pass: [],
      fail: [("keyHolder.country", .text("CN")), ("keyHolder.safeguard.tool", .text("A45-3"))],
      open: [("keyHolder.country", nil)]),
    Case(
      rule: "g-89", pass: [], fail: [("sink.rawIdentifiers", .texts(["name"]))],
      open: [("sink.untreatedText", nil)]),
    Case(
      rule: "g-25", pass: [], fail: [("sink.untreatedSpecial", .texts(["diagnosis"]))],
      open: [("sink.untreatedSpecial", nil)]),
    Case(
      rule: "g-11", pass: [], fail: [("reidentification.intended", .boolean(true))],
      open: [("reidentification.intended", nil)]),
  ]

  static func day(_ text: String) -> CivilDate { CivilDate(ascii: Array(text.utf8)) ?? CivilDate(days: 0) }

  func outcome(_ rule: String, _ changes: [Case.Change], signed: Bool = false) throws -> Verdict {
    let pack = try RulePack.builtIn("eu-gdpr")
    let found = try #require(pack.rules.first { $0.id == rule }, "no rule \(rule)")
    return found.verdict(try World.facts(changes, signoffs: signed ? [rule] : []))
  }

  @Test("permits, denies and stays open as the facts say", arguments: cases)
  func threeOutcomes(_ rule: Case) throws {
    let passed = try outcome(rule.rule, rule.base + rule.pass, signed: rule.isSignedToPass)
    #expect(passed.outcome == .permit, "\(passed.text)")
    let failed = try outcome(rule.rule, rule.base + rule.fail, signed: rule.isSignedToPass)
    let isSigned = failed.kind == [.signed] || rule.rule == "g-4-5"
    #expect(
      failed.outcome == .deny || rule.rule == "g-30-1" && failed.outcome == .undetermined, "\(failed.text)")
    #expect(isSigned || failed.missing.isEmpty || rule.rule == "g-30-1")
    let open = try outcome(rule.rule, rule.base + rule.open, signed: rule.isSignedToPass)
    #expect(open.outcome == .undetermined, "\(open.text)")
    #expect(!open.missing.isEmpty, "an open verdict names what is missing")
  }

  /// Rules that only ask for declarations: a change that leaves them open, over a base in which they apply.
  static let declarationRules: [(rule: String, open: String, base: [Case.Change])] = [
    ("g-10", "dataset.criminalData.law", [("dataset.criminal", .boolean(true))]),
    ("g-17-2", "rights.erasures", []), ("g-22", "automatedDecisions", []),
    ("g-26", "jointArrangement", [("jointControllers", .texts(["B"])), ("jointArrangement", .text("J-1"))]),
    (
      "g-30-2", "processingFor.categories",
      [("processingFor.controllers", .texts(["B"])), ("processingFor.categories", .texts(["training"]))]
    ),
    ("g-33-5", "incidents.authority", []), ("g-35-1", "dpia.digest", []),
    (
      "g-36", "dpia.consultation",
      [("dpia.highResidualRisk", .boolean(true)), ("dpia.consultation", .text("K-1"))]
    ), ("g-model", "model.mitigations", []),
  ]

  @Test("asks for declarations, and names the one that is missing", arguments: declarationRules.indices)
  func declarations(_ index: Int) throws {
    let (rule, open, base) = Self.declarationRules[index]
    #expect(try outcome(rule, base).outcome == .permit)
    let verdict = try outcome(rule, base + [(open, nil)])
    #expect(verdict.outcome == .undetermined)
    #expect(verdict.missing.contains { $0.hasPrefix(open) }, "\(verdict.missing)")
  }

  @Test("is tested rule by rule")
  func everyRuleIsTested() throws {
    let tested = Self.cases.map(\.rule) + Self.declarationRules.map(\.rule) + ["g-35-7"]
    #expect(Set(try RulePack.builtIn("eu-gdpr").rules.map(\.id)) == Set(tested))
  }

  @Test("leaves data alone that are not about persons")
  func notPersonal() throws {
    let facts = try World.changed(
      World.facts(),
      [
        ("dataset.personal", .boolean(false)), ("dataset.specialCategories", .texts([])),
        ("dataset.criminal", .boolean(false)), ("sink.personal", .boolean(false)),
        ("run.personal", .boolean(false)),
        ("run.outputPersonal", .boolean(false)), ("run.specialCategories", .texts([])),
      ])
    let verdicts = try RulePack.builtIn("eu-gdpr").verdicts(facts, at: .plan)
    for id in ["g-5-1-b", "g-5-1-e", "g-6-1", "g-9", "g-10", "g-30-1", "g-32-1", "g-44-recipient", "g-5-1-f"]
    {
      #expect(verdicts.first { $0.id == id }?.outcome == .notApplicable, "\(id)")
    }
  }

  @Test("a world in order passes every rule but the unsigned ones")
  func worldInOrder() throws {
    let pack = try RulePack.builtIn("eu-gdpr")
    let verdicts = pack.verdicts(try World.facts(), at: .end)
    let stopped = verdicts.filter { $0.outcome != .permit && $0.outcome != .notApplicable }
    #expect(stopped.map(\.id) == ["g-35-7"], "\(stopped.map(\.text).joined(separator: "\n"))")
    #expect(pack.rules.count >= 40)
  }
}
