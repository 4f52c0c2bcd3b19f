import Testing

@testable import SluiceText

@Suite("Search and lower case")
struct SearchTests {
  private static let pairs = [
    ("", ""), ("a", ""), ("", "a"), ("hello", "he"), ("hello", "lo"), ("hello", "ell"), ("hello", "hello!"),
    ("Größe", "öß"), ("aaaaab", "aab"), ("ab\u{0}c", "\u{0}c"),
  ]

  @Test("prefixes, suffixes and parts are compared byte by byte", arguments: pairs)
  func parts(text: String, part: String) {
    let a = Array(text.utf8)
    let b = Array(part.utf8)
    #expect(TextSearch.starts(a.span, with: b.span) == a.starts(with: b))
    #expect(TextSearch.ends(a.span, with: b.span) == a.reversed().starts(with: b.reversed()))
    let occurs = b.count <= a.count && (0...(a.count - b.count)).contains { a[$0...].starts(with: b) }
    #expect(TextSearch.contains(a.span, b.span) == occurs)
  }

  @Test("order is that of Unicode scalars")
  func order() {
    let sorted = ["", "A", "Z", "a", "ab", "é", "€", "\u{FFFD}", "😀"].map { Array($0.utf8) }
    for (i, left) in sorted.enumerated() {
      for (j, right) in sorted.enumerated() {
        #expect(TextSearch.compare(left.span, right.span).signum() == (i - j).signum())
      }
    }
  }

  @Test("lower case maps every scalar on its own")
  func lowercase() {
    for text in ["", "ABC xyz 1", "ÄÖÜẞ", "ΑΣ ΟΔΥΣΣΕΥΣ", "İstanbul", "ДОМ", "Ⱥ", "𐐀", "日本", "Ǆ"] {
      var output: [UInt8] = []
      Lowercase.append(Array(text.utf8).span, to: &output)
      let expected = text.unicodeScalars.map(\.properties.lowercaseMapping).joined()
      #expect(output == Array(expected.utf8))
    }
  }
}
