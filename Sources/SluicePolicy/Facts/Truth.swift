/// Kleene's three truth values.
public enum Truth: String, Sendable, CaseIterable {
  /// It holds.
  case satisfied
  /// It does not hold.
  case violated
  /// A fact that would decide it is missing.
  case undetermined

  /// Satisfied for true, violated for false.
  public init(_ value: Bool) { self = value ? .satisfied : .violated }

  /// The opposite; undetermined stays so.
  public static prefix func ! (value: Truth) -> Truth {
    switch value {
    case .satisfied: .violated
    case .violated: .satisfied
    case .undetermined: .undetermined
    }
  }

  /// Violated if one is, else undetermined if one is.
  public static func all(_ values: some Sequence<Truth>) -> Truth {
    var result = Truth.satisfied
    for value in values {
      if value == .violated { return .violated }
      if value == .undetermined { result = .undetermined }
    }
    return result
  }

  /// Satisfied if one is, else undetermined if one is.
  public static func any(_ values: some Sequence<Truth>) -> Truth { !all(values.lazy.map { !$0 }) }

  /// Satisfied if exactly one is; violated once two are, whatever the rest.
  public static func exactlyOne(_ values: some Sequence<Truth>) -> Truth {
    var satisfied = 0
    var isOpen = false
    for value in values {
      if value == .satisfied { satisfied += 1 }
      if value == .undetermined { isOpen = true }
    }
    return satisfied > 1 ? .violated : isOpen ? .undetermined : Truth(satisfied == 1)
  }
}
