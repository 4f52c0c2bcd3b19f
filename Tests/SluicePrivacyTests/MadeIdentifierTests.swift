import Testing

@testable import SluicePrivacy

/// Identifiers of the whole catalogue made at random, in sentences of their languages.
@Suite("Made identifiers of every type")
struct MadeIdentifierTests {
  private static let digits = Array("0123456789")
  private static let letters = Array("ABCDEFGHJKLMNPRSTUVWXYZ")

  /// A random code of a form that passes its check; nil if none turns up.
  private static func make(_ form: CatalogueEntry.Form, _ random: inout Random) -> String? {
    let pattern = Array(form.pattern)
    for _ in 0..<60_000 {
      var text = String(
        pattern.map { sign in
          switch sign {
          case "d": digits[random.below(10)]
          case "a": letters[random.below(letters.count)]
          case "w": random.below(3) == 0 ? letters[random.below(letters.count)] : digits[random.below(10)]
          default: sign
          }
        })
      if pattern.count > 8, pattern.allSatisfy({ $0 == "d" }), random.below(2) == 0 {
        text = withDate(text, &random)
      }
      if form.check(Code(text)) { return text }
    }
    return nil
  }

  /// Digits with a date in one of the places where identifiers have one.
  private static func withDate(_ text: String, _ random: inout Random) -> String {
    var characters = Array(text)
    let start = [0, 0, 1, 4][random.below(4)]
    func put(_ value: Int, _ position: Int) {
      characters[position] = digits[value / 10]
      characters[position + 1] = digits[value % 10]
    }
    guard start + 6 <= characters.count else { return text }
    put(1 + random.below(28), start)
    put(1 + random.below(12), start + 2)
    if random.below(2) == 0 { put(1 + random.below(28), start + 4) }
    if random.below(6) == 0 {
      (characters[0], characters[1]) = (digits[1 + random.below(2)], digits[9 * random.below(2)])
    }
    return String(characters)
  }

  private static func grouped(_ text: String, _ group: String) -> String? {
    var rest = text[...]
    var result = ""
    var length = 0
    for sign in group + "\u{0}" {
      if let digit = sign.wholeNumberValue {
        length = length * 10 + digit
      } else {
        guard rest.count >= length else { return nil }
        result += rest.prefix(length) + (sign == "\u{0}" ? "" : String(sign))
        rest = rest.dropFirst(length)
        length = 0
      }
    }
    return rest.isEmpty ? result : nil
  }

  private struct Share {
    var right = 0
    var total = 0
    var missed = ""
  }

  @Test("nearly all are found as their type right after a label, compact or in their usual groups")
  func labelled() {
    var random = Random(seed: 20_261_128)
    var shares: [String: Share] = [:]
    for (index, entry) in Catalogue.entries.enumerated() where !entry.forms.isEmpty {
      let type = IdentifierType(rawValue: UInt8(index))
      let labels = entry.labels.split(separator: "|").map(String.init).filter { $0.count > 3 }
      for form in entry.forms where form.pattern.count > 3 {
        for sample in 0..<4 {
          guard let code = Self.make(form, &random) else { continue }
          let group =
            form.groups.isEmpty || sample % 2 == 0 ? nil : form.groups[random.below(form.groups.count)]
          let written = group.flatMap { Self.grouped(code, $0) } ?? code
          let label = labels.isEmpty ? entry.labels : labels[random.below(labels.count)]
          let text = "\(label): \(written)"
          let found = Detection.find(text)
          let isRight = found.contains { $0.text == written && Self.fits($0.type, type, code) }
          shares[entry.name, default: Share()].total += 1
          if isRight {
            shares[entry.name]?.right += 1
          } else {
            shares[entry.name]?.missed = "\(text) → \(found)"
          }
        }
      }
    }
    let macro = shares.values.reduce(0) { $0 + Double($1.right) / Double($1.total) } / Double(shares.count)
    #expect(shares.count >= 100)
    #expect(
      macro >= 0.98,
      "\(shares.filter { $0.value.right < $0.value.total }.map { "\($0.key) \($0.value.missed)" }.sorted())")
  }

  /// Whether what was found is the type, or another type that has the same number under the same label.
  private static func fits(_ found: String, _ type: IdentifierType, _ code: String) -> Bool {
    if found == type.name { return true }
    guard let other = IdentifierType(name: found), let entry = other.entry else { return false }
    let shared = Set(entry.labels.split(separator: "|")).intersection(
      (type.entry?.labels ?? "").split(separator: "|"))
    return !shared.isEmpty && (entry.isLabelled || NamedCheck.named(found)?(Code(code)) == true)
  }

  @Test("a wrong check digit is not accepted where nothing else speaks for the number")
  func broken() {
    var random = Random(seed: 4_711)
    var total = 0
    var flagged = 0
    for (index, entry) in Catalogue.entries.enumerated() {
      let type = IdentifierType(rawValue: UInt8(index))
      for form in entry.forms where form.strength > 0 {
        for _ in 0..<4 {
          guard let code = Self.make(form, &random) else { continue }
          var wrong = Array(code)
          let place = wrong.lastIndex { $0.isNumber } ?? 0
          wrong[place] = Self.digits[((wrong[place].wholeNumberValue ?? 0) + 1 + random.below(9)) % 10]
          let text = String(wrong)
          guard text != code, NamedCheck.named(entry.name)?(Code(text)) == false else { continue }
          total += 1
          if Detection.find("Please note \(text) in the file.").contains(where: { $0.type == type.name }) {
            flagged += 1
          }
        }
      }
    }
    #expect(total > 150)
    #expect(flagged * 50 <= total)
  }
}
