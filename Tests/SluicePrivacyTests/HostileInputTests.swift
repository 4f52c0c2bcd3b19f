import CSluice
import SluicePrivacy
import Testing

@Suite("Hostile input")
struct HostileInputTests {
  private static let size = 1 << 15

  private static func repeated(_ text: String, _ size: Int = size) -> [UInt8] {
    let unit = Array(text.utf8)
    return (0..<size / unit.count).flatMap { _ in unit }
  }

  private static func work(_ bytes: [UInt8], _ set: DetectorSet) -> Int {
    let detector = Detector(set)
    var known = KnownValues()
    let value = Array("Anna Anna Anna b".utf8)
    known.add(value.span)
    detector.find(in: bytes.span, known: known)
    return detector.work
  }

  @Test(
    "twice the text makes at most about twice the work",
    arguments: [
      "1", "1 ", "12-", "@", "a@", "a@b", "a@b.", "://", "http://a@", "1.2.3.4.", "12:", "a:b", "::1",
      "DE89 3704 ", "(1) ",
      "+49 ", "<", "P<", "Herr ", "Herr Anna ", "Anna ", "Anna Anna-", "Name: ", "Hauptstraße 5, ", "rue de ",
      "Tel. ",
      "12.3.1980 ", "1 de mayo de ", "\u{FF11}", "\u{AD}1", "1\u{A0}", "e\u{301}", "AB 12 ",
      "4111 1111 1111 1111 ", "&token=",
      "1 2 3 ", "1\n2\n", "D E 8 9 ", "(at) ", "a(at)b(dot)", "ABCD1234", "\u{FF11}\u{A0}", "B-MW 12 ",
      "Dr. ", "Patient: Dr. ", "van ", "ul. ", "Anna'",
    ])
  func linear(unit: String) {
    let set = Detection.strict
    let once = Self.work(Self.repeated(unit, Self.size / 8), set)
    let twice = Self.work(Self.repeated(unit, Self.size / 4), set)
    #expect(twice <= once * 2 + once / 4 + 4096)
    #expect(twice <= Self.size * 6)
  }

  @Test(
    "a million digits, nested signs and a line of 100,000 candidates cost a bounded look at each",
    arguments: [
      String(repeating: "1234567890", count: 100_000), String(repeating: "@", count: 1_000_000),
      String(repeating: "a@b.de,", count: 100_000), String(repeating: "44051401359 ", count: 100_000),
      String(repeating: "DE89 3704 0044 0532 0130 00 ", count: 30_000),
      String(repeating: "A1", count: 500_000),
    ])
  func large(text: String) {
    let bytes = Array(text.utf8)
    let detector = Detector(Self.structured)
    detector.find(in: bytes.span)
    #expect(detector.work <= bytes.count * 3)
  }

  private static let structured = DetectorSet(
    types: IdentifierSet(IdentifierType.allCases.filter { ![.person, .address].contains($0) }),
    profile: .strict)

  @Test("any bytes at all give ordered findings inside the text", arguments: 0..<40)
  func fuzz(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    let pieces = [
      "Herr ", "DE89", " 3704", "@", "a.b", "://", "12.", "1980", "\u{AD}", "\u{A0}", "é", "Ł", "γ", "\n",
      ":", "<", "+49", "(0)",
      "IBAN ", "geb. ", "Müller", "Straße ", "\u{FF11}", "::", "-", "/", " ", "0", "X",
    ].map { Array($0.utf8) }
    var bytes: [UInt8] = []
    for _ in 0..<400 {
      if next() % 4 == 0 {
        bytes.append(UInt8(truncatingIfNeeded: next()))
      } else {
        bytes += pieces[Int(next() % UInt64(pieces.count))]
      }
    }
    let detector = Detector(Detection.strict)
    var known = KnownValues()
    let head = Array(bytes.prefix(40))
    known.add(head.span)
    detector.find(in: bytes.span, known: known)
    var end = 0
    for finding in detector.findings {
      #expect(finding.range.lowerBound >= end)
      #expect(!finding.range.isEmpty)
      end = finding.range.upperBound
    }
    #expect(end <= bytes.count)
  }

  @Test("all candidate scanners of this machine agree on random bytes, whatever the length")
  func scannersAgree() {
    var state: UInt64 = 88172645463325252
    let alphabet = Array("0123456789@:/(at)ABCZz .-\u{FF11}é".utf8)
    for length in [0, 1, 63, 64, 65, 127, 128, 129, 500, 4096] {
      let bytes = (0..<length).map { _ -> UInt8 in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return alphabet[Int(state % UInt64(alphabet.count))]
      }
      for shortNumbers in [Int32(0), 1] {
        let scalar = Self.scan(0, bytes, shortNumbers)
        for implementation in Int32(1)...3 {
          if let fast = Self.scan(implementation, bytes, shortNumbers) { #expect(fast == scalar) }
        }
        #expect(scalar != nil)
      }
    }
  }

  private static func scan(_ implementation: Int32, _ bytes: [UInt8], _ shortNumbers: Int32) -> [UInt32]? {
    var all: [UInt32] = []
    var position = 0
    while position < bytes.count {
      var hits = [UInt32](repeating: 0, count: 140)
      var next = 0
      let count = sl_candidates_by(
        implementation, bytes, bytes.count, position, shortNumbers, &hits, hits.count, &next)
      guard count <= hits.count else { return nil }
      all += hits.prefix(count)
      position = next
    }
    return all
  }
}
