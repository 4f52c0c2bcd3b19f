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
  var check: @Sendable (Code) -> Bool
}

/// The rules for all compact codes, by length.
struct RuleBook: Sendable {
  private let rules: [Rule]
  /// Rules of length n are `rules[starts[n]..<starts[n + 1]]`.
  private let starts: [Int]
  /// Groupings of rule i are `groupings[firstGrouping[i]..<firstGrouping[i + 1]]`.
  private let groupings: [Grouping]
  private let firstGrouping: [Int]
  private let knownGroupings: HashTable

  init(_ types: IdentifierSet) {
    var rules: [Rule] = []
    var starts = [0]
    for length in 0...Code.capacity {
      rules += RuleBook.catalogue.filter { types.contains($0.type) && $0.pattern.utf8CodeUnitCount == length }
      starts.append(rules.count)
    }
    self.rules = rules
    self.starts = starts
    var groupings: [Grouping] = []
    var firstGrouping = [0]
    for rule in rules {
      groupings += rule.groups.map { Grouping($0) }
      firstGrouping.append(groupings.count)
    }
    self.groupings = groupings
    self.firstGrouping = firstGrouping
    knownGroupings = HashTable(groupings.map { ($0.key, 1) })
  }

  /// Positions of the rules for codes of `length`.
  @inline(__always)
  func indices(length: Int) -> Range<Int> { starts[length]..<starts[length + 1] }

  /// Whether `code` has the form of the rule at `index`.
  @inline(__always)
  func fits(_ index: Int, _ code: Code) -> Bool { Pattern.matches(code, rules[index].pattern) }

  /// Whether some rule has this grouping.
  @inline(__always)
  func isKnown(_ grouping: Grouping) -> Bool { knownGroupings.value(for: grouping.key) != nil }

  /// Whether codes of the rule at `index` are usually grouped so.
  @inline(__always)
  func isUsual(_ grouping: Grouping, _ index: Int) -> Bool {
    for position in firstGrouping[index]..<firstGrouping[index + 1] where groupings[position] == grouping {
      return true
    }
    return false
  }

  subscript(index: Int) -> Rule { rules[index] }
}
