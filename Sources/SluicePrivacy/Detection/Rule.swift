/// How one written form of an identifier is recognised.
struct Rule: Sendable {
  var type: IdentifierType
  /// See `Pattern`; over the code without separators.
  var pattern: StaticString
  /// Usual groupings such as `6-4` or `3 3 3`; without a label only these and the compact form count.
  var groups: [String] = []
  /// Log-odds that a code of this form with right check digits is the identifier, where nothing else is known.
  var strength: Float
  /// Languages of the countries that issue the number.
  var languages: LanguageSet = []
  /// Whether a code whose check digits fail still counts right after a label.
  var toleratesTypos = true
  var check: @Sendable (Code) -> Bool
}

/// The rules for all compact codes, by length.
struct RuleBook: Sendable {
  private let rules: [Rule]
  private let byLength: [[Int]]

  init(_ types: IdentifierSet) {
    rules = RuleBook.catalogue.filter { types.contains($0.type) }
    var byLength = [[Int]](repeating: [], count: Code.capacity + 1)
    for (index, rule) in rules.enumerated() { byLength[rule.pattern.utf8CodeUnitCount].append(index) }
    self.byLength = byLength
  }

  func indices(length: Int) -> [Int] { byLength[length] }

  subscript(index: Int) -> Rule { rules[index] }
}
