internal import SluiceCore
internal import SluiceText

extension Expression.Syntax {
  /// The text whose parse is this syntax, with no needless parentheses.
  var normalForm: String { text(.or) }

  /// How tightly an operator binds, loosest first.
  private enum Binding: Int {
    case or, and, not, comparison, sum, product, unary, primary

    var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .primary }
  }

  private func text(_ least: Binding) -> String {
    let (text, binding) = written
    return binding.rawValue < least.rawValue ? "(" + text + ")" : text
  }

  private var written: (String, Binding) {
    switch node {
    case .literal(let literal): (literal.text, literal.text.hasPrefix("-") ? .unary : .primary)
    case .name(let name, let isQuoted): (Expression.Syntax.fieldName(name, isQuoted: isQuoted), .primary)
    case .call(let name, let arguments):
      (name + "(" + arguments.map { $0.text(.or) }.joined(separator: ", ") + ")", .primary)
    case .not(let operand): ("not " + operand.text(.not), .not)
    case .all(let parts): (parts.map { $0.text(.not) }.joined(separator: " and "), .and)
    case .any(let parts): (parts.map { $0.text(.and) }.joined(separator: " or "), .or)
    case .compare(let comparison, let left, let right):
      ("\(left.text(.sum)) \(comparison.rawValue) \(right.text(.sum))", .comparison)
    case .arithmetic(let operation, let left, let right):
      Expression.Syntax.arithmetic(operation, left, right)
    case .negate(let operand): ("-" + operand.text(.primary), .unary)
    case .inList(let operand, let elements, let isNegated):
      (
        operand.text(.sum) + (isNegated ? " not in [" : " in [")
          + elements.map { $0.text(.unary) }.joined(separator: ", ") + "]", .comparison
      )
    case .inRange(let operand, let low, let high, let isNegated):
      (
        operand.text(.sum) + (isNegated ? " not in " : " in ") + low.text(.sum) + ".." + high.text(.sum),
        .comparison
      )
    case .isNull(let operand, let isNegated):
      (operand.text(.sum) + (isNegated ? " is not null" : " is null"), .comparison)
    }
  }

  private static func arithmetic(
    _ operation: Expression.Arithmetic, _ left: Expression.Syntax, _ right: Expression.Syntax
  ) -> (String, Binding) {
    let binding: Binding = operation == .plus || operation == .minus ? .sum : .product
    return ("\(left.text(binding)) \(operation.rawValue) \(right.text(binding.tighter))", binding)
  }

  private static func fieldName(_ name: String, isQuoted: Bool) -> String {
    if Expression.Lexer.isPlain(name), TextMeasure(rawValue: name) == nil { return name }
    return Expression.Literal.quoted(name, "`")
  }
}

extension Expression.Literal {
  /// The literal as it is written in an expression.
  var text: String {
    switch self {
    case .integer(let value): String(value)
    case .number(let value): value.description
    case .string(let value): Expression.Literal.quoted(value, "'")
    case .boolean(let value): String(value)
    case .date(let value): "date'\(value)'"
    case .timestamp(let value): "timestamp'\(value)'"
    }
  }

  static func quoted(_ text: String, _ quote: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", quote: result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case _ where scalar.properties.generalCategory == .control:
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append(quote)
    return String(result)
  }
}
