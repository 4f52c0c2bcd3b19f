internal import SluiceCore

/// Reads an assertion by recursive descent; types are checked on the way.
struct AssertionParser {
  typealias Node = Assertion.Node
  typealias Failure = AssertionLexer.Failure

  private let items: [AssertionLexer.Item]
  private var position = 0
  private var depth = 0
  private static let depthLimit = 64

  init(_ items: [AssertionLexer.Item]) { self.items = items }

  mutating func condition() throws(Failure) -> Node {
    let node = try alternatives()
    guard current.token == .end else { throw failure("expected the end of the assertion") }
    return try require(node, isTruth: true, at: 0)
  }

  private var current: AssertionLexer.Item { items[position] }

  private func failure(_ message: String, hint: String? = nil) -> Failure {
    Failure(message: message, offset: current.offset, hint: hint)
  }

  private mutating func accept(_ words: String...) -> String? {
    for word in words where current.token == .sign(word) || current.token == .name(word) {
      position += 1
      return word
    }
    return nil
  }

  private func require(_ node: Node, isTruth: Bool, at offset: Int) throws(Failure) -> Node {
    guard node.isTruth == isTruth else {
      throw Failure(
        message: isTruth ? "expected a condition, not a number" : "expected a number, not a condition",
        offset: offset)
    }
    return node
  }

  private mutating func alternatives() throws(Failure) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw failure("nested too deeply") }
    var start = current.offset
    var parts = [try conjunction()]
    while accept("or", "||") != nil {
      parts[parts.count - 1] = try require(parts[parts.count - 1], isTruth: true, at: start)
      start = current.offset
      parts.append(try require(try conjunction(), isTruth: true, at: start))
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(Failure) -> Node {
    var start = current.offset
    var parts = [try negation()]
    while accept("and", "&&") != nil {
      parts[parts.count - 1] = try require(parts[parts.count - 1], isTruth: true, at: start)
      start = current.offset
      parts.append(try require(try negation(), isTruth: true, at: start))
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(Failure) -> Node {
    var count = 0
    while accept("not", "!") != nil { count += 1 }
    guard count > 0 else { return try comparison() }
    let start = current.offset
    let node = try require(try comparison(), isTruth: true, at: start)
    return count.isMultiple(of: 2) ? node : .not(node)
  }

  private mutating func comparison() throws(Failure) -> Node {
    let start = current.offset
    let left = try sum()
    guard let sign = accept("<=", ">=", "==", "!=", "<", ">"), let relation = Node.Relation(rawValue: sign)
    else {
      return left
    }
    let middle = current.offset
    let right = try sum()
    return .compare(
      try require(left, isTruth: false, at: start), relation, try require(right, isTruth: false, at: middle))
  }

  private mutating func sum() throws(Failure) -> Node {
    let start = current.offset
    var node = try product()
    while let sign = accept("+", "-") { node = try combine(node, sign, try product(), start) }
    return node
  }

  private mutating func product() throws(Failure) -> Node {
    let start = current.offset
    var node = try factor()
    while let sign = accept("*", "/") { node = try combine(node, sign, try factor(), start) }
    return node
  }

  private func combine(_ left: Node, _ sign: String, _ right: Node, _ start: Int) throws(Failure) -> Node {
    .arithmetic(
      try require(left, isTruth: false, at: start), Character(sign),
      try require(right, isTruth: false, at: start))
  }

  private mutating func factor() throws(Failure) -> Node {
    switch current.token {
    case .number(let value):
      position += 1
      return .number(accept("%") == nil ? value : value / 100)
    case .name("true"), .name("false"):
      return .truth(accept("true", "false") == "true")
    case .name(let name): return .fact(try fact(name))
    case .sign("("):
      position += 1
      let node = try alternatives()
      guard accept(")") != nil else { throw failure("expected ')'") }
      return node
    default: throw failure("expected a number, a figure or '('")
    }
  }

  private mutating func fact(_ name: String) throws(Failure) -> MeasuredFact {
    guard let definition = MeasuredFact.definition(of: name) else {
      let names = MeasuredFact.all.map(\.name)
      throw failure(
        "no figure is called '\(name)'", hint: Suggestion.hint(for: name, among: names, listing: 20))
    }
    position += 1
    let arguments = try arguments()
    switch definition.parameter {
    case nil where !arguments.isEmpty: throw failure("'\(name)' takes nothing in parentheses")
    case .fields? where arguments.isEmpty:
      throw failure("'\(name)' takes at least one field, such as \(name)('date')")
    case .field?, .detector?, .reason?:
      guard arguments.count == 1 else { throw failure("'\(name)' takes one name, such as \(name)('date')") }
    default: break
    }
    return MeasuredFact(name, arguments)
  }

  private mutating func arguments() throws(Failure) -> [String] {
    guard accept("(") != nil else { return [] }
    var arguments: [String] = []
    repeat {
      guard case .quoted(let name) = current.token, !name.isEmpty else {
        throw failure("expected a name in single quotes")
      }
      arguments.append(name)
      position += 1
    } while accept(",") != nil
    guard accept(")") != nil else { throw failure("expected ')'") }
    return arguments
  }
}
