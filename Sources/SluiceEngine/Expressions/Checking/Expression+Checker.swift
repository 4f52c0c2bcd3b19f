internal import SluiceCore
internal import SluiceText

extension Expression {
  /// Resolves names and types, and gathers all that is wrong instead of stopping at the first.
  struct Checker {
    let schema: Schema
    private(set) var diagnostics: [ExpressionDiagnostic] = []
    /// Positions of the fields that are read.
    private(set) var read: Set<Int> = []
    private(set) var measured: [MeasuredText] = []

    init(schema: Schema) { self.schema = schema }

    /// What an expression means, and the same in normal form; nil where something was reported.
    struct Checked {
      var value: Value
      var normal: Syntax
    }

    /// The expression as a condition.
    mutating func condition(_ syntax: Syntax) -> (TruthNode, Syntax)? {
      guard let checked = check(syntax) else { return nil }
      guard case .truth(let truth) = checked.value else {
        report(
          "not-a-condition", "this is \(checked.value.type), not a condition", at: syntax, hint: "compare it")
        return nil
      }
      return (truth, checked.normal)
    }

    mutating func check(_ syntax: Syntax) -> Checked? {
      switch syntax.node {
      case .literal(let literal): return Checked(value: Checker.value(of: literal), normal: syntax)
      case .name(let name, let isQuoted): return named(name, isQuoted: isQuoted, syntax)
      case .call(let name, let arguments): return call(name, arguments, syntax)
      case .not(let operand):
        guard let (truth, normal) = condition(operand) else { return nil }
        return made(.truth(.not(truth)), .not(normal), syntax)
      case .all(let parts):
        guard let (truths, normals) = conditions(parts) else { return nil }
        let flat = normals.flatMap { if case .all(let inner) = $0.node { inner } else { [$0] } }
        return made(.truth(.all(truths)), .all(flat), syntax)
      case .any(let parts):
        guard let (truths, normals) = conditions(parts) else { return nil }
        let flat = normals.flatMap { if case .any(let inner) = $0.node { inner } else { [$0] } }
        return made(.truth(.any(truths)), .any(flat), syntax)
      case .compare(let comparison, let left, let right): return compare(comparison, left, right, syntax)
      case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right, syntax)
      case .negate(let operand): return negate(operand, syntax)
      case .inList(let operand, let elements, let isNegated):
        return inList(operand, elements, isNegated: isNegated, syntax)
      case .inRange(let operand, let low, let high, let isNegated):
        return inRange(operand, low, high, isNegated: isNegated, syntax)
      case .isNull(let operand, let isNegated):
        guard let checked = check(operand) else { return nil }
        let isNull = TruthNode.isNull(checked.value)
        return made(
          .truth(isNegated ? .not(isNull) : isNull), .isNull(checked.normal, isNegated: isNegated), syntax)
      }
    }

    mutating func report(_ id: String, _ message: String, at syntax: Syntax, hint: String? = nil) {
      report(id, message, at: syntax.range, hint: hint)
    }

    mutating func report(_ id: String, _ message: String, at range: Range<Int>, hint: String? = nil) {
      diagnostics.append(ExpressionDiagnostic(id, message, at: range, hint: hint))
    }

    func made(_ value: Value, _ normal: Syntax.Node, _ syntax: Syntax) -> Checked {
      Checked(value: value, normal: Syntax(node: normal, range: syntax.range))
    }

    private mutating func conditions(_ parts: [Syntax]) -> ([TruthNode], [Syntax])? {
      let checked = parts.map { condition($0) }
      guard !checked.contains(where: { $0 == nil }) else { return nil }
      return (checked.compactMap { $0?.0 }, checked.compactMap { $0?.1 })
    }

    static func value(of literal: Literal) -> Value {
      switch literal {
      case .integer(let value): .integer(.constant(value))
      case .number(let value): .number(.constant(value))
      case .string(let value): .text(.constant(Array(value.utf8)))
      case .boolean(let value): .truth(.constant(value))
      case .date(let value): .date(.constant(Int64(value.days)))
      case .timestamp(let value): .timestamp(.constant(value.microseconds))
      }
    }

    // MARK: Arithmetic

    private mutating func arithmetic(
      _ operation: Arithmetic, _ left: Syntax, _ right: Syntax, _ syntax: Syntax
    ) -> Checked? {
      let (a, b) = (operand(left), operand(right))
      guard let a, let b else { return nil }
      let normal = Syntax.Node.arithmetic(operation, a.normal, b.normal)
      if case .integer(let x) = a.value, case .integer(let y) = b.value, operation != .divided {
        return made(.integer(.arithmetic(operation, x, y)), normal, syntax)
      }
      guard let x = Checker.number(a.value), let y = Checker.number(b.value) else { return nil }
      return made(.number(.arithmetic(operation, x, y)), normal, syntax)
    }

    private mutating func negate(_ inner: Syntax, _ syntax: Syntax) -> Checked? {
      guard let checked = operand(inner) else { return nil }
      switch checked.value {
      case .integer(.constant(let value)) where value != .min: return literal(.integer(-value), syntax)
      case .number(.constant(let value)): return literal(.number(-value), syntax)
      case .integer(let node): return made(.integer(.negate(node)), .negate(checked.normal), syntax)
      case .number(let node): return made(.number(.negate(node)), .negate(checked.normal), syntax)
      case .truth, .text, .date, .timestamp, .tokens: return nil
      }
    }

    private func literal(_ literal: Literal, _ syntax: Syntax) -> Checked {
      made(Checker.value(of: literal), .literal(literal), syntax)
    }

    /// An operand of arithmetic, which must be a number.
    private mutating func operand(_ syntax: Syntax) -> Checked? {
      guard let checked = check(syntax) else { return nil }
      guard Checker.number(checked.value) != nil else {
        report("type-mismatch", "arithmetic needs numbers; this is \(checked.value.type)", at: syntax)
        return nil
      }
      return checked
    }

    private static func number(_ value: Value) -> NumberNode? {
      switch value {
      case .integer(let node): .converted(node)
      case .number(let node): node
      case .truth, .text, .date, .timestamp, .tokens: nil
      }
    }
  }
}

extension Expression.Checker {
  // MARK: Names

  private mutating func named(
    _ name: String, isQuoted: Bool, _ syntax: Expression.Syntax
  ) -> Checked? {
    let position = schema.index(of: name)
    guard !isQuoted, let measure = TextMeasure(rawValue: name) else {
      guard let position else {
        unknownField(name, isQuoted: isQuoted, syntax)
        return nil
      }
      return made(field(position), .name(name, isQuoted: isQuoted), syntax)
    }
    guard position == nil else {
      report(
        "ambiguous-name", "'\(name)' is both a field and a measure", at: syntax,
        hint: "write `\(name)` for the field or \(name)(text) for the measure")
      return nil
    }
    guard let text = schema.index(of: "text"), schema.fields[text].type == .string else {
      let strings = schema.fields.filter { $0.type == .string }.map(\.name).sorted().prefix(6)
      let hint = strings.isEmpty ? nil : "write \(name)(…) with one of: " + strings.joined(separator: ", ")
      report(
        "unknown-field", "'\(name)' measures the field 'text', which is not here", at: syntax, hint: hint)
      return nil
    }
    let field = Expression.Syntax(node: .name("text", isQuoted: false), range: syntax.range)
    return made(measured(measure, of: readText(text)), .call(name, [field]), syntax)
  }

  private mutating func unknownField(_ name: String, isQuoted: Bool, _ syntax: Expression.Syntax) {
    let measures = isQuoted ? [] : TextMeasure.allCases.map(\.rawValue)
    let nearest = Suggestion.nearest(to: name, among: schema.names + measures)
    report(
      "unknown-field", "there is no field '\(name)' here", at: syntax,
      hint: nearest.map { "did you mean '\($0)'?" } ?? Suggestion.hint(for: name, among: schema.names))
  }

  private mutating func field(_ position: Int) -> Expression.Value {
    read.insert(position)
    return switch schema.fields[position].type {
    case .string: .text(.field(position))
    case .integer: .integer(.field(position))
    case .number: .number(.field(position))
    case .boolean: .truth(.field(position))
    case .date: .date(.field(position))
    case .timestamp: .timestamp(.field(position))
    case .tokens: .tokens(position)
    }
  }

  private mutating func readText(_ position: Int) -> Expression.TextNode {
    read.insert(position)
    return .field(position)
  }

  private mutating func measured(
    _ measure: TextMeasure, of text: Expression.TextNode
  ) -> Expression.Value {
    var position = measured.firstIndex { $0.text == text } ?? measured.count
    if position == measured.count {
      measured.append(Expression.MeasuredText(text: text, measures: []))
      position = measured.count - 1
    }
    measured[position].measures.formUnion(MeasureSet(measure))
    return measure.isWhole ? .integer(.measure(measure, position)) : .number(.measure(measure, position))
  }

  // MARK: Functions

  private static let functions =
    TextMeasure.allCases.map(\.rawValue) + ["length", "lower"] + Expression.Search.allCases.map(\.rawValue)

  /// A field whose own name is that of a call with one string, such as the run fact `smallestGroup('date')`.
  private func parameterizedField(_ name: String, _ arguments: [Expression.Syntax]) -> Int? {
    guard arguments.count == 1, case .literal(.string(let parameter)) = arguments[0].node else { return nil }
    return schema.index(of: "\(name)('\(parameter)')")
  }

  private mutating func call(
    _ name: String, _ arguments: [Expression.Syntax], _ syntax: Expression.Syntax
  ) -> Checked? {
    let start = syntax.range.lowerBound
    if let position = parameterizedField(name, arguments) {
      return made(field(position), .call(name, arguments), syntax)
    }
    guard Expression.Checker.functions.contains(name) else {
      let facts = schema.names.filter { $0.hasSuffix("')") }.map { String($0.prefix { $0 != "(" }) }
      let functions = Expression.Checker.functions + Set(facts)
      report(
        "unknown-function", "there is no function '\(name)'",
        at: start..<start + name.unicodeScalars.count,
        hint: Suggestion.hint(for: name, among: functions, listing: 20))
      _ = arguments.map { check($0) }
      return nil
    }
    let search = Expression.Search(rawValue: name)
    let wanted = search == nil ? 1 : 2
    let checked = arguments.map { check($0) }
    guard arguments.count == wanted else {
      report(
        "wrong-arguments",
        "'\(name)' takes \(wanted == 1 ? "one argument" : "two arguments"), not \(arguments.count)",
        at: syntax)
      return nil
    }
    if name == "length", case .tokens(let position) = checked[0]?.value, let normal = checked[0]?.normal {
      return made(.integer(.tokenCount(position)), .call(name, [normal]), syntax)
    }
    var texts: [Expression.TextNode] = []
    for (argument, value) in zip(arguments, checked.map(\.?.value)) {
      if case .text(let text) = value {
        texts.append(text)
      } else if let value {
        report("type-mismatch", "'\(name)' needs a string; this is \(value.type)", at: argument)
      }
    }
    guard texts.count == wanted else { return nil }
    let normal = Expression.Syntax.Node.call(name, checked.compactMap(\.?.normal))
    if let search { return made(.truth(.search(search, texts[0], texts[1])), normal, syntax) }
    if let measure = TextMeasure(rawValue: name) {
      return made(measured(measure, of: texts[0]), normal, syntax)
    }
    return name == "lower"
      ? made(.text(.lower(texts[0])), normal, syntax)
      : made(measured(.characters, of: texts[0]), normal, syntax)
  }
}
