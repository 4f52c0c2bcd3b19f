import Testing

@testable import SluiceEngine

@Suite("Phases of a plan") struct PhaseTests {
  /// Each phase as `feeds → maps → ends`.
  private func phases(_ stages: String) throws -> [String] {
    let plan = try SmallPipeline.plan(stages)
    let description = PlanDescription(plan)
    return plan.phases.map { phase in
      let feeds = phase.feeds.map(description.name)
      let maps = phase.maps.map { plan.stages[$0].name }
      let ends = phase.terminals.map(description.name)
      return [feeds, maps, ends].map { $0.joined(separator: " ") }.joined(separator: " → ")
    }
  }

  @Test("stages that need no other record share one pass")
  func fusesMaps() throws {
    #expect(
      try phases(
        """
        "some": { "use": "sample", "in": "gate", "rate": 0.5 },
        "out": { "use": "write", "in": "some", "to": "out" }
        """) == ["notes → gate some → out"])
  }

  @Test("a stage that must see all records ends a pass")
  func gathers() throws {
    #expect(
      try phases(
        """
        "unique": { "use": "deduplicate", "in": "gate", "key": "text" },
        "some": { "use": "sample", "in": "unique", "rate": 0.5 },
        "out": { "use": "write", "in": "some", "to": "out" }
        """) == ["notes → gate → unique", "unique → some → out"])
  }

  @Test("two such stages in a row make three passes")
  func gathersTwice() throws {
    #expect(
      try phases(
        """
        "unique": { "use": "deduplicate", "in": "gate", "key": "text" },
        "firm": { "use": "policy.assert", "in": "unique", "that": ["detections.rate <= 0.5"] },
        "out": { "use": "write", "in": "firm", "to": "out" }
        """) == ["notes → gate → unique", "unique →  → firm", "firm →  → out"])
  }

  @Test("a stream that a later pass reads too is carried there")
  func carries() throws {
    #expect(
      try phases(
        """
        "unique": { "use": "deduplicate", "in": "gate", "key": "text" },
        "out": { "use": "write", "in": ["gate", "unique"], "to": "out" }
        """) == ["notes → gate → unique gate", "gate unique →  → out"])
  }

  @Test("a branch that needs no gathering ends in the first pass")
  func branches() throws {
    #expect(
      try phases(
        """
        "split": { "use": "route", "in": "gate", "to": { "long": "size > 3", "rest": "*" } },
        "unique": { "use": "deduplicate", "in": "split.long", "key": "text" },
        "long": { "use": "write", "in": "unique", "to": "long" },
        "rest": { "use": "write", "in": "split.rest", "to": "rest" }
        """) == ["notes → gate split → unique rest", "unique →  → long"])
  }

  @Test("only the port that a later pass reads is carried")
  func carriesPorts() throws {
    #expect(
      try phases(
        """
        "split": { "use": "route", "in": "gate", "to": { "long": "size > 3", "rest": "*" } },
        "unique": { "use": "deduplicate", "in": "split.long", "key": "text" },
        "out": { "use": "write", "in": ["unique", "split.rest"], "to": "out" }
        """) == ["notes → gate split → unique split.rest", "split.rest unique →  → out"])
  }

  @Test("streams of two sources and two depths meet where the deeper one is known")
  func fansIn() throws {
    #expect(
      try phases(
        """
        "more": { "use": "ingest", "from": "more.csv", "dataset": { "id": "urn:example:more" },
          "schema": { \(SmallPipeline.fields) } },
        "second": { "use": "policy.gate", "in": "more", "rules": ["eu-gdpr"] },
        "unique": { "use": "deduplicate", "in": ["gate", "second"], "key": "text" },
        "firm": { "use": "policy.assert", "in": "unique", "that": ["detections.rate <= 0.5"] },
        "out": { "use": "write", "in": ["firm", "second"], "to": "out" }
        """) == ["notes more → gate second → unique second", "unique →  → firm", "second firm →  → out"])
  }

  @Test("the order of stages in the file does not matter")
  func ordersStages() throws {
    #expect(
      try phases(
        """
        "out": { "use": "write", "in": "some", "to": "out" },
        "some": { "use": "sample", "in": "gate", "rate": 0.5 }
        """) == ["notes → gate some → out"])
  }
}
