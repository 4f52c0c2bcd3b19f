extension Country {
  static let norway = Country(
    "NO", "Norway", [.no],
    [
      CatalogueEntry(
        "fnr", .national, "fødselsnummer, D-nummer",
        rule: "date of birth, two check digits of modulus 11",
        forms: [
          Form("ddddddddddd", ["6 5"], 2.0, NationalChecks.noFNR)
        ],
        labels: "fødselsnummer|fnr|fødselsnr|personnummer|d nummer|dnr|fødselsnummeret",
        source: "Folkeregisterloven; python-stdnum no.fodselsnummer"),
      CatalogueEntry(
        "orgnr", .financial, "organisasjonsnummer",
        rule: "weights 3 2 7 6 5 4 3 2, modulus 11",
        forms: [
          Form("ddddddddd", ["3 3 3"], -0.8, NationalChecks.noOrg)
        ],
        labels: "organisasjonsnummer|orgnr|org nr|foretaksnummer",
        source: "Enhetsregisterloven; python-stdnum no.orgnr"),
      CatalogueEntry(
        "konto", .financial, "kontonummer",
        rule: "weights 5 4 3 2 7 6 5 4 3 2, modulus 11",
        forms: [
          Form("ddddddddddd", ["4.2.5", "4 2 5"], 0.2, NationalChecks.noAccount)
        ],
        labels: "kontonummer|kontonr|konto|bankkonto|kontonummeret",
        source: "Bits; python-stdnum no.kontonr"),
    ])

  private typealias Form = CatalogueEntry.Form
}
