extension Country {
  static let sweden = Country(
    "SE", "Sweden", [.sv],
    [
      CatalogueEntry(
        "pnr", .national, "personnummer, samordningsnummer",
        rule: "date of birth, day + 60 for coordination numbers, Luhn",
        forms: [
          Form("dddddddddd", ["6-4", "6+4"], 0.95, NationalChecks.sePNR),
          Form("dddddddddddd", ["8-4", "8 4", "8+4"], 1.5, NationalChecks.sePNR),
        ],
        labels: "personnummer|personnr|pnr|samordningsnummer|p nr|persnr",
        source: "Folkbokföringslagen § 18; python-stdnum se.personnummer"),
      CatalogueEntry(
        "orgnr", .financial, "organisationsnummer",
        rule: "Luhn",
        forms: [
          Form("dddddddddd", ["6-4"], -0.7, CheckDigits.luhn)
        ],
        labels: "organisationsnummer|orgnr|org nr",
        source: "Lag 1974:174; python-stdnum se.orgnr"),
      CatalogueEntry(
        "anlaggning", .energy, "anläggnings-id",
        rule: "735999, check digit of GS1",
        forms: [
          Form("735999dddddddddddd", ["6 4 4 4", "3 3 4 4 4"], 3.2, NationalChecks.ean)
        ],
        labels: "anläggnings id|anläggningsid|anläggningsidentitet|mätpunkt",
        source: "Elmarknadshandboken; GS1"),
    ])

  private typealias Form = CatalogueEntry.Form
}
