import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("Assertions on a run") struct AssertionTests {
  let figures: [MeasuredFact: Double] = [
    MeasuredFact("records.in"): 1000, MeasuredFact("records.out"): 900,
    MeasuredFact("detections.rate"): 0.0005,
    MeasuredFact("smallestGroup", ["date"]): 5, MeasuredFact("detections", ["email"]): 0,
    MeasuredFact("tokens.count"): 0,
  ]

  @Test(
    "answer by their figures",
    arguments: [
      ("detections.rate <= 0.001", Verdict.Outcome.permit), ("records.out >= 100", .permit),
      ("smallestGroup('date') >= 5", .permit), ("smallestGroup('date') > 5", .deny),
      ("records.out >= 95% * records.in", .deny), ("records.out >= 90% * records.in", .permit),
      ("records.in - records.out == 100 and not records.out < 1", .permit),
      ("detections('email') == 0 or detections('name') == 0", .permit),
      ("detections('name') == 0", .undetermined), ("detections('name') == 0 and records.out < 1", .deny),
      ("records.out / tokens.count > 1", .undetermined), ("(records.in + 1) * 2 == 2_002", .permit),
      ("!(records.in < 1) && true", .permit), ("false || records.in != 1000", .deny),
    ])
  func answers(_ text: String, _ outcome: Verdict.Outcome) throws {
    let (assertion, findings) = Assertion.parse(text)
    #expect(findings.isEmpty)
    #expect(try #require(assertion).evaluate(figures).outcome == outcome)
  }

  @Test("name the figures they need, each once")
  func figuresNeeded() throws {
    let text = "records.out > 1 and records.out > smallestGroup('date', 'postcode')"
    let assertion = try #require(Assertion.parse(text).0)
    #expect(
      assertion.requiredFacts.map(\.description) == ["records.out", "smallestGroup('date', 'postcode')"])
    #expect(assertion.evaluate([:]).missing == ["records.out", "smallestGroup('date', 'postcode')"])
  }

  @Test(
    "say where they cannot be read, and what was meant",
    arguments: [
      (
        "record.out >= 1",
        "p.json:3:11: error: no figure is called 'record.out' [bad-assertion]\n  hint: did you mean 'records.out'?"
      ),
      ("records.out", "p.json:3:11: error: expected a condition, not a number [bad-assertion]"),
      ("records.out >=", "p.json:3:25: error: expected a number, a figure or '(' [bad-assertion]"),
      ("records.out > 1 2", "p.json:3:27: error: expected the end of the assertion [bad-assertion]"),
      ("(records.out > 1", "p.json:3:27: error: expected ')' [bad-assertion]"),
      (
        "smallestGroup > 1",
        "p.json:3:25: error: 'smallestGroup' takes at least one field, such as smallestGroup('date') [bad-assertion]"
      ),
      (
        "distinct('a', 'b') > 1",
        "p.json:3:30: error: 'distinct' takes one name, such as distinct('date') [bad-assertion]"
      ),
      (
        "records.out('a') > 1",
        "p.json:3:28: error: 'records.out' takes nothing in parentheses [bad-assertion]"
      ),
      ("smallestGroup(date) > 1", "p.json:3:25: error: expected a name in single quotes [bad-assertion]"),
      ("smallestGroup('date > 1", "p.json:3:25: error: the quoted name has no end [bad-assertion]"),
      ("records.out > 1.2.3", "p.json:3:25: error: '1.2.3' is no number [bad-assertion]"),
      ("records.out # 1", "p.json:3:23: error: '#' has no meaning in an assertion [bad-assertion]"),
      ("(records.out > 1) + 2 > 1", "p.json:3:11: error: expected a number, not a condition [bad-assertion]"),
      ("not records.out", "p.json:3:15: error: expected a condition, not a number [bad-assertion]"),
      ("", "p.json:3:11: error: expected a number, a figure or '(' [bad-assertion]"),
    ])
  func findings(_ text: String, _ expected: String) {
    let (assertion, findings) = Assertion.parse(text, at: Place(file: "p.json", line: 3, column: 10))
    #expect(assertion == nil)
    #expect(findings.map(\.description) == [expected])
  }

  @Test("never crash on text of any kind")
  func fuzz() {
    var random = SplitMix(seed: 7)
    let alphabet = Array(
      "records.out smallestGroup('date')<>=!&|+-*/()%,0123456789 not and or true é\n".unicodeScalars)
    for _ in 0..<3000 {
      let length = random.below(40)
      var text = String.UnicodeScalarView()
      for _ in 0..<length { text.append(alphabet[random.below(alphabet.count)]) }
      if let assertion = Assertion.parse(String(text)).0 { _ = assertion.evaluate(figures) }
    }
    let deep = String(repeating: "(", count: 2000) + "1 < 2" + String(repeating: ")", count: 2000)
    #expect(Assertion.parse(deep).0 == nil)
    #expect(Assertion.parse(String(repeating: "not ", count: 900) + "true").0 != nil)
  }
}

/// A small seeded generator (SplitMix64), so that a failing case can be repeated.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
