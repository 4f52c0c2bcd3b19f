import SluiceCore
import SluiceTestSupport
import Testing

@Suite("Days and instants") struct TimeTests {
  @Test("counts every day from 1580 to 2420 once, in order")
  func countsDays() throws {
    var day = try #require(CivilDate(year: 1580, month: 1, day: 1)).days
    for year in 1580...2420 {
      for month in 1...12 {
        for dayOfMonth in 1...CivilDate.daysIn(month: month, year: year) {
          let date = CivilDate(days: day)
          let parts = date.parts
          guard parts == (year, month, dayOfMonth),
            CivilDate(year: year, month: month, day: dayOfMonth) == date
          else {
            Issue.record("day \(day) is \(parts), not \(year)-\(month)-\(dayOfMonth)")
            return
          }
          day += 1
        }
      }
    }
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.days == 0)
    #expect(CivilDate(year: 2000, month: 3, day: 1)?.days == 11_017)
  }

  @Test("reads back days far before and after us")
  func roundTripsDays() {
    for days in stride(from: -5_000_000, through: 5_000_000, by: 997) {
      let parts = CivilDate(days: days).parts
      #expect(CivilDate(year: parts.year, month: parts.month, day: parts.day)?.days == days)
    }
    for days in stride(from: -719_528, through: 2_932_896, by: 313) {
      let date = CivilDate(days: days)
      #expect(CivilDate(ascii: Array(date.description.utf8)) == date)
    }
  }

  @Test(
    "refuses days that no calendar has",
    arguments: [
      "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-01",
      "26-01-01",
      "2026/01/01", "2026-01-01T", "２026-01-01", "+026-01-01", "",
    ])
  func refusesDays(text: String) { #expect(CivilDate(ascii: Array(text.utf8)) == nil) }

  @Test("knows leap years")
  func leapYears() {
    #expect(
      [1600, 1900, 2000, 2024, 2026, 2100, 2400].map { CivilDate.daysIn(month: 2, year: $0) } == [
        29, 28, 29, 29, 28, 28, 29,
      ])
  }

  @Test("writes years before zero with their sign")
  func writesNegativeYears() {
    #expect(CivilDate(year: -1, month: 2, day: 3)?.description == "-0001-02-03")
    #expect(CivilDate(year: 12_345, month: 2, day: 3)?.description == "12345-02-03")
  }

  static let instants: [(String, String?)] = [
    ("2026-11-20", "2026-11-20T00:00:00Z"), ("2026-11-20T13:45:00Z", "2026-11-20T13:45:00Z"),
    ("2026-11-20t13:45:00z", "2026-11-20T13:45:00Z"), ("2026-11-20 13:45:00Z", "2026-11-20T13:45:00Z"),
    ("2026-11-20T13:45:00.5Z", "2026-11-20T13:45:00.500000Z"),
    ("2026-11-20T13:45:00.1234567891Z", "2026-11-20T13:45:00.123456Z"),
    ("2026-11-20T00:30:00+01:00", "2026-11-19T23:30:00Z"),
    ("2026-12-31T23:30:00-01:45", "2027-01-01T01:15:00Z"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ("2026-11-20T13:45Z", "2026-11-20T13:45:00Z"), ("2026-11-20T24:00:00Z", nil),
    ("2026-11-20T13:60:00Z", nil),
    ("2026-11-20T13:45:00", nil), ("2026-11-20T13:45:00.Z", nil), ("2026-11-20T13:45:00+1:00", nil),
    ("2026-11-20T13:45:00+24:00", nil), ("2026-11-20T13:45:00Zz", nil), ("2026-11-20X13:45:00Z", nil),
    ("2026-11-20T", nil), ("2026-11-20T1", nil), ("2026-02-30T00:00:00Z", nil),
  ]

  @Test("reads instants of RFC 3339 and writes them in UTC", arguments: instants)
  func readsInstants(text: String, written: String?) { #expect(Timestamp(text)?.description == written) }

  @Test("reads back every instant it writes")
  func roundTripsInstants() {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<2000 {
      let instant = Timestamp(
        microseconds: Int64.random(in: -62_167_219_200_000_000..<253_402_300_800_000_000, using: &random))
      #expect(Timestamp(instant.description) == instant)
      #expect(Timestamp(instant.date) <= instant)
      #expect(instant.microseconds - Timestamp(instant.date).microseconds < 86_400_000_000)
    }
  }

  @Test("writes the first and the last instant there is")
  func writesExtremes() {
    #expect(Timestamp(microseconds: .max).description == "294247-01-10T04:00:54.775807Z")
    #expect(Timestamp(microseconds: .min).description == "-290308-12-21T19:59:05.224192Z")
  }

  @Test("survives mutations of instants")
  func survivesMutations() {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<3000 {
      let mutated = random.mutation(of: Array("2026-11-20T13:45:00.123456+01:00".utf8))
      _ = Timestamp(String(decoding: mutated, as: UTF8.self))
    }
  }
}
