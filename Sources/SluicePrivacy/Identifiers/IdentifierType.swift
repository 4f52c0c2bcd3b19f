public import SluiceCore

/// A kind of personal identifier that Sluice can find in text: one of the catalogue, or one that a pipeline defines.
///
/// Names are what pipelines write. Raw values index tables and mean nothing outside the process.
public struct IdentifierType: RawRepresentable, Sendable, Hashable {
  /// Position in the catalogue, or beyond it the number of a type that a pipeline defines.
  public let rawValue: UInt8

  /// The type with a raw value that the catalogue or `CustomTypes` has given out.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// More types than this there are not; tables indexed by raw value have this size.
  public static let limit = 256

  /// The types of the catalogue.
  public static let allCases: [IdentifierType] = Catalogue.entries.indices.map {
    IdentifierType(rawValue: UInt8($0))
  }

  /// What pipelines call the type, such as `email` or `de.idnr`.
  public var name: String { entry?.name ?? CustomTypes.name(of: self) }

  /// One line for people: what the identifier is.
  public var summary: String { entry?.summary ?? "defined by the pipeline" }

  /// The family the type belongs to; a pipeline may name the family instead of each type.
  public var family: IdentifierFamily { entry?.family ?? .custom }

  var entry: CatalogueEntry? {
    Int(rawValue) < Catalogue.entries.count ? Catalogue.entries[Int(rawValue)] : nil
  }

  /// The name in capitals, as it stands in replacements: `EMAIL`, `DE_IDNR`.
  public var tag: String {
    String(name.map { $0 == "." || $0 == "-" ? "_" : Character($0.uppercased()) })
  }

  /// Whether a value identifies alone or only together with others.
  public var identifiability: PrivacyLabel.Identifiability {
    switch self {
    case .date, .birthDate, .coordinates, .trajectory, .postcode, .diagnosis, .loadCurve, .place, .country,
      .organization, .hospital, .clinic, .age, .sex, .profession, .demographic, .quantity, .miscellany,
      .relative:
      .quasi
    default: .direct
    }
  }

  /// The type of the catalogue called `name`, nil if there is none.
  public init?(name: String) {
    guard let found = Catalogue.types[name] else { return nil }
    self = found
  }
}
