extension Country {
  static let france = Country(
    "FR", "France", [.fr],
    [
      CatalogueEntry(
        "nir", .national, "numéro de sécurité sociale",
        rule: "sex, year, month, department, commune, serial, 97 minus remainder",
        forms: [
          Form(
            "ddddddwdddddddd", ["1 2 2 2 3 3 2", "13 2", "1 2 2 2 3 3-2", "1 2 2 2 3 3/2"], 2.4,
            NationalChecks.frNIR)
        ],
        labels: """
          numéro de sécurité sociale|n de sécurité sociale|no de sécurité sociale|sécurité sociale|nir|insee|\
          numéro insee|n ss|n sécu|numéro de sécu|matricule insee|ins|immatriculé|num sécu
          """,
        source: "Decree 82-103; python-stdnum fr.nir"),
      CatalogueEntry(
        "nif", .national, "numéro fiscal (SPI)",
        rule: "first digit 0 to 3, ten digits modulus 511",
        forms: [
          Form("ddddddddddddd", ["2 2 3 3 3"], 2.0, NationalChecks.frNIF)
        ],
        labels: "numéro fiscal|spi|nif|n fiscal|numéro spi|identifiant fiscal|numéro de référence fiscal",
        source: "CGI, Livre des procédures fiscales; python-stdnum fr.nif"),
      CatalogueEntry(
        "siren", .financial, "SIREN",
        rule: "Luhn",
        forms: [
          Form("ddddddddd", ["3 3 3"], -0.8, CheckDigits.luhn)
        ],
        labels: "siren|numéro siren|n siren|rcs",
        source: "Code de commerce R123-220; python-stdnum fr.siren"),
      CatalogueEntry(
        "siret", .financial, "SIRET",
        rule: "Luhn over 9 and over 14 digits; La Poste sum of 5",
        forms: [
          Form("dddddddddddddd", ["3 3 3 5", "9 5"], 1.4, NationalChecks.frSIRET)
        ],
        labels: "siret|numéro siret|n siret",
        source: "Code de commerce R123-220; python-stdnum fr.siret"),
      CatalogueEntry(
        "pdl", .energy, "point de livraison (PRM, PDL)",
        rule: "fourteen digits after a label",
        forms: [
          Form("dddddddddddddd", ["2 3 3 3 3"], Form.onlyLabelled)
        ],
        labels: "prm|pdl|point de livraison|numéro de pdl|n pdl|point référence mesure|pce",
        source: "Enedis, référentiel clientèle"),
      CatalogueEntry(
        "rpps", .national, "numéro RPPS of a health professional",
        rule: "Luhn",
        forms: [
          Form("ddddddddddd", [], -1.2, CheckDigits.luhn)
        ],
        labels: "rpps|numéro rpps|n rpps|adeli",
        source: "Arrêté du 6 février 2009"),
      CatalogueEntry(
        "cni", .document, "carte nationale d'identité, passport",
        rule: "twelve digits, or nine letters and digits, after a label",
        forms: [
          Form("dddddddddddd", [], Form.onlyLabelled),
          Form("wwwwwwwww", [], -1.6, { $0.digitCount >= 3 && !$0.isDigits }),
          Form("ddaaddddd", [], -0.8),
        ],
        labels: """
          carte d identité|cni|carte nationale d identité|n cni|numéro de carte d identité|passeport|\
          numéro de passeport|n passeport|titre d identité
          """,
        source: "Decree 55-1397; ICAO Doc 9303"),
    ])

  private typealias Form = CatalogueEntry.Form
}
