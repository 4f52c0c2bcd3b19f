/// The page of all identifiers, as documentation.
public enum CataloguePage {
  /// The page `Docs/reference/identifiers.md`.
  public static var markdown: String {
    var page = """
      # Identifiers

      Written by `sluice scan --catalogue`. \(Catalogue.entries.count) types: \(Catalogue.general.count) of no country, \
      and those of \(Catalogue.countries.count) countries. Pipelines name a type or a family in `detect` and \
      `operators`. In a form, `d` is a digit, `a` a capital, `w` either; other characters stand for themselves. \
      Forms in brackets are usual groupings. *Alone* says in which profile a code with right check digits is found \
      though no label stands before it, the language does not fit and it is not grouped in a usual way: `no` means \
      never. How the score comes about: [Anonymization](../anonymization.md).

      ## Families

      | family | types |
      |---|---|

      """
    for family in IdentifierFamily.allCases where family != .custom {
      let names = Catalogue.entries.filter { $0.family == family }.map { "`\($0.name)`" }
      page += "| `\(family.rawValue)` | \(names.joined(separator: " ")) |\n"
    }
    page += "\n## Of no country\n" + table(Catalogue.general)
    for country in Catalogue.countries { page += "\n## \(country.name)\n" + table(country.entries) }
    return page
  }

  private static func table(_ entries: [CatalogueEntry]) -> String {
    var table = "\n| type | what | check | forms | alone | labels | source |\n|---|---|---|---|---|---|---|\n"
    for entry in entries {
      let summary = entry.summary.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? entry.summary
      table += "| `\(entry.name)` | \(summary) | \(entry.rule) | \(forms(entry)) | \(alone(entry)) "
      table += "| \(labels(entry)) | \(entry.source) |\n"
    }
    return table
  }

  private static func forms(_ entry: CatalogueEntry) -> String {
    entry.forms.map { form in
      let groups = form.groups.isEmpty ? "" : " (" + form.groups.joined(separator: ", ") + ")"
      return "`\(shortened(form.pattern))`" + groups
    }.joined(separator: "; ")
  }

  /// A pattern with long runs counted: `ATd{31}`.
  private static func shortened(_ pattern: String) -> String {
    var result = ""
    var rest = pattern[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      result += run.count > 4 ? "\(first){\(run.count)}" : String(run)
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  private static func alone(_ entry: CatalogueEntry) -> String {
    guard let best = entry.forms.map(\.strength).max() else { return "" }
    return DetectionProfile.allCases.last { best >= $0.threshold }?.rawValue ?? "no"
  }

  private static func labels(_ entry: CatalogueEntry) -> String {
    let all = entry.labels.split(separator: "|")
    return all.prefix(8).joined(separator: ", ") + (all.count > 8 ? ", and \(all.count - 8) more" : "")
  }
}
