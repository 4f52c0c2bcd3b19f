internal import SluiceCore

extension Expression {
  /// Cuts the text of an expression into tokens.
  struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) throws(ExpressionDiagnostic) {
      scalars = Array(text.unicodeScalars)
      guard text.utf8.count <= Expression.lengthLimit else {
        throw ExpressionDiagnostic(
          "expression-too-long", "the expression is longer than \(Expression.lengthLimit) bytes",
          at: 0..<scalars.count)
      }
    }

    /// The tokens in order; the last is `end`.
    mutating func tokens() throws(ExpressionDiagnostic) -> [Token] {
      var tokens: [Token] = []
      while true {
        while let scalar = peek(), scalar.properties.isWhitespace { position += 1 }
        let start = position
        let kind = try next()
        tokens.append(Token(kind: kind, range: start..<position))
        if kind == .end { return tokens }
      }
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
      position + ahead < scalars.count ? scalars[position + ahead] : nil
    }

    private mutating func next() throws(ExpressionDiagnostic) -> Token.Kind {
      guard let scalar = peek() else { return .end }
      switch scalar {
      case "0"..."9": return try number()
      case "'", "\"": return .string(try quoted())
      case "`":
        let start = position
        let name = try quoted()
        guard !name.isEmpty else { throw error("a field's name is missing", from: start) }
        return .quotedName(name)
      case _ where Lexer.startsName(scalar): return try word()
      default: return try sign()
      }
    }

    private func error(_ message: String, from start: Int, hint: String? = nil) -> ExpressionDiagnostic {
      ExpressionDiagnostic("syntax", message, at: start..<max(position, start + 1), hint: hint)
    }

    // MARK: Names

    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || scalar.properties.isAlphabetic
    }

    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
      startsName(scalar) || scalar.properties.numericType == .decimal
        || scalar.properties.generalCategory == .nonspacingMark
    }

    /// Whether `name` can stand in an expression without backquotes.
    static func isPlain(_ name: String) -> Bool {
      guard var lexer = try? Lexer(name), let tokens = try? lexer.tokens() else { return false }
      return tokens.first?.kind == .name(name) && tokens.count == 2
    }

    private mutating func word() throws(ExpressionDiagnostic) -> Token.Kind {
      let start = position
      while let scalar = peek() {
        let isDot = scalar == "." && peek(1).map(Lexer.startsName) == true
        guard isDot || Lexer.continuesName(scalar) else { break }
        position += 1
      }
      let name = text(start..<position)
      if name == "date" || name == "timestamp", peek() == "'" || peek() == "\"" {
        return try moment(name, from: start)
      }
      return Token.Keyword(rawValue: name).map { .keyword($0) } ?? .name(name)
    }

    private mutating func moment(_ kind: String, from start: Int) throws(ExpressionDiagnostic) -> Token.Kind {
      let value = try quoted()
      if kind == "date" {
        if let date = CivilDate(ascii: Array(value.utf8)) { return .date(date) }
        throw error("this is no calendar day", from: start, hint: "write date'2026-11-20'")
      }
      if let timestamp = Timestamp(value) { return .timestamp(timestamp) }
      throw error("this is no instant", from: start, hint: "write timestamp'2026-11-20T13:45:00Z'")
    }

    private func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }

    // MARK: Numbers

    private mutating func number() throws(ExpressionDiagnostic) -> Token.Kind {
      let start = position
      var isWhole = true
      skipDigits()
      if peek() == ".", let digit = peek(1), ("0"..."9").contains(digit) {
        isWhole = false
        position += 1
        skipDigits()
      }
      if peek() == "e" || peek() == "E" {
        let signed = peek(1) == "+" || peek(1) == "-"
        if let digit = peek(signed ? 2 : 1), ("0"..."9").contains(digit) {
          isWhole = false
          position += signed ? 2 : 1
          skipDigits()
        }
      }
      if let scalar = peek(), Lexer.startsName(scalar) {
        position += 1
        throw error("a number is followed by a letter", from: start)
      }
      let digits = text(start..<position)
      if isWhole, let value = UInt64(digits) { return .integer(value) }
      if !isWhole, let value = Double(digits), value.isFinite { return .number(value) }
      throw error("the number is out of range", from: start)
    }

    private mutating func skipDigits() {
      while let scalar = peek(), ("0"..."9").contains(scalar) { position += 1 }
    }

    // MARK: Strings

    /// Text between two equal quotes, its escapes resolved.
    private mutating func quoted() throws(ExpressionDiagnostic) -> String {
      let start = position
      let quote = scalars[position]
      position += 1
      var value = String.UnicodeScalarView()
      while let scalar = peek() {
        position += 1
        if scalar == quote { return String(value) }
        value.append(scalar == "\\" ? try escape() : scalar)
      }
      position = start + 1
      throw error("the quote is not closed", from: start)
    }

    private mutating func escape() throws(ExpressionDiagnostic) -> Unicode.Scalar {
      let start = position - 1
      let scalar = peek()
      position += 1
      switch scalar {
      case "\\", "'", "\"", "`": return scalar ?? "\\"
      case "n": return "\n"
      case "r": return "\r"
      case "t": return "\t"
      case "u" where peek() == "{":
        position += 1
        let first = position
        while let digit = peek(), digit != "}", position - first < 6 { position += 1 }
        let digits = text(first..<position)
        if peek() == "}", let code = UInt32(digits, radix: 16), digits.first != "+",
          let value = Unicode.Scalar(code)
        {
          position += 1
          return value
        }
      default: break
      }
      position = min(position, scalars.count)
      throw error(
        "this escape is not known", from: start, hint: #"known are \\ \' \" \` \n \r \t and \u{…}"#)
    }

    // MARK: Signs

    private mutating func sign() throws(ExpressionDiagnostic) -> Token.Kind {
      for sign in Token.Sign.allCases where Lexer.matches(scalars[position...], sign.rawValue) {
        if sign == .less, peek(1) == ">" { break }
        position += sign.rawValue.unicodeScalars.count
        return .sign(sign)
      }
      let start = position
      let scalar = scalars[position]
      position += 1
      let hint: String? =
        switch scalar {
        case "=": "write '==' to compare"
        case "<": "write '!='"
        case "&": "write 'and' or '&&'"
        case "|": "write 'or' or '||'"
        case "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{201E}": "strings stand in straight quotes"
        case ".": "a number starts with a digit: 0.5"
        default: nil
        }
      throw error(Lexer.description(of: scalar), from: start, hint: hint)
    }

    private static func matches(_ scalars: ArraySlice<Unicode.Scalar>, _ sign: String) -> Bool {
      scalars.starts(with: sign.unicodeScalars)
    }

    private static func description(of scalar: Unicode.Scalar) -> String {
      let isPrintable = scalar.value > 0x20 && scalar.value < 0x7F || scalar.properties.isAlphabetic
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
      return "the character \(isPrintable ? "'\(scalar)'" : "U+\(padded)") has no meaning here"
    }
  }
}
