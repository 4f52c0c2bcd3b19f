extension Country {
  static let lithuania = Country(
    "LT", "Lithuania", [.lt],
    [
      CatalogueEntry(
        "ak", .national, "asmens kodas",
        rule: "sex and century, date of birth, two passes of modulus 11",
        forms: [
          Form("ddddddddddd", [], 1.6, NationalChecks.baltic)
        ],
        labels: "asmens kodas|a k|ak|asmens kodo|asmens kodą",
        source: "Law on the population register; python-stdnum lt.asmens"),
      CatalogueEntry(
        "pasas", .document, "pasas, tapatybės kortelė",
        rule: "eight digits after a label",
        forms: [
          Form("dddddddd", [], Form.onlyLabelled)
        ],
        labels: "pasas|paso numeris|paso nr|asmens tapatybės kortelė|atk|kortelės numeris",
        source: "Asmens tapatybės kortelės ir paso įstatymas"),
    ])

  private typealias Form = CatalogueEntry.Form
}
