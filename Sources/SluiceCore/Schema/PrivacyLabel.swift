/// What a field may reveal about a person, and what has been done about it.
public struct PrivacyLabel: Sendable, Equatable, Hashable {
  /// How far a value points to a person.
  public enum Identifiability: String, Sendable, CaseIterable, Comparable {
    /// Not about a person.
    case none = "none"
    /// Identifies in combination with others: age, postcode, date, occupation.
    case quasi = "quasi-identifier"
    /// Text that may hold anything.
    case freeText = "free-text"
    /// Identifies alone: name, national number, e-mail address, account.
    case direct = "direct-identifier"

    /// Less identifying first.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .none: 0
      case .quasi: 1
      case .freeText: 2
      case .direct: 3
      }
    }
  }

  /// Categories of GDPR Articles 9(1) and 10.
  public enum SpecialCategory: String, Sendable, CaseIterable, Comparable {
    /// Data concerning health.
    case health
    /// Genetic data.
    case genetic
    /// Biometric data for identification.
    case biometric
    /// Racial or ethnic origin.
    case ethnicOrigin = "ethnic-origin"
    /// Political opinions.
    case political
    /// Religious or philosophical beliefs.
    case religion
    /// Trade union membership.
    case tradeUnion = "trade-union"
    /// Sex life or sexual orientation.
    case sexLife = "sex-life"
    /// Criminal convictions and offences (Article 10).
    case criminal

    /// In alphabetical order of their names.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What has been done to the values, from nothing to everything.
  public enum Treatment: String, Sendable, CaseIterable, Comparable {
    /// As it came.
    case raw
    /// Replaced by a keyed pseudonym; still personal data (GDPR Article 4(5)).
    case pseudonymized
    /// Made coarser.
    case generalized
    /// Detected identifiers replaced in free text.
    case redacted
    /// Dropped or replaced by a constant.
    case removed

    /// Less treated first.
    public static func < (left: Self, right: Self) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// How far a value points to a person.
  public var identifiability: Identifiability
  /// Special categories the values may belong to.
  public var special: Set<SpecialCategory>
  /// What has been done to the values.
  public var treatment: Treatment

  /// A label; by default for a field that is not about a person.
  public init(
    _ identifiability: Identifiability = .none, special: Set<SpecialCategory> = [],
    treatment: Treatment = .raw
  ) {
    self.identifiability = identifiability
    self.special = special
    self.treatment = treatment
  }

  /// The label of a value made from values of both labels: the more identifying, the less treated, all categories.
  public func joined(with other: PrivacyLabel) -> PrivacyLabel {
    PrivacyLabel(
      max(identifiability, other.identifiability), special: special.union(other.special),
      treatment: min(treatment, other.treatment))
  }
}

extension PrivacyLabel: CustomStringConvertible {
  /// For instance `free-text (health), redacted`.
  public var description: String {
    var text = identifiability.rawValue
    if !special.isEmpty { text += " (" + special.sorted().map(\.rawValue).joined(separator: ", ") + ")" }
    if treatment != .raw { text += ", " + treatment.rawValue }
    return text
  }
}
