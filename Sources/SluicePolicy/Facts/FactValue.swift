public import SluiceCore

/// The value of a fact or of a constant it is compared with.
public indirect enum FactValue: Sendable, Equatable {
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A number.
  case number(Double)
  /// Text, a country, a purpose or a word of a vocabulary, in its canonical form.
  case text(String)
  /// An instant.
  case instant(Timestamp)
  /// A whole day; compared with an instant it stands for all of the day.
  case day(CivilDate)
  /// A length of time.
  case period(Period)
  /// Values in the order declared.
  case list([FactValue])

  /// A list of texts.
  public static func texts(_ texts: some Sequence<String>) -> FactValue { .list(texts.map { .text($0) }) }

  /// The text, if this is one.
  public var text: String? { if case .text(let value) = self { value } else { nil } }

  /// The truth value, if this is one.
  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// The number, whole or not, if this is one.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The instant, or the start of the day in UTC, if this is one.
  public var instant: Timestamp? {
    switch self {
    case .instant(let value): value
    case .day(let value): Timestamp(value)
    default: nil
    }
  }

  /// The values of a list, or the value itself as the only one.
  public var elements: [FactValue] { if case .list(let values) = self { values } else { [self] } }

  /// Whether this can be a value of `type`; words and places are taken as canonical.
  public func fits(_ type: FactType) -> Bool {
    switch (self, type) {
    case (.boolean, .boolean), (.integer, .integer), (.integer, .number), (.number, .number),
      (.instant, .instant), (.day, .instant), (.period, .period):
      true
    case (.text, .text), (.text, .place), (.text, .purpose), (.text, .term): true
    case (.list(let values), .list(let element)): values.allSatisfy { $0.fits(element) }
    default: false
    }
  }

  /// Negative, zero or positive as this is before, at or after `other`; nil where there is no order.
  public func order(to other: FactValue) -> Int? {
    func compare<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
      left < right ? -1 : left > right ? 1 : 0
    }
    switch (self, other) {
    case (.integer(let a), .integer(let b)): return compare(a, b)
    case (.instant(let a), .instant(let b)): return compare(a, b)
    case (.instant(let a), .day(let b)): return compare(a.date, b)
    case (.day(let a), .instant(let b)): return compare(a, b.date)
    case (.day(let a), .day(let b)): return compare(a, b)
    case (.period(let a), .period(let b)): return compare(a.approximateSeconds, b.approximateSeconds)
    default:
      guard let left = number, let right = other.number else { return nil }
      return compare(left, right)
    }
  }

  /// The value as a report shows it in JSON.
  public var json: JSON {
    switch self {
    case .boolean(let value): JSON(value)
    case .integer(let value): JSON(value)
    case .number(let value): JSON(value)
    case .list(let values): JSON(values.map(\.json))
    default: JSON(description)
    }
  }
}

extension FactValue: CustomStringConvertible {
  /// The value as a sentence shows it.
  public var description: String {
    switch self {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .text(let value): value
    case .instant(let value): value.description
    case .day(let value): value.description
    case .period(let value): value.description
    case .list(let values): values.isEmpty ? "none" : values.map(\.description).joined(separator: ", ")
    }
  }
}
