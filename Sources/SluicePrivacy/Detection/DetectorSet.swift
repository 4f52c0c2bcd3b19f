public import SluiceCore

/// How eagerly the detector calls something personal data.
public enum DetectionProfile: String, Sendable, CaseIterable {
  /// Masks whatever may be an identifier: digits with right check digits need no label.
  case strict
  /// Masks what is more likely an identifier than not; the default.
  case balanced
  /// Masks only what is almost surely an identifier.
  case precise

  /// Least log-odds of a finding that counts.
  var threshold: Float {
    switch self {
    case .strict: 0
    case .balanced: 2
    case .precise: 3.5
    }
  }
}

/// What to look for, compiled once and shared by all workers.
public final class DetectorSet: Sendable {
  /// The types looked for.
  public let types: IdentifierSet
  /// How eagerly.
  public let profile: DetectionProfile
  let rules: RuleBook
  let labels: LabelTable
  let languages: LanguageGuesser
  let calendar: CalendarWords
  let people: PeopleWords
  let tagger: (any NameTagger)?
  let custom: [CustomRecognizer]

  /// Compiles the tables for `types`; a `tagger` adds names that no rule finds.
  public init(
    types: IdentifierSet = .all, profile: DetectionProfile = .balanced, tagger: (any NameTagger)? = nil,
    custom: [CustomRecognizer] = []
  ) {
    self.types = types
    self.custom = custom
    self.profile = profile
    self.tagger = tagger
    rules = RuleBook(types)
    labels = custom.isEmpty ? .shared : LabelTable(custom)
    languages = .shared
    calendar = .shared
    people = .shared
  }

  /// Reads what a pipeline writes as `detect`: `"all"`, or a list of type and family names.
  ///
  /// Throws exit code 78 with the place and a suggestion for a name that is not known.
  public static func types(
    from json: JSON, custom: [CustomRecognizer] = []
  ) throws(SluiceError) -> IdentifierSet {
    if json.string == "all" {
      var all = IdentifierSet.all
      for recognizer in custom { all.insert(recognizer.type) }
      return all
    }
    guard let names = json.array else {
      throw SluiceError(
        .badPipeline, "'detect' must be \"all\" or a list of identifier types, not \(json.kind)",
        at: json.place)
    }
    var types = IdentifierSet()
    for name in names {
      guard let text = name.string else {
        throw SluiceError(
          .badPipeline, "an identifier type must be a string, not \(name.kind)", at: name.place)
      }
      types.formUnion(try IdentifierSet(named: text, at: name.place, custom: custom))
    }
    return types
  }
}

extension IdentifierSet {
  /// The type or the family called `name`.
  ///
  /// Throws exit code 78 with a suggestion if there is neither.
  init(
    named name: String, at place: Place, custom: [CustomRecognizer] = []
  ) throws(SluiceError) {
    if let type = IdentifierType(name: name) {
      self.init([type])
    } else if name == IdentifierFamily.custom.rawValue, !custom.isEmpty {
      self.init(custom.map(\.type))
    } else if let recognizer = custom.first(where: { $0.type.name == name }) {
      self.init([recognizer.type])
    } else if let family = IdentifierFamily(rawValue: name) {
      self.init(IdentifierType.allCases.filter { $0.family == family })
    } else {
      let known =
        IdentifierType.allCases.map(\.name) + custom.map(\.type.name)
        + IdentifierFamily.allCases.map(\.rawValue)
      throw SluiceError(
        .badPipeline, "no identifier type is called '\(name)'", at: place,
        hint: Suggestion.hint(for: name, among: known))
    }
  }
}

/// Finds names in prose by a model; the rules of titles and labels work without one.
public protocol NameTagger: Sendable {
  /// Appends the names of people and the places in `text`.
  func tag(_ text: Span<UInt8>, into findings: inout [Finding])
}
