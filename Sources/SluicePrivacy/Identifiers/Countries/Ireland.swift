extension Country {
  static let ireland = Country(
    "IE", "Ireland", [.en, .ga],
    [
      CatalogueEntry(
        "pps", .national, "PPS number",
        rule: "weights 8 to 2, second letter nine times, modulus 23",
        forms: [
          Form("ddddddda", [], 2.2, NationalChecks.iePPS),
          Form("dddddddaa", [], 2.4, NationalChecks.iePPS),
        ],
        labels: """
          pps|pps number|ppsn|pps no|personal public service number|uimhir pspp|\
          uimhir phearsanta seirbhíse poiblí|uimhir pps
          """,
        source: "Social Welfare Consolidation Act 2005; python-stdnum ie.pps"),
      CatalogueEntry(
        "mprn", .energy, "MPRN",
        rule: "10 and nine digits after a label",
        forms: [
          Form("10ddddddddd", ["2 3 3 3"], Form.onlyLabelled)
        ],
        labels: "mprn|meter point reference number|metering point",
        source: "ESB Networks"),
      CatalogueEntry(
        "eircode", .location, "Eircode",
        rule: "routing key and four characters of a reduced alphabet",
        forms: [
          Form("addwwww", ["3 4"], 0.8, NationalChecks.ieEircode),
          Form("D6Wwwww", ["3 4"], 0.8, NationalChecks.ieEircode),
        ],
        labels: "eircode|postcode|éirchód|post code",
        source: "Eircode, An Post"),
    ])

  private typealias Form = CatalogueEntry.Form
}
