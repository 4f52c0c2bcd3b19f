import SluiceCore
import SluiceTestSupport

/// Text of an expression with what it means for one letter, written as plainly as possible.
struct Meaning<Value> {
  var text: String
  var value: (Letter) -> Value?
}

/// Makes random well-typed expressions together with their meaning.
struct RandomExpression {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[pick(elements.count)] }

  mutating func letter() -> Letter {
    var letter = Letter()
    if pick(5) > 0 {
      letter.text = pick(["", "a", "Ab c", "one two\nthree", "\u{E9}t\u{E9} 12\n\n", "x x\nx x\n"])
    }
    if pick(5) > 0 { letter.lang = pick(["de", "fr", "DE", "", "\u{E9}"]) }
    if pick(5) > 0 { letter.age = pick([-1, 0, 1, 2, 3, 42, .max, .min]) }
    if pick(5) > 0 { letter.score = pick([-1.5, 0, 0.5, 1, 2, 3, 1e300]) }
    if pick(5) > 0 { letter.isPublic = pick(2) == 0 }
    if pick(5) > 0 { letter.day = CivilDate(days: pick([-1, 0, 20_000, 20_001])) }
    if pick(5) > 0 { letter.at = Timestamp(microseconds: pick([0, 1, 1_728_000_000_000_000])) }
    return letter
  }

  // MARK: Conditions

  mutating func condition(_ depth: Int) -> Meaning<Bool> {
    switch depth == 0 ? pick(3) : pick(13) {
    case 0: return Meaning(text: "isPublic", value: \.isPublic)
    case 1: return Meaning(text: "true", value: { _ in true })
    case 2: return Meaning(text: "false", value: { _ in false })
    case 3:
      let inner = condition(depth - 1)
      let sign = pick(["not ", "!"])
      return Meaning(text: "\(sign)(\(inner.text))", value: { inner.value($0).map { !$0 } })
    case 4:
      let (a, b) = (condition(depth - 1), condition(depth - 1))
      return Meaning(text: "(\(a.text)) \(pick(["and", "&&"])) (\(b.text))") { letter in
        let (x, y) = (a.value(letter), b.value(letter))
        if x == false || y == false { return false }
        return x == nil || y == nil ? nil : true
      }
    case 5:
      let (a, b) = (condition(depth - 1), condition(depth - 1))
      return Meaning(text: "(\(a.text)) \(pick(["or", "||"])) (\(b.text))") { letter in
        let (x, y) = (a.value(letter), b.value(letter))
        if x == true || y == true { return true }
        return x == nil || y == nil ? nil : false
      }
    case 6:
      let (a, b) = (condition(depth - 1), condition(depth - 1))
      return Meaning(text: "(\(a.text)) == (\(b.text))") { letter in
        guard let x = a.value(letter), let y = b.value(letter) else { return nil }
        return x == y
      }
    case 7: return comparison(depth)
    case 8: return textComparison(depth)
    case 9: return membership(depth)
    case 10: return search(depth)
    case 11:
      let inner = integer(depth - 1)
      let isNot = pick(2) == 0
      return Meaning(text: "(\(inner.text)) is \(isNot ? "not " : "")null") {
        (inner.value($0) == nil) != isNot
      }
    default: return moments()
    }
  }

  private static let signs = ["==", "!=", "<", "<=", ">", ">="]

  private static func holds<Value: Comparable>(_ sign: String, _ a: Value, _ b: Value) -> Bool {
    switch sign {
    case "==": a == b
    case "!=": a != b
    case "<": a < b
    case "<=": a <= b
    case ">": a > b
    default: a >= b
    }
  }

  /// Comparisons of whole and other numbers; none of the values needs rounding except the largest.
  private mutating func comparison(_ depth: Int) -> Meaning<Bool> {
    let sign = pick(RandomExpression.signs)
    if pick(2) == 0 {
      let (a, b) = (integer(depth - 1), integer(depth - 1))
      return Meaning(text: "\(a.text) \(sign) \(b.text)") { letter in
        guard let x = a.value(letter), let y = b.value(letter) else { return nil }
        return RandomExpression.holds(sign, x, y)
      }
    }
    let (a, b) = (integer(depth - 1), number(depth - 1))
    let isMirrored = pick(2) == 0
    return Meaning(text: isMirrored ? "\(b.text) \(sign) \(a.text)" : "\(a.text) \(sign) \(b.text)") {
      letter in
      guard let x = a.value(letter), let y = b.value(letter) else { return nil }
      let order = RandomExpression.isBelow(x, y) ? -1 : RandomExpression.isAbove(x, y) ? 1 : 0
      return RandomExpression.holds(sign, isMirrored ? -order : order, 0)
    }
  }

  private static func isBelow(_ integer: Int64, _ number: Double) -> Bool {
    number.rounded(.up) >= 0x1p63 || (Int64(exactly: number.rounded(.up)).map { integer < $0 } ?? false)
  }

  private static func isAbove(_ integer: Int64, _ number: Double) -> Bool {
    number < -0x1p63 || (Int64(exactly: number.rounded(.down)).map { integer > $0 } ?? false)
  }

  private mutating func textComparison(_ depth: Int) -> Meaning<Bool> {
    let (a, b, sign) = (string(depth - 1), string(depth - 1), pick(RandomExpression.signs))
    return Meaning(text: "\(a.text) \(sign) \(b.text)") { letter in
      guard let x = a.value(letter), let y = b.value(letter) else { return nil }
      let (left, right) = (Array(x.utf8), Array(y.utf8))
      let order = left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
      return RandomExpression.holds(sign, order, 0)
    }
  }

  private mutating func membership(_ depth: Int) -> Meaning<Bool> {
    let isNot = pick(2) == 0
    let word = isNot ? "not in" : "in"
    switch pick(4) {
    case 0:
      let operand = integer(depth - 1)
      let list = (0..<1 + pick(4)).map { _ in Int64(pick(4)) }
      return Meaning(text: "\(operand.text) \(word) \(list)") {
        operand.value($0).map { list.contains($0) != isNot }
      }
    case 1:
      let operand = number(depth - 1)
      let list = (0..<1 + pick(4)).map { _ in Double(pick(6)) / 2 }
      return Meaning(text: "\(operand.text) \(word) \(list)") {
        operand.value($0).map { list.contains($0) != isNot }
      }
    case 2:
      let operand = string(depth - 1)
      let list = (0..<1 + pick(3)).map { _ in pick(["de", "fr", "", "a"]) }
      let text = list.map { "'\($0)'" }.joined(separator: ", ")
      return Meaning(text: "\(operand.text) \(word) [\(text)]") { letter in
        operand.value(letter).map { value in list.contains { Array($0.utf8) == Array(value.utf8) } != isNot }
      }
    default:
      let operand = integer(depth - 1)
      let (low, high) = (integer(0), integer(0))
      return Meaning(text: "\(operand.text) \(word) \(low.text)..\(high.text)") { letter in
        let x = operand.value(letter)
        let above = x.flatMap { x in low.value(letter).map { x >= $0 } }
        let below = x.flatMap { x in high.value(letter).map { x <= $0 } }
        if above == false || below == false { return isNot }
        return above == nil || below == nil ? nil : !isNot
      }
    }
  }

  private mutating func search(_ depth: Int) -> Meaning<Bool> {
    let (a, b, name) = (string(depth - 1), string(depth - 1), pick(["startsWith", "endsWith", "contains"]))
    return Meaning(text: "\(name)(\(a.text), \(b.text))") { letter in
      guard let x = a.value(letter), let y = b.value(letter) else { return nil }
      let (text, part) = (Array(x.utf8), Array(y.utf8))
      switch name {
      case "startsWith": return text.starts(with: part)
      case "endsWith": return text.reversed().starts(with: part.reversed())
      default:
        return part.count <= text.count
          && (0...text.count - part.count).contains { text[$0...].starts(with: part) }
      }
    }
  }

  private mutating func moments() -> Meaning<Bool> {
    let sign = pick(RandomExpression.signs)
    let day = CivilDate(days: pick([-1, 0, 20_000]))
    switch pick(3) {
    case 0:
      return Meaning(text: "day \(sign) '\(day)'") { $0.day.map { RandomExpression.holds(sign, $0, day) } }
    case 1:
      return Meaning(text: "date'\(day)' \(sign) at") { letter in
        letter.at.map { RandomExpression.holds(sign, Timestamp(day), $0) }
      }
    default:
      return Meaning(text: "at \(sign) day") { letter in
        letter.at.flatMap { at in letter.day.map { RandomExpression.holds(sign, at, Timestamp($0)) } }
      }
    }
  }

  // MARK: Values

  private mutating func integer(_ depth: Int) -> Meaning<Int64> {
    switch depth <= 0 ? pick(4) : pick(6) {
    case 0: return Meaning(text: "age", value: \.age)
    case 1:
      let value = pick([-3, 0, 1, 2, 42, Int64.max, .min])
      return Meaning(text: String(value)) { _ in value }
    case 2:
      return Meaning(text: pick(["words", "words(text)"])) { letter in
        letter.text.map { Int64($0.split { $0.isWhitespace }.count) }
      }
    case 3:
      return Meaning(text: pick(["characters", "length(text)"])) { letter in
        letter.text.map { Int64($0.unicodeScalars.count) }
      }
    case 4:
      let inner = integer(depth - 1)
      return Meaning(text: "-(\(inner.text))") { letter in
        inner.value(letter).flatMap { $0 == .min ? nil : -$0 }
      }
    default:
      let (a, b, sign) = (integer(depth - 1), integer(depth - 1), pick(["+", "-", "*"]))
      return Meaning(text: "(\(a.text)) \(sign) (\(b.text))") { letter in
        guard let x = a.value(letter), let y = b.value(letter) else { return nil }
        let (value, overflow) =
          sign == "+"
          ? x.addingReportingOverflow(y)
          : sign == "-" ? x.subtractingReportingOverflow(y) : x.multipliedReportingOverflow(by: y)
        return overflow ? nil : value
      }
    }
  }

  private mutating func number(_ depth: Int) -> Meaning<Double> {
    switch depth <= 0 ? pick(3) : pick(4) {
    case 0: return Meaning(text: "score", value: \.score)
    case 1:
      let value = pick([0.5, 1.0, 2.25, -1.0, 1e300])
      return Meaning(text: value.description) { _ in value }
    case 2:
      return Meaning(text: "meanWordLength") { letter in
        guard let words = letter.text?.split(whereSeparator: \.isWhitespace), !words.isEmpty else {
          return nil
        }
        return Double(words.reduce(0) { $0 + $1.unicodeScalars.count }) / Double(words.count)
      }
    default:
      let (a, b, sign) = (number(depth - 1), number(depth - 1), pick(["+", "-", "*", "/"]))
      return Meaning(text: "(\(a.text)) \(sign) (\(b.text))") { letter in
        guard let x = a.value(letter), let y = b.value(letter) else { return nil }
        let value = sign == "+" ? x + y : sign == "-" ? x - y : sign == "*" ? x * y : x / y
        return value.isFinite ? value : nil
      }
    }
  }

  private mutating func string(_ depth: Int) -> Meaning<String> {
    switch depth <= 0 ? pick(3) : pick(4) {
    case 0: return Meaning(text: "text", value: \.text)
    case 1: return Meaning(text: "lang", value: \.lang)
    case 2:
      let value = pick(["de", "", "a", "x", "\u{E9}", "Ab c"])
      return Meaning(text: "'\(value)'") { _ in value }
    default:
      let inner = string(depth - 1)
      return Meaning(text: "lower(\(inner.text))") { inner.value($0)?.lowercased() }
    }
  }
}
