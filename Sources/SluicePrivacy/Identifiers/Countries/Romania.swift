extension Country {
  static let romania = Country(
    "RO", "Romania", [.ro],
    [
      CatalogueEntry(
        "cnp", .national, "CNP",
        rule: "sex and century, date of birth, county, weights modulus 11",
        forms: [
          Form("ddddddddddddd", [], 1.9, NationalChecks.roCNP)
        ],
        labels: "cnp|cod numeric personal|c n p|codul numeric personal",
        source: "OUG 97/2005; python-stdnum ro.cnp"),
      CatalogueEntry(
        "ci", .document, "carte de identitate",
        rule: "two letters and six digits after a label",
        forms: [
          Form("aadddddd", ["2 6"], Form.onlyLabelled)
        ],
        labels: """
          ci|c i|carte de identitate|seria|seria și numărul|buletin|buletin de identitate|act de identitate|\
          bi seria
          """,
        source: "OUG 97/2005"),
      CatalogueEntry(
        "cui", .financial, "CUI",
        rule: "weights 7 5 3 2 1 7 5 3 2, modulus 11",
        forms: [
          Form("ddddd", [], Form.onlyLabelled, NationalChecks.roCUI),
          Form("dddddd", [], Form.onlyLabelled, NationalChecks.roCUI),
          Form("ddddddd", [], Form.onlyLabelled, NationalChecks.roCUI),
          Form("dddddddd", [], Form.onlyLabelled, NationalChecks.roCUI),
          Form("ddddddddd", [], Form.onlyLabelled, NationalChecks.roCUI),
          Form("dddddddddd", [], Form.onlyLabelled, NationalChecks.roCUI),
        ],
        labels: "cui|cif|cod unic de înregistrare|cod fiscal|cod de identificare fiscală",
        source: "Legea 359/2004; python-stdnum ro.cui"),
    ])

  private typealias Form = CatalogueEntry.Form
}
