extension Country {
  static let croatia = Country(
    "HR", "Croatia", [.hr],
    [
      CatalogueEntry(
        "oib", .national, "OIB",
        rule: "MOD 11,10",
        forms: [
          Form("ddddddddddd", [], 0.5, NationalChecks.hrOIB)
        ],
        labels: "oib|osobni identifikacijski broj",
        source: "Zakon o osobnom identifikacijskom broju; ISO 7064; python-stdnum hr.oib"),
      CatalogueEntry(
        "jmbg", .national, "JMBG",
        rule: "date of birth, region 30 to 39, modulus 11",
        forms: [
          Form("ddddddddddddd", [], 1.9, NationalChecks.hrJMBG)
        ],
        labels: "jmbg|matični broj|matični broj građana|mbg",
        source: "Zakon o matičnom broju; python-stdnum si.emso"),
      CatalogueEntry(
        "oi", .document, "osobna iskaznica",
        rule: "nine digits after a label",
        forms: [
          Form("ddddddddd", [], Form.onlyLabelled)
        ],
        labels: "osobna iskaznica|broj osobne iskaznice|os iskaznica|broj iskaznice",
        source: "Zakon o osobnoj iskaznici"),
    ])

  private typealias Form = CatalogueEntry.Form
}
