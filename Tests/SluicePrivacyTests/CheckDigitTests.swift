import Testing

@testable import SluicePrivacy

@Suite("Check digits against python-stdnum")
struct CheckDigitTests {
  /// The fixed random sequence of `check_digits.py`.
  private struct Sequence {
    var state: UInt64

    mutating func below(_ limit: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state % limit
    }
  }

  private static let digits = Array("0123456789")
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

  private static func body(_ template: String, _ sequence: inout Sequence) -> String {
    let codes = Array(template)
    var text = ""
    var position = 0
    func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    while position < codes.count {
      let pair = position + 1 < codes.count ? String(codes[position...position + 1]) : ""
      switch pair {
      case "YY": text += two(sequence.below(100))
      case "MM": text += two(1 + sequence.below(12))
      case "DD": text += two(1 + sequence.below(28))
      default:
        switch codes[position] {
        case "d": text.append(digits[Int(sequence.below(10))])
        case "a": text.append(letters[Int(sequence.below(26))])
        case "w": text.append((digits + letters)[Int(sequence.below(36))])
        case let literal: text.append(literal)
        }
        position -= 1
      }
      position += 2
    }
    return text
  }

  private static func ends(_ template: String) -> [String] {
    template.reduce([""]) { heads, code in
      let pool = code == "c" ? digits : code == "C" ? letters : digits + letters
      return heads.flatMap { head in pool.map { head + String($0) } }
    }
  }

  private static func verdict(_ name: String, _ text: String) -> Bool {
    let code = Code(text)
    if name == "luhn" { return CheckDigits.luhn(code) }
    if name.hasPrefix("iban") { return AccountChecks.iban(code) }
    if name.hasPrefix("vat") {
      let country = Array(name.utf8.suffix(2))
      return VATChecks.isValid(VATChecks.key(country[0], country[1]), code)
    }
    return RuleBook.catalogue.contains {
      $0.type.name == name && $0.pattern.matches(code) && $0.check(code)
    }
  }

  @Test(
    "every scheme gives the oracle's verdict on thousands of candidates",
    arguments: CheckDigitVectors.cases.indices)
  func agrees(index: Int) {
    let vector = CheckDigitVectors.cases[index]
    var sequence = Sequence(state: 0x9E37_79B9_7F4A_7C15 + UInt64(index))
    let ends = Self.ends(vector.end)
    var valid = 0
    var candidates = 0
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for _ in 0..<vector.bodies {
      let body = Self.body(vector.body, &sequence)
      for end in ends {
        let text = body.contains("%") ? body.replacing("%", with: end) : body + end
        let isValid = Self.verdict(vector.name, text)
        valid += isValid ? 1 : 0
        candidates += 1
        digest = (digest ^ (isValid ? 1 : 0)) &* 0x100_0000_01B3
      }
    }
    #expect(candidates == vector.candidates)
    #expect(valid == vector.valid, "\(vector.name) \(vector.body)")
    #expect(digest == vector.digest, "\(vector.name) \(vector.body)")
  }
}
