import SluiceCore
import SluiceEngine
import Testing

@Suite("Expression properties")
struct ExpressionPropertyTests {
  @Test("columns give what a reading row by row gives, and so does the normal form", arguments: 0..<8)
  func agreement(seed: Int) throws {
    var random = RandomExpression(seed: UInt64(seed))
    var decided: [Verdict: Int] = [:]
    for _ in 0..<150 {
      let meaning = random.condition(4)
      let letters = (0..<70).map { _ in random.letter() }
      let frame = Letter.frame(letters)
      let expression = try Expression(meaning.text, schema: Letter.schema)
      let truth = expression.evaluate(frame)
      for (row, letter) in letters.enumerated() {
        let expected = Verdict(meaning.value(letter))
        #expect(truth.verdict(row) == expected, "\(meaning.text) of \(letter)")
        decided[expected, default: 0] += 1
      }
      let again = try Expression(expression.description, schema: Letter.schema)
      #expect(again.description == expression.description)
      #expect(again.fields == expression.fields)
      #expect(again.evaluate(frame) == truth)
    }
    #expect(decided.values.allSatisfy { $0 > 500 } && decided.count == 3)
  }

  @Test("text of any kind is read or refused with a place inside it", arguments: 0..<8)
  func fuzz(seed: Int) {
    var random = RandomExpression(seed: UInt64(100 + seed))
    let pieces = [
      "and", "or", "not", "in", "is", "null", "true", "words", "text", "age", "lang", "foo", "'a'", "\"", "'",
      "`", "date'2026-01-01'", "1", "2.5", "9e99", "..", ".", "(", ")", "[", "]", ",", "==", "=", "<", ">=",
      "!",
      "&&", "&", "|", "+", "-", "*", "/", "\\", "\u{0}", "é", "\u{301}", "😀", " ", "words(", "contains(", "#",
    ]
    var refused = 0
    for round in 0..<600 {
      var text: String
      if round.isMultiple(of: 2) {
        text = (0..<Int.random(in: 0..<14, using: &random.generator))
          .map { _ in pieces.randomElement(using: &random.generator) ?? "" }.joined(separator: " ")
      } else {
        var scalars = Array(random.condition(3).text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &random.generator) where !scalars.isEmpty {
          let position = Int.random(in: 0..<scalars.count, using: &random.generator)
          switch Int.random(in: 0..<3, using: &random.generator) {
          case 0: scalars.remove(at: position)
          case 1: scalars.append(contentsOf: scalars[..<position])
          default:
            let piece = pieces.randomElement(using: &random.generator) ?? ""
            scalars.insert(contentsOf: Array(piece.unicodeScalars), at: position)
          }
        }
        text = String(String.UnicodeScalarView(scalars))
      }
      let count = text.unicodeScalars.count
      for found in findings(text) {
        refused += 1
        #expect(found.length >= 1 && found.offset >= 0 && found.offset + found.length <= count + 1, "\(text)")
        #expect(!found.message.isEmpty && !found.message.hasSuffix("."))
      }
    }
    #expect(refused > 300)
  }
}
