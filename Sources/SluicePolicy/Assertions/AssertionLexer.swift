internal import SluiceCore

/// Splits an assertion into words, numbers, quoted names and signs.
struct AssertionLexer {
  enum Token: Equatable {
    case number(Double)
    case name(String)
    case quoted(String)
    case sign(String)
    case end
  }

  struct Item: Equatable {
    let token: Token
    /// Offset in scalars.
    let offset: Int
  }

  static let signs = [
    "<=", ">=", "==", "!=", "&&", "||", "<", ">", "+", "-", "*", "/", "(", ")", ",", "!", "%",
  ]

  /// The items, ended by `.end`; or what cannot be read, and where.
  static func items(_ text: String) -> Result<[Item], Failure> {
    let scalars = Array(text.unicodeScalars)
    var items: [Item] = []
    var position = 0
    func run(_ isPart: (Unicode.Scalar) -> Bool) -> String {
      let start = position
      while position < scalars.count, isPart(scalars[position]) { position += 1 }
      return String(String.UnicodeScalarView(scalars[start..<position]))
    }
    while position < scalars.count {
      let start = position
      let scalar = scalars[position]
      if scalar == " " || scalar == "\t" || scalar == "\n" {
        position += 1
      } else if ("0"..."9").contains(scalar) {
        let digits = run { ("0"..."9").contains($0) || $0 == "." || $0 == "_" }
        guard let number = Double(digits.filter { $0 != "_" }) else {
          return .failure(Failure(message: "'\(digits)' is no number", offset: start))
        }
        items.append(Item(token: .number(number), offset: start))
      } else if isLetter(scalar) {
        let name = run { isLetter($0) || ("0"..."9").contains($0) || $0 == "." || $0 == "_" }
        items.append(Item(token: .name(name), offset: start))
      } else if scalar == "'" {
        position += 1
        let name = run { $0 != "'" }
        guard position < scalars.count else {
          return .failure(Failure(message: "the quoted name has no end", offset: start))
        }
        position += 1
        items.append(Item(token: .quoted(name), offset: start))
      } else if let sign = signs.first(where: { scalars[position...].starts(with: $0.unicodeScalars) }) {
        position += sign.unicodeScalars.count
        items.append(Item(token: .sign(sign), offset: start))
      } else {
        return .failure(Failure(message: "'\(scalar)' has no meaning in an assertion", offset: start))
      }
    }
    items.append(Item(token: .end, offset: scalars.count))
    return .success(items)
  }

  struct Failure: Error {
    let message: String
    let offset: Int
    var hint: String?
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
