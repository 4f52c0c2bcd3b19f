public import SluiceCore

/// A condition on the figures of a run, such as `detections.rate <= 0.001 and records.out >= 100`.
///
/// Small and total: numbers, `+ - * /`, comparisons, `and`, `or`, `not`, and named figures. A share may be
/// written as `5%`.
public struct Assertion: Sendable {
  /// The assertion as written.
  public let text: String
  /// Where it stands.
  public let place: Place
  let root: Node

  indirect enum Node: Sendable {
    enum Relation: String, Sendable, CaseIterable {
      case less = "<"
      case lessOrEqual = "<="
      case greater = ">"
      case greaterOrEqual = ">="
      case equal = "=="
      case notEqual = "!="
    }

    case number(Double)
    case truth(Bool)
    case fact(MeasuredFact)
    case arithmetic(Node, Character, Node)
    case compare(Node, Relation, Node)
    case all([Node])
    case any([Node])
    case not(Node)

    var isTruth: Bool {
      switch self {
      case .number, .fact, .arithmetic: false
      case .truth, .compare, .all, .any, .not: true
      }
    }
  }

  /// Reads an assertion; with any finding it is nil.
  ///
  /// Columns of findings count from the start of the text in its file, escapes aside.
  public static func parse(_ text: String, at place: Place = Place()) -> (Assertion?, [Diagnostic]) {
    do throws(AssertionLexer.Failure) {
      guard text.utf8.count <= 4096 else {
        throw AssertionLexer.Failure(message: "an assertion has at most 4096 bytes", offset: 0)
      }
      var parser = AssertionParser(try AssertionLexer.items(text).get())
      return (Assertion(text: text, place: place, root: try parser.condition()), [])
    } catch {
      var spot = place
      spot.column = place.column.map { $0 + 1 + error.offset }
      return (nil, [Diagnostic("bad-assertion", error.message, at: spot, hint: error.hint)])
    }
  }

  /// The figures it needs, each once, in order.
  public var requiredFacts: [MeasuredFact] {
    var found: [MeasuredFact] = []
    root.collect(into: &found)
    return found
  }

  /// The answer for measured figures; a figure that is missing, or a division by zero, leaves it open.
  public func evaluate(_ figures: [MeasuredFact: Double]) -> Verdict {
    let truth = root.truth(figures)
    let uses = requiredFacts.map { fact in
      let value = figures[fact].map { Fact(.number($0), .measured(by: "the run")) }
      return Explanation.FactUse(name: fact.description, subject: nil, fact: value)
    }
    return Verdict(
      id: "assert/\(text)", title: text, citation: Citation(act: "Pipeline", provision: "policy.assert"),
      kind: [.machine], outcome: Verdict.Outcome(truth), severity: .error,
      explanation: Explanation(text, truth, facts: uses, at: place), remedy: nil, place: place)
  }
}

extension Assertion.Node {
  func collect(into found: inout [MeasuredFact]) {
    switch self {
    case .number, .truth: break
    case .fact(let fact): if !found.contains(fact) { found.append(fact) }
    case .arithmetic(let left, _, let right), .compare(let left, _, let right):
      left.collect(into: &found)
      right.collect(into: &found)
    case .all(let parts), .any(let parts): for part in parts { part.collect(into: &found) }
    case .not(let part): part.collect(into: &found)
    }
  }

  func truth(_ figures: [MeasuredFact: Double]) -> Truth {
    switch self {
    case .truth(let value): Truth(value)
    case .all(let parts): Truth.all(parts.map { $0.truth(figures) })
    case .any(let parts): Truth.any(parts.map { $0.truth(figures) })
    case .not(let part): !part.truth(figures)
    case .compare(let left, let relation, let right):
      if let left = left.value(figures), let right = right.value(figures) {
        Truth(relation.holds(left, right))
      } else {
        .undetermined
      }
    case .number, .fact, .arithmetic: .undetermined
    }
  }

  private func value(_ figures: [MeasuredFact: Double]) -> Double? {
    switch self {
    case .number(let value): return value
    case .fact(let fact): return figures[fact]
    case .arithmetic(let left, let sign, let right):
      guard let left = left.value(figures), let right = right.value(figures) else { return nil }
      let result =
        switch sign {
        case "+": left + right
        case "-": left - right
        case "*": left * right
        default: left / right
        }
      return result.isFinite ? result : nil
    default: return nil
    }
  }
}

extension Assertion.Node.Relation {
  func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }
}
