/// A set of identifier types in 128 bits.
public struct IdentifierSet: Sendable, Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The set of `types`.
  public init(_ types: [IdentifierType] = []) {
    for type in types { insert(type) }
  }

  /// Every type.
  public static let all = IdentifierSet(IdentifierType.allCases)

  /// Adds a type.
  public mutating func insert(_ type: IdentifierType) {
    if type.rawValue < 64 {
      low |= 1 << UInt64(type.rawValue)
    } else {
      high |= 1 << UInt64(type.rawValue - 64)
    }
  }

  /// Adds the types of another set.
  public mutating func formUnion(_ other: IdentifierSet) {
    low |= other.low
    high |= other.high
  }

  /// Whether the set holds the type.
  public func contains(_ type: IdentifierType) -> Bool {
    (type.rawValue < 64 ? low >> UInt64(type.rawValue) : high >> UInt64(type.rawValue - 64)) & 1 == 1
  }

  /// Whether the set holds nothing.
  public var isEmpty: Bool { low | high == 0 }
}
