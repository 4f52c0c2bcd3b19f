/// How one written form of an identifier is recognised.
struct Rule: Sendable {
  var type: IdentifierType
  var pattern: Pattern
  /// Usual groupings; without a label only these and the compact form count.
  var groups: [Grouping]
  /// Log-odds that a code of this form with right check digits is the identifier, where nothing else is known.
  var strength: Float
  /// Languages of the countries that issue the number.
  var languages: LanguageSet
  var check: @Sendable (Code) -> Bool

  init(_ type: IdentifierType, _ form: CatalogueEntry.Form, _ languages: LanguageSet) {
    self.type = type
    pattern = Pattern(form.pattern)
    groups = form.groups.map { Grouping($0) }
    strength = form.strength
    self.languages = languages
    check = form.check
  }
}

/// The rules for all compact codes, by length.
struct RuleBook: Sendable {
  private let rules: [Rule]
  /// Rules of length n are `rules[starts[n]..<starts[n + 1]]`.
  private let starts: [Int]
  private let knownGroupings: HashTable

  /// Every rule of the catalogue.
  static let catalogue: [Rule] = IdentifierType.allCases.flatMap { type in
    (type.entry?.forms ?? []).map { Rule(type, $0, type.entry?.languages ?? []) }
  }

  init(_ types: IdentifierSet) {
    var rules: [Rule] = []
    var starts = [0]
    for length in 0...Code.capacity {
      rules += RuleBook.catalogue.filter { types.contains($0.type) && $0.pattern.count == length }
      starts.append(rules.count)
    }
    self.rules = rules
    self.starts = starts
    knownGroupings = HashTable(rules.flatMap(\.groups).map { ($0.key, 1) })
  }

  /// Positions of the rules for codes of `length`.
  @inline(__always)
  func indices(length: Int) -> Range<Int> { starts[length]..<starts[length + 1] }

  /// Whether `code` has the form of the rule at `index`.
  @inline(__always)
  func fits(_ index: Int, _ code: Code) -> Bool { rules[index].pattern.matches(code) }

  /// Whether some rule has this grouping.
  @inline(__always)
  func isKnown(_ grouping: Grouping) -> Bool { knownGroupings.value(for: grouping.key) != nil }

  /// Whether codes of the rule at `index` are usually grouped so.
  @inline(__always)
  func isUsual(_ grouping: Grouping, _ index: Int) -> Bool { rules[index].groups.contains(grouping) }

  subscript(index: Int) -> Rule { rules[index] }
}
