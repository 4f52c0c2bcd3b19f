import SluiceCore
import Testing

@testable import SluicePolicy

@Suite("ODRL operators") struct OdrlOperatorTests {
  typealias Row = (OdrlOperator, FactValue, [FactValue], FactType, Truth)

  static let one = FactValue.integer(1)
  static let two = FactValue.integer(2)
  static func day(_ text: String) -> FactValue { FactValue(date: text) ?? .boolean(false) }

  static let rows: [Row] = [
    (.eq, one, [one], .integer, .satisfied), (.eq, one, [two], .integer, .violated),
    (.neq, one, [one], .integer, .violated), (.neq, one, [two], .integer, .satisfied),
    (.lt, one, [two], .integer, .satisfied), (.lt, one, [one], .integer, .violated),
    (.lteq, one, [one], .integer, .satisfied), (.lteq, two, [one], .integer, .violated),
    (.gt, two, [one], .integer, .satisfied), (.gt, one, [one], .integer, .violated),
    (.gteq, one, [one], .integer, .satisfied), (.gteq, one, [two], .integer, .violated),
    (.gteq, .number(0.98), [.number(0.97)], .number, .satisfied),
    (.lt, .number(1.5), [two], .number, .satisfied),
    (.lt, day("2026-11-20T12:00:00Z"), [day("2026-11-21T00:00:00Z")], .instant, .satisfied),
    (.lt, day("2026-11-20T12:00:00Z"), [day("2026-11-20")], .instant, .violated),
    (.lteq, day("2026-11-20T23:59:59Z"), [day("2026-11-20")], .instant, .satisfied),
    (.gt, day("2026-11-20T23:00:00Z"), [day("2026-11-20")], .instant, .violated),
    (.eq, day("2026-11-20T23:00:00+02:00"), [day("2026-11-20T21:00:00Z")], .instant, .satisfied),
    (.isA, .text("AcademicResearch"), [.text("ResearchAndDevelopment")], .purpose, .satisfied),
    (.isA, .text("ResearchAndDevelopment"), [.text("AcademicResearch")], .purpose, .undetermined),
    (.isA, .text("Marketing"), [.text("ResearchAndDevelopment")], .purpose, .violated),
    (.eq, .text("DirectMarketing"), [.text("Marketing")], .purpose, .satisfied),
    (.neq, .text("DirectMarketing"), [.text("Marketing")], .purpose, .violated),
    (.neq, .text("Marketing"), [.text("DirectMarketing")], .purpose, .undetermined),
    (.isPartOf, .text("DE"), [.text("EU")], .place, .satisfied),
    (.isPartOf, .text("NO"), [.text("EU")], .place, .violated),
    (.isPartOf, .text("NO"), [.text("EEA")], .place, .satisfied),
    (.isPartOf, .text("DE"), [.text("EEA")], .place, .satisfied),
    (.isPartOf, .text("EU"), [.text("DE")], .place, .undetermined),
    (.eq, .text("US"), [.text("EU")], .place, .violated),
    (.isAnyOf, .text("DE"), [.text("FR"), .text("DE")], .place, .satisfied),
    (.isAnyOf, .text("US"), [.text("FR"), .text("EU")], .place, .violated),
    (.isNoneOf, .text("US"), [.text("CN"), .text("RU")], .place, .satisfied),
    (.isNoneOf, .text("FR"), [.text("EU")], .place, .violated),
    (.hasPart, .text("EU"), [.text("DE"), .text("FR")], .place, .satisfied),
    (.hasPart, .text("EU"), [.text("US")], .place, .violated),
    (.isAllOf, .text("DE"), [.text("DE")], .place, .satisfied),
    (.isAllOf, .text("DE"), [.text("DE"), .text("FR")], .place, .violated),
    (.eq, .boolean(true), [.boolean(true)], .boolean, .satisfied),
    (.eq, .text("health"), [.text("health")], .term(.dataCategory), .satisfied),
  ]

  @Test("hold as the table says")
  func table() {
    for (comparison, value, right, type, expected) in Self.rows {
      #expect(
        comparison.holds(value, right, type: type) == expected, "\(value) \(comparison.rawValue) \(right)")
    }
    #expect(Set(Self.rows.map(\.0)).count == OdrlOperator.allCases.count)
  }

  @Test("over a whole set ask for every right operand")
  func sets() {
    let both: [FactValue] = [.text("DE"), .text("FR")]
    #expect(OdrlOperator.isAllOf.holds(all: both, both, type: .place) == .satisfied)
    #expect(OdrlOperator.isAllOf.holds(all: both, [.text("EU")], type: .place) == .satisfied)
    #expect(OdrlOperator.hasPart.holds(all: both, [.text("FR")], type: .place) == .satisfied)
    #expect(OdrlOperator.hasPart.holds(all: both, [.text("IT")], type: .place) == .violated)
  }
}
