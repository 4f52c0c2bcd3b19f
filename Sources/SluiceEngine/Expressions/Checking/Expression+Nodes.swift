internal import SluiceText

// What an expression means: one tree for each type, names resolved to positions in the schema.
extension Expression {
  indirect enum TruthNode: Sendable, Equatable {
    case constant(Bool)
    case field(Int)
    case not(TruthNode)
    case all([TruthNode])
    case any([TruthNode])
    case integers(Comparison, IntegerNode, IntegerNode)
    case numbers(Comparison, NumberNode, NumberNode)
    case mixed(Comparison, IntegerNode, NumberNode)
    case texts(Comparison, TextNode, TextNode)
    case truths(isEqual: Bool, TruthNode, TruthNode)
    /// The list is sorted.
    case integerIn(IntegerNode, [Int64])
    /// The list is sorted.
    case numberIn(NumberNode, [Double])
    /// The list is sorted by bytes.
    case textIn(TextNode, [[UInt8]])
    case search(Search, TextNode, TextNode)
    case isNull(Value)
  }

  /// Whole numbers, days since 1970 and microseconds since 1970.
  indirect enum IntegerNode: Sendable, Equatable {
    case constant(Int64)
    case field(Int)
    /// A measure of the measured text at the position.
    case measure(TextMeasure, Int)
    case tokenCount(Int)
    /// Never a division.
    case arithmetic(Arithmetic, IntegerNode, IntegerNode)
    case negate(IntegerNode)
    /// The first instant of a day.
    case midnight(IntegerNode)
  }

  indirect enum NumberNode: Sendable, Equatable {
    case constant(Double)
    case field(Int)
    /// A measure of the measured text at the position.
    case measure(TextMeasure, Int)
    case converted(IntegerNode)
    case arithmetic(Arithmetic, NumberNode, NumberNode)
    case negate(NumberNode)
  }

  indirect enum TextNode: Sendable, Equatable {
    case constant([UInt8])
    case field(Int)
    case lower(TextNode)
  }

  /// A tree of any type.
  enum Value: Sendable, Equatable {
    case truth(TruthNode)
    case integer(IntegerNode)
    case number(NumberNode)
    case text(TextNode)
    case date(IntegerNode)
    case timestamp(IntegerNode)
    case tokens(Int)

    /// The type with its article, for messages.
    var type: String {
      switch self {
      case .truth: "a truth value"
      case .integer: "a whole number"
      case .number: "a number"
      case .text: "a string"
      case .date: "a date"
      case .timestamp: "a timestamp"
      case .tokens: "a list of tokens"
      }
    }
  }

  enum Search: String, Sendable, CaseIterable {
    case startsWith, endsWith, contains
  }

  /// A text and all that is measured of it, so that it is read once.
  struct MeasuredText: Sendable, Equatable {
    var text: TextNode
    var measures: MeasureSet
  }
}
