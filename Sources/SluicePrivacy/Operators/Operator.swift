public import SluiceCore

/// What is done to an identifier found in text, or to the values of a field.
///
/// A hash without a key is not among them: values of small domains could be guessed and compared (WP 216, 4).
public enum Operator: Sendable, Equatable {
  /// Leaves the value as it is.
  case keep
  /// Removes the value; for a field, removes the field.
  case drop
  /// Puts `[REDACTED]` in its place.
  case redact
  /// Puts the type in its place: `[EMAIL]`, or `[PERSON_2]` when values are numbered within a document.
  case replace(numbered: Bool)
  /// Puts `character` in place of every letter and digit but the first and last few.
  case mask(keepFirst: Int, keepLast: Int, character: String)
  /// Puts a keyed pseudonym in its place: same value, key and domain, same pseudonym (GDPR Article 4(5)).
  case pseudonym(Pseudonym)
  /// Makes the value coarser.
  case generalize(Generalization)
  /// Moves a date by up to `days` days, by the same number for all dates of one subject.
  case shiftDate(days: Int, key: KeyReference)

  /// A key by the name of its secret, and the domain it is used for (EDPB Guidelines 01/2025).
  public struct KeyReference: Sendable, Equatable, Hashable {
    /// Name of the secret in the pipeline.
    public var secret: String
    /// Pseudonymization domain: pseudonyms of different domains cannot be matched.
    public var domain: String

    /// The key `secret` as used in `domain`.
    public init(secret: String, domain: String) {
      self.secret = secret
      self.domain = domain
    }
  }

  /// How pseudonyms are made.
  public struct Pseudonym: Sendable, Equatable {
    /// The key and its domain.
    public var key: KeyReference
    /// Type that the values of a field have, so that the same person in text gets the same pseudonym.
    public var type: IdentifierType?
    /// Calling code that a national telephone number is completed with, such as 49.
    public var callingCode: Int?

    /// Pseudonyms under `key`.
    public init(key: KeyReference, type: IdentifierType? = nil, callingCode: Int? = nil) {
      self.key = key
      self.type = type
      self.callingCode = callingCode
    }
  }

  /// How values are made coarser.
  public enum Generalization: Sendable, Equatable {
    /// A date to its year: `1980`.
    case year
    /// A date to its quarter: `1980-Q2`.
    case quarter
    /// A date to its month: `1980-05`.
    case month
    /// A date of birth to a band of ages on a day: `40-49`.
    case ageBand(width: Int, on: CivilDate)
    /// A number to a band of `width`: `30-39`.
    case band(width: Double)
    /// Text, such as a postcode, to its first characters.
    case prefix(Int)
    /// Coordinates to the south-west corner of a cell of so many degrees.
    case grid(Double)
  }

  /// What the operator is called in pipelines.
  public var name: String {
    switch self {
    case .keep: "keep"
    case .drop: "drop"
    case .redact: "redact"
    case .replace: "replace"
    case .mask: "mask"
    case .pseudonym: "pseudonym"
    case .generalize: "generalize"
    case .shiftDate: "shiftDate"
    }
  }

  /// The key the operator needs, if it needs one.
  public var key: KeyReference? {
    switch self {
    case .pseudonym(let pseudonym): pseudonym.key
    case .shiftDate(_, let key): key
    default: nil
    }
  }

  /// Whether the operator must know whom a record is about.
  public var needsSubject: Bool { if case .shiftDate = self { true } else { false } }
}
