extension Country {
  static let poland = Country(
    "PL", "Poland", [.pl],
    [
      CatalogueEntry(
        "pesel", .national, "PESEL",
        rule: "date of birth with the century in the month, weights 1 3 7 9",
        forms: [
          Form("ddddddddddd", [], 1.4, NationalChecks.plPESEL)
        ],
        labels: "pesel|nr pesel|numer pesel|nr ewid",
        source: "Act of 24 September 2010; python-stdnum pl.pesel"),
      CatalogueEntry(
        "nip", .national, "NIP",
        rule: "weights 6 5 7 2 3 4 5 6 7, modulus 11",
        forms: [
          Form("dddddddddd", ["3-3-2-2", "3-2-2-3", "3 3 2 2"], 0.7, NationalChecks.plNIP)
        ],
        labels: "nip|nr nip|numer nip",
        source: "Act of 13 October 1995; python-stdnum pl.nip"),
      CatalogueEntry(
        "regon", .financial, "REGON",
        rule: "weights modulus 11; 9 or 14 digits",
        forms: [
          Form("ddddddddd", ["3-3-3"], -1, NationalChecks.plREGON),
          Form("dddddddddddddd", [], 0.4, NationalChecks.plREGON),
        ],
        labels: "regon|nr regon|numer regon",
        source: "Act of 29 June 1995; python-stdnum pl.regon"),
      CatalogueEntry(
        "dowod", .document, "dowód osobisty",
        rule: "weights 7 3 1, letters from A = 10",
        forms: [
          Form("aaadddddd", ["3 6", "3-6"], 2.0, NationalChecks.plIDCard)
        ],
        labels: """
          dowód osobisty|dowodu osobistego|nr dowodu|numer dowodu|seria i numer|seria i numer dowodu|dow os|\
          legitymujący się dowodem|id card
          """,
        source: "Act of 6 August 2010"),
      CatalogueEntry(
        "paszport", .document, "paszport",
        rule: "weights 7 3 9 1 7 3 1 7 3",
        forms: [
          Form("aaddddddd", ["2 7"], 0.6, NationalChecks.plPassport)
        ],
        labels: "paszport|paszportu|nr paszportu|numer paszportu|passport",
        source: "Act of 27 January 2022"),
      CatalogueEntry(
        "ppe", .energy, "punkt poboru energii",
        rule: "590, check digit of GS1",
        forms: [
          Form("590ddddddddddddddd", [], 2.2, NationalChecks.ean),
          Form("PLaaaadddddddddddddddd", [], Form.onlyLabelled),
        ],
        labels: "ppe|punkt poboru energii|kod ppe|numer ppe|nr ppe",
        source: "URE; GS1"),
      CatalogueEntry(
        "prawojazdy", .vehicle, "prawo jazdy",
        rule: "serial, slash, year, office, after a label",
        forms: [
          Form("ddddddddddd", ["5/2/4"], -0.6)
        ],
        labels: "prawo jazdy|prawa jazdy|nr prawa jazdy",
        source: "Act of 5 January 2011"),
    ])

  private typealias Form = CatalogueEntry.Form
}
