extension Country {
  static let spain = Country(
    "ES", "Spain", [.es],
    [
      CatalogueEntry(
        "dni", .national, "DNI",
        rule: "letter by modulus 23",
        forms: [
          Form(
            "dddddddda", ["8-1", "2.3.3-1", "8 1", "2.3.3 1", "2 3 3 1", "2 3 3-1"], 2.6, NationalChecks.esDNI
          )
        ],
        labels: "dni|nif|d n i|n i f|documento nacional de identidad|documento",
        source: "Real Decreto 1553/2005; python-stdnum es.dni"),
      CatalogueEntry(
        "nie", .national, "NIE",
        rule: "X, Y or Z, letter by modulus 23",
        forms: [
          Form("addddddda", ["1-7-1", "1 7 1", "8-1", "1-8", "8 1"], 3.2, NationalChecks.esNIE)
        ],
        labels: "nie|n i e|nif|documento",
        source: "Real Decreto 557/2011; python-stdnum es.nie"),
      CatalogueEntry(
        "cif", .financial, "CIF, NIF of a legal person",
        rule: "letter, Luhn as digit or letter",
        forms: [
          Form("adddddddw", ["1-8", "1-7-1"], 1.6, NationalChecks.esCIF)
        ],
        labels: "cif|c i f|nif|nif empresa",
        source: "Orden EHA/451/2008; python-stdnum es.cif"),
      CatalogueEntry(
        "ccc", .financial, "código cuenta cliente",
        rule: "two check digits of modulus 11",
        forms: [
          Form("dddddddddddddddddddd", ["4 4 2 10", "4-4-2-10"], 2.2, NationalChecks.esCCC)
        ],
        labels: "ccc|cuenta|cuenta corriente|código cuenta cliente|número de cuenta",
        source: "CSB; python-stdnum es.ccc"),
      CatalogueEntry(
        "nuss", .national, "número de la Seguridad Social",
        rule: "province and serial modulus 97",
        forms: [
          Form("dddddddddddd", ["2 8 2", "2/8/2", "2-8-2", "2/10", "2 10"], 1.9, NationalChecks.esNUSS)
        ],
        labels: """
          nuss|naf|seguridad social|número de la seguridad social|n seguridad social|número de afiliación|\
          nº ss|n ss|nass|nss
          """,
        source: "Orden de 1978, TGSS"),
      CatalogueEntry(
        "cups", .energy, "CUPS",
        rule: "modulus 529 as two letters",
        forms: [
          Form("ESddddddddddddddddaa", ["2 4 4 4 4 2", "6 4 4 4 2"], 5, SectorChecks.esCUPS),
          Form("ESddddddddddddddddaadw", ["2 4 4 4 4 2 2"], 5, SectorChecks.esCUPS),
        ],
        labels: "cups|código cups|punto de suministro|código universal de punto de suministro",
        source: "Real Decreto 1435/2002; python-stdnum es.cups"),
    ])

  private typealias Form = CatalogueEntry.Form
}
