extension Country {
  static let portugal = Country(
    "PT", "Portugal", [.pt],
    [
      CatalogueEntry(
        "nif", .national, "NIF",
        rule: "weights 9 to 2, modulus 11",
        forms: [
          Form("ddddddddd", ["3 3 3"], 0.4, NationalChecks.ptNIF)
        ],
        labels: """
          nif|n contribuinte|contribuinte|número de contribuinte|nipc|número fiscal|\
          número de identificação fiscal|n fiscal
          """,
        source: "Decree-Law 14/2013; python-stdnum pt.nif"),
      CatalogueEntry(
        "cc", .document, "cartão de cidadão",
        rule: "Luhn over letters and digits",
        forms: [
          Form("dddddddddwwd", ["8 1 2 1", "8 1 3", "9 2 1", "8-1-3"], 1.2, NationalChecks.ptCC)
        ],
        labels: """
          cartão de cidadão|cc|n cc|número de cartão de cidadão|cartão do cidadão|bi|bilhete de identidade|\
          documento de identificação
          """,
        source: "Law 7/2007; python-stdnum pt.cc"),
      CatalogueEntry(
        "niss", .national, "NISS",
        rule: "weights 29 23 19 17 13 11 7 5 3 2",
        forms: [
          Form("ddddddddddd", ["4 3 4", "3 3 3 2"], 0.3, NationalChecks.ptNISS)
        ],
        labels: """
          niss|n segurança social|número de identificação de segurança social|segurança social|\
          número da segurança social
          """,
        source: "Segurança Social"),
      CatalogueEntry(
        "utente", .health, "número de utente",
        rule: "nine digits after a label",
        forms: [
          Form("ddddddddd", ["3 3 3"], Form.onlyLabelled)
        ],
        labels: """
          utente|número de utente|n utente|n de utente|nº utente|sns|número de utente do sns|\
          número nacional de utente
          """,
        source: "Decree-Law 198/95"),
      CatalogueEntry(
        "cpe", .energy, "CPE",
        rule: "PT, sixteen digits, two letters",
        forms: [
          Form("PTddddddddddddddddaa", ["2 4 4 4 4 2", "2 16 2"], 4.5)
        ],
        labels: "cpe|código de ponto de entrega|código do ponto de entrega|cui",
        source: "ERSE"),
    ])

  private typealias Form = CatalogueEntry.Form
}
