internal import SluiceCore

/// Countries and the regions they lie in.
public enum Places {
  private static let table = EmbeddedTable.places.json
  private static let countries: [String: String] =
    (table["countries"]?.object?.members ?? []).reduce(into: [:]) { $0[$1.key] = $1.value.string }
  private static let fromThreeLetters: [String: String] =
    countries.reduce(into: [:]) { $0[$1.value] = $1.key }
  private static let regions: [String: [String]] =
    (table["regions"]?.object?.members ?? []).reduce(into: [:]) {
      $0[$1.key] = $1.value.array?.compactMap(\.string)
    }
  private static let members: [String: Set<String>] = regions.keys.reduce(into: [:]) {
    $0[$1] = expand($1)
  }

  private static let prefixes = [
    "http://publications.europa.eu/resource/authority/country/",
    "https://publications.europa.eu/resource/authority/country/", "https://w3id.org/dpv/loc#", "loc:",
    "urn:iso:std:iso:3166:", "https://www.iso.org/obp/ui/#iso:code:3166:", "iso3166:",
  ]

  /// Codes of countries with two letters, and regions, in alphabetical order.
  public static let names: [String] = (Array(countries.keys) + Array(regions.keys)).sorted()

  /// The code of a country or region given by code (two or three letters) or by a usual IRI.
  public static func canonical(_ text: String) -> String? {
    let code = prefixes.first { text.hasPrefix($0) }.map { String(text.dropFirst($0.count)) } ?? text
    if countries[code] != nil || regions[code] != nil { return code }
    return fromThreeLetters[code]
  }

  /// Whether `place` is `region` or lies in it.
  public static func isPlace(_ place: String, within region: String) -> Bool {
    place == region || members[region]?.contains(place) ?? false
  }

  private static func expand(_ region: String) -> Set<String> {
    (regions[region] ?? []).reduce(into: []) {
      $0.insert($1)
      if regions[$1] != nil { $0.formUnion(expand($1)) }
    }
  }
}
