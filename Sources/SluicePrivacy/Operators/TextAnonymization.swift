public import SluiceCore

/// What a pipeline asks for one text field: what to look for and what to do with each type.
public struct TextAnonymization: Sendable {
  /// The types to look for.
  public var types: IdentifierSet
  /// How eagerly.
  public var profile: DetectionProfile
  /// Recognizers that the pipeline defines.
  public var recognizers: [CustomRecognizer] = []
  /// The operator of each type, by raw value.
  private var operators: [Operator]

  /// Looks for `types` and applies `operators`, or `fallback` to types that have none.
  public init(
    types: IdentifierSet = .all, profile: DetectionProfile = .balanced,
    operators: [IdentifierType: Operator] = [:], fallback: Operator = .replace(numbered: false)
  ) {
    self.types = types
    self.profile = profile
    self.operators = [Operator](repeating: fallback, count: IdentifierType.limit)
    for (type, operation) in operators { self[type] = operation }
  }

  /// The operator of `type`.
  public subscript(type: IdentifierType) -> Operator {
    get { operators[Int(type.rawValue)] }
    set { operators[Int(type.rawValue)] = newValue }
  }

  /// The keys that the operators need.
  public var keys: Set<Operator.KeyReference> {
    Set(types.members.compactMap { self[$0].key })
  }

  /// Whether an operator must know whom a record is about.
  public var needsSubject: Bool {
    types.members.contains { self[$0].needsSubject }
  }

  /// Names of the options, with what they mean.
  public static let options: [(name: String, summary: String)] = [
    ("detect", "\"all\" or a list of identifier types and families"),
    ("profile", "strict, balanced or precise; balanced"),
    ("recognizers", "recognizers of the pipeline's own, by the name of their type"),
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
    if let recognizers = json["recognizers"] {
      result.recognizers = try CustomRecognizer.parse(recognizers)
    }
    result.types = try DetectorSet.types(from: json["detect"] ?? "all", custom: result.recognizers)
    if let profile = json["profile"] { result.profile = try parseProfile(profile) }
    if let fallback = json["default"] {
      let operation = try Operator.parse(fallback, key: key)
      for raw in 0..<IdentifierType.limit { result[IdentifierType(rawValue: UInt8(raw))] = operation }
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
      let types = try IdentifierSet(
        named: member.key, at: member.keyPlace, custom: recognizers)
      let operation = try Operator.parse(member.value, key: key)
      for type in types.members { self[type] = operation }
    }
  }
}
