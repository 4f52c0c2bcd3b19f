internal import SluiceCore

extension Expression {
  /// A word, literal or sign of an expression.
  struct Token: Sendable, Equatable {
    var kind: Kind
    /// Where it stands in the text, in Unicode scalars.
    var range: Range<Int>

    enum Kind: Sendable, Equatable {
      case name(String)
      case quotedName(String)
      case keyword(Keyword)
      /// A whole number without sign; the sign decides whether it fits.
      case integer(UInt64)
      case number(Double)
      case string(String)
      case date(CivilDate)
      case timestamp(Timestamp)
      case sign(Sign)
      case end
    }

    enum Keyword: String, Sendable, CaseIterable {
      case and, or, not, `in`, `is`, null, `true`, `false`
    }

    enum Sign: String, Sendable, CaseIterable {
      // Longer signs first: the lexer takes the first that fits.
      case equal = "=="
      case notEqual = "!="
      case lessOrEqual = "<="
      case greaterOrEqual = ">="
      case and = "&&"
      case or = "||"
      case through = ".."
      case less = "<"
      case greater = ">"
      case not = "!"
      case plus = "+"
      case minus = "-"
      case times = "*"
      case divided = "/"
      case open = "("
      case close = ")"
      case openList = "["
      case closeList = "]"
      case comma = ","
    }

    /// The token as an error message names it.
    var name: String {
      switch kind {
      case .name(let name): "'\(name)'"
      case .quotedName(let name): "'`\(name)`'"
      case .keyword(let keyword): "'\(keyword.rawValue)'"
      case .integer, .number: "a number"
      case .string: "a string"
      case .date: "a date"
      case .timestamp: "a timestamp"
      case .sign(let sign): "'\(sign.rawValue)'"
      case .end: "the end"
      }
    }
  }
}
