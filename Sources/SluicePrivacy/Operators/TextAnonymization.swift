public import SluiceCore

/// What a pipeline asks for one text field: what to look for and what to do with each type.
public struct TextAnonymization: Sendable {
  /// The types to look for.
  public var types: IdentifierSet
  /// How eagerly.
  public var profile: DetectionProfile
  /// The operator of each type, by raw value.
  private var operators: [Operator]

  /// Looks for `types` and applies `operators`, or `fallback` to types that have none.
  public init(
    types: IdentifierSet = .all, profile: DetectionProfile = .balanced,
    operators: [IdentifierType: Operator] = [:], fallback: Operator = .replace(numbered: false)
  ) {
    self.types = types
    self.profile = profile
    self.operators = IdentifierType.allCases.map { operators[$0] ?? fallback }
  }

  /// The operator of `type`.
  public subscript(type: IdentifierType) -> Operator {
    get { operators[Int(type.rawValue)] }
    set { operators[Int(type.rawValue)] = newValue }
  }

  /// The keys that the operators need.
  public var keys: Set<Operator.KeyReference> {
    Set(IdentifierType.allCases.filter(types.contains).compactMap { self[$0].key })
  }

  /// Whether an operator must know whom a record is about.
  public var needsSubject: Bool {
    IdentifierType.allCases.contains { types.contains($0) && self[$0].needsSubject }
  }

  /// Names of the options, with what they mean.
  public static let options: [(name: String, summary: String)] = [
    ("detect", "\"all\" or a list of identifier types and families"),
    ("profile", "strict, balanced or precise; balanced"),
    ("operators", "operator for each type or family"), ("default", "operator for all other types; replace"),
    ("key", "name of the secret for operators that name none"),
    ("domain", "pseudonymization domain for operators that name none; default"),
  ]

  /// Reads the settings of one field; throws exit code 78 with place and suggestion.
  public static func parse(_ json: JSON) throws(SluiceError) -> TextAnonymization {
    guard let object = json.object else {
      throw SluiceError(
        .badPipeline, "the settings of a text field must be an object, not \(json.kind)", at: json.place)
    }
    for member in object.members where !options.contains(where: { $0.name == member.key }) {
      throw SluiceError(
        .badPipeline, "unknown key '\(member.key)'", at: member.keyPlace,
        hint: Suggestion.hint(for: member.key, among: options.map(\.name)))
    }
    let key = try inheritedKey(json)
    var result = TextAnonymization()
    if let detect = json["detect"] { result.types = try DetectorSet.types(from: detect) }
    if let profile = json["profile"] { result.profile = try parseProfile(profile) }
    if let fallback = json["default"] {
      result = TextAnonymization(
        types: result.types, profile: result.profile, fallback: try Operator.parse(fallback, key: key))
    }
    try result.readOperators(json["operators"], key)
    return result
  }

  private static func inheritedKey(_ json: JSON) throws(SluiceError) -> Operator.KeyReference? {
    for name in ["key", "domain"] {
      if let value = json[name], value.string == nil {
        throw SluiceError(.badPipeline, "'\(name)' must be a string, not \(value.kind)", at: value.place)
      }
    }
    return json["key"]?.string.map {
      Operator.KeyReference(secret: $0, domain: json["domain"]?.string ?? "default")
    }
  }

  private static func parseProfile(_ json: JSON) throws(SluiceError) -> DetectionProfile {
    guard let name = json.string, let profile = DetectionProfile(rawValue: name) else {
      throw SluiceError(
        .badPipeline, "'profile' must be one of strict, balanced, precise", at: json.place,
        hint: json.string.flatMap {
          Suggestion.hint(for: $0, among: DetectionProfile.allCases.map(\.rawValue))
        })
    }
    return profile
  }

  private mutating func readOperators(_ json: JSON?, _ key: Operator.KeyReference?) throws(SluiceError) {
    guard let json else { return }
    guard let object = json.object else {
      throw SluiceError(.badPipeline, "'operators' must be an object, not \(json.kind)", at: json.place)
    }
    // Families first, so that a type named beside its family keeps its own operator.
    let members = object.members.sorted { left, _ in IdentifierFamily(rawValue: left.key) != nil }
    for member in members {
      let types = try IdentifierSet(named: member.key, at: member.keyPlace)
      let operation = try Operator.parse(member.value, key: key)
      for type in IdentifierType.allCases where types.contains(type) { self[type] = operation }
    }
  }
}
