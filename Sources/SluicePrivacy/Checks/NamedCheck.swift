/// Checks that recognizers of a pipeline may name: schemes of check digits, and the rules of the catalogue's types.
enum NamedCheck {
  /// The names of the schemes; besides them a check may be the name of a type of the catalogue.
  static let schemes: [(name: String, summary: String, check: @Sendable (Code) -> Bool)] = [
    ("luhn", "Luhn over all digits", { $0.isDigits && CheckDigits.luhn($0) }),
    ("mod97", "ISO 7064 MOD 97-10, the check digits last", { CheckDigits.mod97($0, from: 0) }),
    ("iso7064-mod11-10", "ISO 7064 MOD 11,10", { $0.isDigits && CheckDigits.mod11And10($0, 0..<$0.count) }),
    ("ean", "check digit of GS1: weights 3 and 1 from the right", { $0.isDigits && NationalChecks.ean($0) }),
    (
      "verhoeff", "Verhoeff",
      { code in code.isDigits && CheckDigits.verhoeff(code, (0..<code.count).map(code.digit)) }
    ),
  ]

  /// The check of this name; nil if there is none.
  static func named(_ name: String) -> (@Sendable (Code) -> Bool)? {
    if let scheme = schemes.first(where: { $0.name == name }) { return scheme.check }
    if name == "iban" { return { AccountChecks.length($0[0], $0[1]) == $0.count && AccountChecks.iban($0) } }
    guard let type = Catalogue.types[name] else { return nil }
    let rules = RuleBook.catalogue.filter { $0.type == type }
    guard !rules.isEmpty else { return nil }
    return { code in rules.contains { $0.pattern.matches(code) && $0.check(code) } }
  }

  /// All names, for suggestions.
  static var names: [String] {
    schemes.map(\.name) + ["iban"] + Catalogue.entries.filter { !$0.forms.isEmpty }.map(\.name)
  }
}
