extension Country {
  static let denmark = Country(
    "DK", "Denmark", [.da],
    [
      CatalogueEntry(
        "cpr", .national, "CPR-nummer",
        rule: "date of birth, century by the seventh digit; modulus 11 is no longer kept since 2007",
        forms: [
          Form("dddddddddd", ["6-4", "6 4"], 0.6, NationalChecks.dkCPR)
        ],
        labels: "cpr|cpr nummer|cpr nr|personnummer|cprnr",
        source: "CPR-loven; python-stdnum dk.cpr"),
      CatalogueEntry(
        "cvr", .financial, "CVR-nummer",
        rule: "weights 2 7 6 5 4 3 2 1, modulus 11",
        forms: [
          Form("dddddddd", ["2 2 2 2"], -1.3, NationalChecks.dkCVR)
        ],
        labels: "cvr|cvr nummer|cvr nr|se nummer|se nr",
        source: "CVR-loven; python-stdnum dk.cvr"),
    ])

  private typealias Form = CatalogueEntry.Form
}
