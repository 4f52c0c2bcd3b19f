/// All identifiers that Sluice knows: those of no country first, then country by country.
enum Catalogue {
  static let countries: [Country] = [
    .austria, .belgium, .bulgaria, .croatia, .cyprus, .czechia, .denmark, .estonia, .finland, .france,
    .germany,
    .greece, .hungary, .iceland, .ireland, .italy, .latvia, .liechtenstein, .lithuania, .luxembourg, .malta,
    .netherlands, .norway, .poland, .portugal, .romania, .slovakia, .slovenia, .spain, .sweden, .switzerland,
    .unitedKingdom,
  ]

  static let entries: [CatalogueEntry] = general + countries.flatMap(\.entries)

  /// The types by name.
  static let types: [String: IdentifierType] = Dictionary(
    uniqueKeysWithValues: entries.enumerated().map { ($1.name, IdentifierType(rawValue: UInt8($0))) })

  /// Words before numbers that identify nobody.
  static let negativeLabels =
    "isbn|issn|doi|rfc|bug|bugs|closes|version|versionadded|versionchanged|revision|commit|iso|din en iso|art|artikel|article|articolo|artículo|kapitel|chapter|section|table|tabelle|figure|abbildung|page|pages|seite|seiten|bgbl|cve|pmid|lp"
}
