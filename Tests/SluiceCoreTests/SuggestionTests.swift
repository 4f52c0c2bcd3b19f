import SluiceCore
import Testing

@Suite("Suggestions") struct SuggestionTests {
  static let distances: [(String, String, Int)] = [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1),
    ("abc", "ab", 1), ("ab", "abc", 1), ("kitten", "sitting", 3), ("ca", "abc", 3), ("smaple", "sample", 1),
    ("ä", "a", 1), ("abcd", "badc", 2),
  ]

  @Test("counts edits, a swap of neighbours as one", arguments: distances)
  func countsEdits(left: String, right: String, distance: Int) {
    #expect(Suggestion.editDistance(left, right) == distance)
    #expect(Suggestion.editDistance(right, left) == distance)
  }

  @Test("names what is near, whatever the case, and nothing that is far")
  func namesTheNearest() {
    let words = ["filter", "sample", "seal", "write"]
    #expect(Suggestion.nearest(to: "fliter", among: words) == "filter")
    #expect(Suggestion.nearest(to: "SAMPLE", among: words) == "sample")
    #expect(Suggestion.nearest(to: "steal", among: words) == "seal")
    #expect(Suggestion.nearest(to: "rotate", among: words) == nil)
    #expect(Suggestion.nearest(to: "x", among: []) == nil)
  }

  @Test("lists what is allowed when nothing is near")
  func lists() {
    #expect(Suggestion.hint(for: "fliter", among: ["filter"]) == "did you mean 'filter'?")
    #expect(Suggestion.hint(for: "xyzzy", among: ["b", "a"]) == "one of: a, b")
    #expect(Suggestion.hint(for: "xyzzy", among: ["b", "a", "c"], listing: 2) == "one of: a, b, …")
    #expect(Suggestion.hint(for: "xyzzy", among: ["b"], listing: 0) == nil)
    #expect(Suggestion.hint(for: "xyzzy", among: []) == nil)
  }
}
