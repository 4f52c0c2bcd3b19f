import SluiceCore
import Testing

@testable import SluiceEngine

@Suite("Tests that stand in pipelines") struct PipelineTestTests {
  private func failures(
    _ expect: String, dropped: String = "{}", given: String? = nil, stage: String = "keep"
  )
    throws -> [String]
  {
    let given = given ?? #"[{ "id": "äbc", "text": "one two", "size": 5 }, { "id": "x", "size": 1 }]"#
    let plan = try SmallPipeline.plan(
      """
      "keep": { "use": "filter", "in": "gate", "keep": "size > 3" },
      "unique": { "use": "deduplicate", "in": "keep", "key": "id" },
      "split": { "use": "route", "in": "unique", "to": { "big": "size > 7", "rest": "*" } },
      "big": { "use": "write", "in": "split.big", "to": "big" },
      "rest": { "use": "write", "in": "split.rest", "to": "rest" }
      """,
      tests: """
        { "name": "t", "stage": "\(stage)", "given": \(given), "expect": \(expect), "dropped": \(dropped) }
        """)
    let outcomes = try PipelineTestRunner.run(plan)
    #expect(outcomes.count == 1 && outcomes[0].name == "t")
    return outcomes[0].failures
  }

  @Test(
    "every matcher holds where it should",
    arguments: [
      #""äbc""#, #"{ "equals": "äbc" }"#, #"{ "contains": "b" }"#, #"{ "lacks": "z" }"#,
      #"{ "startsWith": "ä" }"#,
      #"{ "endsWith": "c" }"#, #"{ "length": 3 }"#,
    ])
  func holds(matcher: String) throws {
    #expect(try failures(#"[{ "id": \#(matcher) }]"#, dropped: #"{ "not-kept": 1, "unknown": 0 }"#) == [])
  }

  static let misses: [(String, String)] = [
    (#""abc""#, #"expected "abc", got "äbc""#),
    (#"{ "equals": "abc" }"#, #"equals "abc" does not hold for "äbc""#),
    (#"{ "contains": "z" }"#, #"contains "z" does not hold for "äbc""#),
    (#"{ "lacks": "b" }"#, #"lacks "b" does not hold for "äbc""#),
    (#"{ "startsWith": "b" }"#, #"startsWith "b" does not hold for "äbc""#),
    (#"{ "endsWith": "b" }"#, #"endsWith "b" does not hold for "äbc""#),
    (#"{ "length": 4 }"#, #"length 4 does not hold for "äbc""#), ("null", #"expected null, got "äbc""#),
  ]

  @Test("every matcher fails where it should and says why", arguments: misses)
  func fails(matcher: String, failure: String) throws {
    #expect(try failures(#"[{ "id": \#(matcher) }]"#) == ["record 1, field 'id': \(failure)"])
  }

  @Test("counts records and drops")
  func counts() throws {
    #expect(
      try failures("[]", dropped: #"{ "not-kept": 2 }"#) == [
        "expected 0 records, got 1", "dropped as 'not-kept': expected 2, got 1",
      ])
    #expect(
      try failures(
        #"[{ "size": 5 }]"#, dropped: #"{ "unknown": 1 }"#,
        given: #"[{ "id": "a", "size": 5 }, { "id": "b" }]"#) == [])
  }

  @Test("runs stages that see all records, and looks at the port that is named")
  func runsOtherStages() throws {
    let twice = #"[{ "id": "a", "size": 9 }, { "id": "a", "size": 1 }, { "id": "b", "size": 1 }]"#
    #expect(
      try failures(
        #"[{ "size": 9 }, { "id": "b" }]"#, dropped: #"{ "duplicate": 1 }"#, given: twice, stage: "unique")
        == [])
    #expect(try failures(#"[{ "size": 9 }]"#, given: twice, stage: "split.big") == [])
    #expect(try failures(#"[{ "id": "a" }, { "id": "b" }]"#, given: twice, stage: "split.rest") == [])
  }
}
