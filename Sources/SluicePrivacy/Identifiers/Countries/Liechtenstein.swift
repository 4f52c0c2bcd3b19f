extension Country {
  static let liechtenstein = Country(
    "LI", "Liechtenstein", [.de],
    [
      CatalogueEntry(
        "peid", .national, "PEID-Nummer",
        rule: "four to twelve digits after a label",
        forms: [
          Form("ddddd", [], Form.onlyLabelled),
          Form("dddddd", [], Form.onlyLabelled),
          Form("ddddddd", [], Form.onlyLabelled),
          Form("dddddddd", [], Form.onlyLabelled),
          Form("ddddddddd", [], Form.onlyLabelled),
          Form("dddddddddd", [], Form.onlyLabelled),
          Form("ddddddddddd", [], Form.onlyLabelled),
          Form("dddddddddddd", [], Form.onlyLabelled),
        ],
        labels: "peid|peid nummer|pe id|personenidentifikationsnummer|personen identifikationsnummer",
        source: "Steuergesetz; python-stdnum li.peid")
    ])

  private typealias Form = CatalogueEntry.Form
}
