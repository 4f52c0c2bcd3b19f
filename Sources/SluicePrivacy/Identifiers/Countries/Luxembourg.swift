extension Country {
  static let luxembourg = Country(
    "LU", "Luxembourg", [.fr, .de],
    [
      CatalogueEntry(
        "id", .national, "matricule",
        rule: "date of birth, serial, Luhn and Verhoeff",
        forms: [
          Form("ddddddddddddd", ["4 2 2 3 2", "4 4 5", "8 5", "4 2 2 5"], 1.9, NationalChecks.luID)
        ],
        labels: """
          matricule|numéro de matricule|matricule nationale|n matricule|lu matricule|matrikelnummer|\
          numéro d identification national|sozialversicherungsnummer
          """,
        source: "Law of 19 June 2013; ISO/IEC 7064 and Verhoeff")
    ])

  private typealias Form = CatalogueEntry.Form
}
