extension Country {
  static let netherlands = Country(
    "NL", "Netherlands", [.nl],
    [
      CatalogueEntry(
        "bsn", .national, "burgerservicenummer",
        rule: "eleven test with -1 for the last digit",
        forms: [
          Form("ddddddddd", ["4.2.3", "3 3 3", "4 2 3"], 0.5, NationalChecks.nlBSN)
        ],
        labels: "bsn|burgerservicenummer|bsn nummer|bsn nr|sofinummer|sofi nummer|sofi|burger service nummer",
        source: "Wet algemene bepalingen burgerservicenummer; python-stdnum nl.bsn"),
      CatalogueEntry(
        "id", .document, "identity card, passport",
        rule: "two letters, six letters or digits without O, digit",
        forms: [
          Form("aawwwwwwd", [], -0.9, NationalChecks.nlID)
        ],
        labels: """
          identiteitskaart|identiteitskaartnummer|paspoort|paspoortnummer|documentnummer|id kaart|\
          nr identiteitsbewijs
          """,
        source: "Paspoortwet; python-stdnum nl.identiteitskaartnummer"),
      CatalogueEntry(
        "big", .health, "BIG-nummer of a health professional",
        rule: "eleven digits after a label",
        forms: [
          Form("ddddddddddd", [], Form.onlyLabelled)
        ],
        labels: "big|big nummer|big nr|big registratie|big registratienummer",
        source: "Wet BIG"),
      CatalogueEntry(
        "agb", .health, "AGB-code",
        rule: "eight digits after a label",
        forms: [
          Form("dddddddd", [], Form.onlyLabelled)
        ],
        labels: "agb|agb code|agbcode",
        source: "Vektis"),
      CatalogueEntry(
        "rijbewijs", .vehicle, "rijbewijs",
        rule: "ten digits after a label",
        forms: [
          Form("dddddddddd", [], Form.onlyLabelled)
        ],
        labels: "rijbewijs|rijbewijsnummer|rijbewijs nr",
        source: "RDW"),
    ])

  private typealias Form = CatalogueEntry.Form
}
