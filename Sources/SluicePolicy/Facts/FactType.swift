/// The type of a fact: what it can be compared with and how its values are written.
public indirect enum FactType: Sendable, Equatable {
  /// True or false.
  case boolean
  /// A whole number.
  case integer
  /// A number.
  case number
  /// Text with no order or hierarchy.
  case text
  /// A day or an instant.
  case instant
  /// A length of time, ISO 8601.
  case period
  /// A country (ISO 3166-1) or a region of countries.
  case place
  /// A purpose of processing, in the hierarchy of the Data Privacy Vocabulary.
  case purpose
  /// A word of a closed vocabulary.
  case term(Vocabulary)
  /// Any number of values of one type.
  case list(FactType)

  /// The type of the values of a list, or the type itself.
  public var element: FactType { if case .list(let element) = self { element } else { self } }

  /// True for lists.
  public var isList: Bool { if case .list = self { true } else { false } }

  /// Whether values have an order.
  public var isOrdered: Bool {
    switch self {
    case .integer, .number, .instant, .period: true
    default: false
    }
  }

  /// Whether values of both types can be compared.
  func isComparable(with other: FactType) -> Bool {
    switch (self, other) {
    case (.integer, .number), (.number, .integer): true
    default: self == other
    }
  }
}

extension FactType: CustomStringConvertible {
  /// The type with its article, for messages.
  public var description: String {
    switch self {
    case .boolean: "a truth value"
    case .integer: "a whole number"
    case .number: "a number"
    case .text: "text"
    case .instant: "a date"
    case .period: "a period"
    case .place: "a country or region"
    case .purpose: "a purpose"
    case .term(let vocabulary): "a word of '\(vocabulary.rawValue)'"
    case .list(let element): "a list, each item \(element)"
    }
  }
}
