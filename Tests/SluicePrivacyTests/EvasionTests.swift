import Testing

@testable import SluicePrivacy

@Suite("Look-alikes and odd spacing")
struct EvasionTests {
  private static let iban = "DE89370400440532013000"

  private static func wide(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0.value > 0x20 && $0.value < 0x7F ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0
        }))
  }

  private static func joined(_ text: String, _ separator: String) -> String {
    text.map(String.init).joined(separator: separator)
  }

  static let spellings: [String] = [
    iban, "DE89 3704 0044 0532 0130 00", "DE 89 3704 0044 0532 0130 00", joined(iban, " "), joined(iban, "-"),
    joined(iban, "."), wide(iban), joined(iban, "\u{200B}"), joined(iban, "\u{AD}"), joined(iban, "\u{2060}"),
    "DE89\u{A0}3704\u{202F}0044\u{2009}0532\u{3000}0130 00", "DE89 3704 0044\n0532 0130 00",
    "DE89 3704 0044 \r\n  0532 0130 00", "D\u{415}89370400440532013000",
    "DE89\u{2011}3704\u{2011}0044\u{2011}0532\u{2011}0130\u{2011}00",
    "DE\u{1D7D6}\u{1D7D7}370400440532013000", "DE89_3704_0044_0532_0130_00", "de89 3704 0044 0532 0130 00",
  ]

  @Test("an IBAN is found however it is spelled, with the places of the original", arguments: spellings)
  func ibans(spelling: String) {
    for text in ["IBAN: \(spelling)", "Überweisen Sie auf \(spelling) bitte.", "\u{FEFF}Konto „\(spelling)“"]
    {
      #expect(Detection.find(text) == [Found(type: "iban", text: spelling)], "\(text.debugDescription)")
    }
  }

  @Test(
    "a labelled number is found though its digits stand apart, over a line end, or in other digits",
    arguments: [
      "44051401359", "4 4 0 5 1 4 0 1 3 5 9", "440514 01359", "44051\n401359", "440\u{200D}514\u{200D}01359",
      "４４０５１４０１３５９", "٤٤٠٥١٤٠١٣٥٩", "44-05-14-01359",
    ])
  func numbers(spelling: String) {
    #expect(Detection.find("PESEL: \(spelling) (pacjent)") == [Found(type: "pl.pesel", text: spelling)])
  }

  @Test(
    "an address is found though its sign is written otherwise",
    arguments: [
      "anna.nowak@klinik.example", "anna.nowak\u{FF20}klinik.example", "anna.nowak(at)klinik.example",
      "anna.nowak [at] klinik.example", "anna.nowak(at)klinik(dot)example",
      "anna\u{200B}.nowak@klinik.example",
    ])
  func addresses(spelling: String) {
    #expect(Detection.find("Schreiben Sie an \(spelling), danke") == [Found(type: "email", text: spelling)])
  }

  @Test("folding and mapping back give every place of the original", arguments: 0..<60)
  func mapping(seed: UInt64) {
    var random = Random(seed: seed)
    let pieces = [
      "a", "7", "Z", "é", "\u{A0}", "\u{AD}", "\u{200B}", "\u{FF17}", "\u{41E}", "—", "漢", "\u{1D7D8}", " ",
      "\n",
    ]
    let text = (0..<200).map { _ in pieces[random.below(pieces.count)] }.joined()
    let bytes = Array(text.utf8)
    let view = FoldedText()
    var folded: [UInt8] = []
    unsafe bytes.withUnsafeBufferPointer { buffer in
      view.withFolded(unsafe ByteText(buffer)) { plain in folded = (0..<plain.count).map { plain[$0] } }
    }
    var end = 0
    for position in folded.indices {
      let range = view.original(position..<position + 1)
      #expect(range.lowerBound >= end && range.upperBound <= bytes.count && !range.isEmpty)
      if range.count == 1 { #expect(bytes[range.lowerBound] == folded[position]) }
      end = range.upperBound
    }
    #expect(view.original(0..<0).lowerBound >= 0)
  }

  @Test("text without look-alikes is not copied")
  func plain() {
    let bytes = Array("Grüße aus Łódź und Αθήνα, § 12".utf8)
    let view = FoldedText()
    unsafe bytes.withUnsafeBufferPointer { buffer in
      view.withFolded(unsafe ByteText(buffer)) { text in
        unsafe text.withPointer { unsafe #expect($0.baseAddress == buffer.baseAddress) }
      }
    }
  }
}

/// A fixed sequence for tests.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func below(_ limit: Int) -> Int { Int(next() >> 11) % limit }
}
