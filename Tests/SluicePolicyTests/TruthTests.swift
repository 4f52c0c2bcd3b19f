import Testing

@testable import SluicePolicy

@Suite("Three-valued logic") struct TruthTests {
  private let s = Truth.satisfied
  private let v = Truth.violated
  private let u = Truth.undetermined

  @Test("conjunction follows Kleene's table for every pair")
  func conjunction() {
    let rows: [(Truth, Truth, Truth)] = [
      (s, s, s), (s, v, v), (s, u, u), (v, s, v), (v, v, v), (v, u, v), (u, s, u), (u, v, v), (u, u, u),
    ]
    for (a, b, expected) in rows { #expect(Truth.all([a, b]) == expected, "\(a) and \(b)") }
    #expect(Truth.all([]) == s)
  }

  @Test("disjunction follows Kleene's table for every pair")
  func disjunction() {
    let rows: [(Truth, Truth, Truth)] = [
      (s, s, s), (s, v, s), (s, u, s), (v, s, s), (v, v, v), (v, u, u), (u, s, s), (u, v, u), (u, u, u),
    ]
    for (a, b, expected) in rows { #expect(Truth.any([a, b]) == expected, "\(a) or \(b)") }
    #expect(Truth.any([]) == v)
  }

  @Test("exactly one is violated by two, whatever the rest, and open while the rest may add one")
  func exclusive() {
    #expect(Truth.exactlyOne([s, v, v]) == s)
    #expect(Truth.exactlyOne([s, s, u]) == v)
    #expect(Truth.exactlyOne([s, u]) == u)
    #expect(Truth.exactlyOne([v, u]) == u)
    #expect(Truth.exactlyOne([v, v]) == v)
    #expect(Truth.exactlyOne([]) == v)
  }

  @Test("an answer never changes when an open part is decided, unless it was open itself")
  func monotone() {
    for a in Truth.allCases {
      for b in Truth.allCases {
        for decided in [s, v] {
          for (open, closed) in [
            (Truth.all([a, b, u]), Truth.all([a, b, decided])),
            (Truth.any([a, b, u]), Truth.any([a, b, decided])),
            (Truth.exactlyOne([a, b, u]), Truth.exactlyOne([a, b, decided])),
          ] {
            #expect(open == u || open == closed)
          }
        }
      }
    }
  }
}
