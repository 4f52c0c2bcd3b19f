internal import SluiceCore

extension Expression {
  /// Reads an expression by recursive descent, loosest operators first.
  ///
  /// ```
  /// or         = and { ("or" | "||") and }
  /// and        = not { ("and" | "&&") not }
  /// not        = "not" not | comparison
  /// comparison = sum [ sign sum | ["not"] "in" set | "is" ["not"] "null" ]
  /// set        = "[" literal { "," literal } "]" | sum ".." sum
  /// sum        = product { ("+" | "-") product }
  /// product    = unary { ("*" | "/") unary }
  /// unary      = "-" unary | "!" unary | primary
  /// primary    = literal | name | name "(" [ or { "," or } ] ")" | "(" or ")"
  /// ```
  struct Parser {
    private let tokens: [Token]
    private var position = 0
    private var depth = 0

    init(_ text: String) throws(ExpressionDiagnostic) {
      var lexer = try Lexer(text)
      tokens = try lexer.tokens()
    }

    /// The whole text as one expression.
    mutating func parse() throws(ExpressionDiagnostic) -> Syntax {
      guard current.kind != .end else {
        throw ExpressionDiagnostic("syntax", "the expression is empty", at: current.range)
      }
      let syntax = try disjunction()
      guard current.kind == .end else { throw unexpected("after the end of the expression") }
      return syntax
    }

    // MARK: Tokens

    private var current: Token { tokens[position] }

    private mutating func take(_ sign: Token.Sign) -> Bool { take(.sign(sign)) }
    private mutating func take(_ keyword: Token.Keyword) -> Bool { take(.keyword(keyword)) }

    private mutating func take(_ kind: Token.Kind) -> Bool {
      guard current.kind == kind else { return false }
      position += 1
      return true
    }

    private mutating func expect(_ sign: Token.Sign, closing open: Token) throws(ExpressionDiagnostic) {
      guard !take(sign) else { return }
      if current.kind == .end {
        throw ExpressionDiagnostic("syntax", "\(open.name) is not closed", at: open.range)
      }
      throw unexpected("where '\(sign.rawValue)' is expected")
    }

    private func unexpected(_ context: String) -> ExpressionDiagnostic {
      var hint: String?
      if case .name(let name) = current.kind, Token.Keyword(rawValue: name.lowercased()) != nil {
        hint = "keywords are written in lower case: '\(name.lowercased())'"
      }
      return ExpressionDiagnostic("syntax", "\(current.name) \(context)", at: current.range, hint: hint)
    }

    /// A node from the token at `start` to the last token taken.
    private func made(
      _ node: Syntax.Node, from start: Int, over parts: [Syntax] = []
    ) throws(ExpressionDiagnostic) -> Syntax {
      let range = tokens[start].range.lowerBound..<tokens[max(start, position - 1)].range.upperBound
      let depth = 1 + (parts.map(\.depth).max() ?? 0)
      guard depth <= Expression.depthLimit else { throw Parser.tooDeep(range) }
      return Syntax(node: node, range: range, depth: depth)
    }

    private static func tooDeep(_ range: Range<Int>) -> ExpressionDiagnostic {
      ExpressionDiagnostic(
        "expression-too-deep", "the expression is nested deeper than \(Expression.depthLimit) levels",
        at: range)
    }

    /// Runs `body` one level deeper; what keeps hostile text from exhausting the stack.
    private mutating func nested(
      _ body: (inout Parser) throws(ExpressionDiagnostic) -> Syntax
    ) throws(ExpressionDiagnostic) -> Syntax {
      depth += 1
      defer { depth -= 1 }
      guard depth <= Expression.depthLimit else { throw Parser.tooDeep(current.range) }
      return try body(&self)
    }

    // MARK: Conditions

    private mutating func disjunction() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      var parts = [try conjunction()]
      while take(Token.Sign.or) || take(Token.Keyword.or) { parts.append(try conjunction()) }
      return parts.count == 1 ? parts[0] : try made(.any(parts), from: start, over: parts)
    }

    private mutating func conjunction() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      var parts = [try negation()]
      while take(Token.Sign.and) || take(Token.Keyword.and) { parts.append(try negation()) }
      return parts.count == 1 ? parts[0] : try made(.all(parts), from: start, over: parts)
    }

    private mutating func negation() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      guard take(Token.Keyword.not) else { return try comparison() }
      let operand = try nested { parser throws(ExpressionDiagnostic) in try parser.negation() }
      return try made(.not(operand), from: start, over: [operand])
    }

    private mutating func comparison() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      let left = try sum()
      var result = left
      if let comparison = takeComparison() {
        let right = try sum()
        result = try made(.compare(comparison, left, right), from: start, over: [left, right])
      } else if take(.is) {
        let isNegated = take(Token.Keyword.not)
        guard take(.null) else { throw unexpected("where 'null' is expected") }
        result = try made(.isNull(left, isNegated: isNegated), from: start, over: [left])
      } else if current.kind == .keyword(.in) {
        position += 1
        result = try set(of: left, isNegated: false, from: start)
      } else if current.kind == .keyword(.not), tokens[position + 1].kind == .keyword(.in) {
        position += 2
        result = try set(of: left, isNegated: true, from: start)
      }
      guard !continuesComparison else {
        throw ExpressionDiagnostic(
          "syntax", "comparisons cannot be chained", at: current.range,
          hint: "join two comparisons with 'and', or write 'x in 3..12'")
      }
      return result
    }

    private var continuesComparison: Bool {
      switch current.kind {
      case .sign(let sign): Comparison(rawValue: sign.rawValue) != nil
      case .keyword(.in), .keyword(.is): true
      default: false
      }
    }

    private mutating func takeComparison() -> Comparison? {
      guard case .sign(let sign) = current.kind, let comparison = Comparison(rawValue: sign.rawValue) else {
        return nil
      }
      position += 1
      return comparison
    }

    private mutating func set(
      of operand: Syntax, isNegated: Bool, from start: Int
    ) throws(ExpressionDiagnostic) -> Syntax {
      let open = current
      guard take(.openList) else {
        let low = try sum()
        guard take(.through) else { throw unexpected("where '..' is expected") }
        let high = try sum()
        return try made(
          .inRange(operand, low, high, isNegated: isNegated), from: start, over: [operand, low, high])
      }
      var elements: [Syntax] = []
      repeat {
        let element = try unary()
        guard case .literal = element.node else {
          throw ExpressionDiagnostic("syntax", "a list holds literals only", at: element.range)
        }
        elements.append(element)
      } while take(.comma)
      try expect(.closeList, closing: open)
      return try made(.inList(operand, elements, isNegated: isNegated), from: start, over: [operand])
    }

    // MARK: Values

    private mutating func sum() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      var left = try product()
      while true {
        let operation: Arithmetic
        if take(.plus) { operation = .plus } else if take(.minus) { operation = .minus } else { return left }
        let right = try product()
        left = try made(.arithmetic(operation, left, right), from: start, over: [left, right])
      }
    }

    private mutating func product() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      var left = try unary()
      while true {
        let operation: Arithmetic
        if take(.times) {
          operation = .times
        } else if take(.divided) {
          operation = .divided
        } else {
          return left
        }
        let right = try unary()
        left = try made(.arithmetic(operation, left, right), from: start, over: [left, right])
      }
    }

    private mutating func unary() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      if take(.minus) {
        if let literal = takeNegativeNumber() { return try made(.literal(literal), from: start) }
        let operand = try nested { parser throws(ExpressionDiagnostic) in try parser.unary() }
        return try made(.negate(operand), from: start, over: [operand])
      }
      if take(Token.Sign.not) {
        let operand = try nested { parser throws(ExpressionDiagnostic) in try parser.unary() }
        return try made(.not(operand), from: start, over: [operand])
      }
      return try primary()
    }

    private mutating func takeNegativeNumber() -> Literal? {
      let literal: Literal
      switch current.kind {
      case .integer(let magnitude) where magnitude <= 1 << 63:
        literal = .integer(Int64(truncatingIfNeeded: 0 &- magnitude))
      case .number(let value): literal = .number(-value)
      default: return nil
      }
      position += 1
      return literal
    }

    private mutating func primary() throws(ExpressionDiagnostic) -> Syntax {
      let start = position
      let token = current
      position += 1
      switch token.kind {
      case .integer(let value):
        guard let value = Int64(exactly: value) else {
          throw ExpressionDiagnostic("syntax", "the number is out of range", at: token.range)
        }
        return try made(.literal(.integer(value)), from: start)
      case .number(let value): return try made(.literal(.number(value)), from: start)
      case .string(let value): return try made(.literal(.string(value)), from: start)
      case .date(let value): return try made(.literal(.date(value)), from: start)
      case .timestamp(let value): return try made(.literal(.timestamp(value)), from: start)
      case .keyword(.true): return try made(.literal(.boolean(true)), from: start)
      case .keyword(.false): return try made(.literal(.boolean(false)), from: start)
      case .keyword(.null):
        throw ExpressionDiagnostic(
          "syntax", "'null' can only follow 'is'", at: token.range,
          hint: "write 'is null' or 'is not null'")
      case .quotedName(let name): return try made(.name(name, isQuoted: true), from: start)
      case .name(let name):
        let open = current
        guard take(.open) else { return try made(.name(name, isQuoted: false), from: start) }
        return try call(name, open: open, from: start)
      case .sign(.open):
        var inner = try nested { parser throws(ExpressionDiagnostic) in try parser.disjunction() }
        try expect(.close, closing: token)
        inner.range = token.range.lowerBound..<tokens[position - 1].range.upperBound
        return inner
      case .keyword, .sign, .end:
        position -= 1
        throw unexpected("where a value is expected")
      }
    }

    private mutating func call(
      _ name: String, open: Token, from start: Int
    ) throws(ExpressionDiagnostic) -> Syntax {
      var arguments: [Syntax] = []
      if !take(.close) {
        repeat {
          arguments.append(try nested { parser throws(ExpressionDiagnostic) in try parser.disjunction() })
        } while take(.comma)
        try expect(.close, closing: open)
      }
      return try made(.call(name, arguments), from: start, over: arguments)
    }
  }
}
