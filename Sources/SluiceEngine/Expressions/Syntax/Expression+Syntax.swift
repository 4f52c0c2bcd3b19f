internal import SluiceCore

extension Expression {
  /// An expression as it is written, before names and types are looked at.
  struct Syntax: Sendable, Equatable {
    /// What kind of expression it is.
    var node: Node
    /// Where it stands in the text, in Unicode scalars.
    var range: Range<Int>
    /// Levels of nesting, 1 for a literal or a name.
    var depth = 1

    indirect enum Node: Sendable, Equatable {
      case literal(Literal)
      /// A name; one in backquotes always means a field.
      case name(String, isQuoted: Bool)
      case call(String, [Syntax])
      case not(Syntax)
      case all([Syntax])
      case any([Syntax])
      case compare(Comparison, Syntax, Syntax)
      case arithmetic(Arithmetic, Syntax, Syntax)
      case negate(Syntax)
      case inList(Syntax, [Syntax], isNegated: Bool)
      case inRange(Syntax, Syntax, Syntax, isNegated: Bool)
      case isNull(Syntax, isNegated: Bool)
    }
  }

  enum Literal: Sendable, Equatable {
    case integer(Int64)
    case number(Double)
    case string(String)
    case boolean(Bool)
    case date(CivilDate)
    case timestamp(Timestamp)
  }

  enum Comparison: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The comparison that says the same with its sides exchanged.
    var mirrored: Comparison {
      switch self {
      case .equal, .notEqual: self
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      }
    }
  }

  enum Arithmetic: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
  }
}
