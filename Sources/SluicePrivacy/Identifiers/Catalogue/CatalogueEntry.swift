/// One identifier of the catalogue: what it is, how it is written, how it is checked, what announces it.
struct CatalogueEntry: Sendable {
  /// What pipelines call it.
  var name: String
  var family: IdentifierFamily
  /// One line for people.
  var summary: String
  /// Form and check in words.
  var rule: String
  /// Written forms that the rule book looks for; types of their own grammar have none.
  var forms: [Form] = []
  /// Whether a number right after its label is taken whatever its form.
  var isLabelled = false
  /// Languages of the countries that issue it.
  var languages: LanguageSet = []
  /// What people write before it; `|` separates labels, case and accents do not count.
  var labels = ""
  /// Where form and check are laid down.
  var source: String

  /// An identifier that no country issues.
  init(
    _ name: String, _ family: IdentifierFamily, _ summary: String, rule: String, forms: [Form] = [],
    isLabelled: Bool = false, labels: String = "", source: String
  ) {
    self.name = name
    self.family = family
    self.summary = summary
    self.rule = rule
    self.forms = forms
    self.isLabelled = isLabelled
    self.labels = labels
    self.source = source
  }

  /// One written form of an identifier.
  struct Form: Sendable {
    /// See `Pattern`; over the code without separators.
    var pattern: String
    /// Usual groupings such as `6-4` or `3 3 3`; without a label only these and the compact form count.
    var groups: [String]
    /// Log-odds that a code of this form with right check digits is the identifier, where nothing else is known.
    var strength: Float
    var check: @Sendable (Code) -> Bool

    init(
      _ pattern: String, _ groups: [String] = [], _ strength: Float,
      _ check: @escaping @Sendable (Code) -> Bool = { _ in true }
    ) {
      self.pattern = pattern
      self.groups = groups
      self.strength = strength
      self.check = check
    }

    /// A form that says nothing without its label.
    static let onlyLabelled: Float = -1.5
  }
}

/// A country with the identifiers that it issues.
struct Country: Sendable {
  /// ISO 3166-1, two letters.
  var code: String
  var name: String
  var entries: [CatalogueEntry]

  init(_ code: String, _ name: String, _ languages: [Language], _ entries: [CatalogueEntry]) {
    self.code = code
    self.name = name
    self.entries = entries.map {
      var entry = $0
      entry.name = code.lowercased() + "." + entry.name
      entry.summary = name + ": " + entry.summary
      entry.languages = LanguageSet(languages)
      return entry
    }
  }
}
