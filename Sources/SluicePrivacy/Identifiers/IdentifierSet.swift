/// A set of identifier types in 256 bits.
public struct IdentifierSet: Sendable, Hashable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// The set of `types`.
  public init(_ types: [IdentifierType] = []) {
    for type in types { insert(type) }
  }

  /// Every type of the catalogue.
  public static let all = IdentifierSet(IdentifierType.allCases)

  /// Adds a type.
  public mutating func insert(_ type: IdentifierType) {
    let bit: UInt64 = 1 << UInt64(type.rawValue & 63)
    switch type.rawValue >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  /// Adds the types of another set.
  public mutating func formUnion(_ other: IdentifierSet) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  /// Whether the set holds the type.
  public func contains(_ type: IdentifierType) -> Bool {
    let word =
      switch type.rawValue >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(type.rawValue & 63) & 1 == 1
  }

  /// Whether the set holds nothing.
  public var isEmpty: Bool { words.0 | words.1 | words.2 | words.3 == 0 }

  /// The types of the set, by raw value.
  public var members: [IdentifierType] {
    (0...UInt8.max).lazy.map { IdentifierType(rawValue: $0) }.filter { contains($0) }
  }

  /// Whether both sets hold the same types.
  public static func == (left: IdentifierSet, right: IdentifierSet) -> Bool { left.words == right.words }

  /// Feeds the bits to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
