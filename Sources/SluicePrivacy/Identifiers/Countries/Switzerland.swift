extension Country {
  static let switzerland = Country(
    "CH", "Switzerland", [.de, .fr, .it],
    [
      CatalogueEntry(
        "ahv", .national, "AHV-Nummer",
        rule: "756, check digit of EAN-13",
        forms: [
          Form("ddddddddddddd", ["3.4.4.2", "3 4 4 2"], 2.6, NationalChecks.chAHV)
        ],
        labels:
          "ahv|ahv nr|ahv nummer|avs|numéro avs|n avs|sozialversicherungsnummer|ahvn13|navs13|numero avs",
        source: "AHVG Art. 50c; python-stdnum ch.ssn"),
      CatalogueEntry(
        "uid", .financial, "UID",
        rule: "CHE, weights 5 4 3 2 7 6 5 4, modulus 11",
        forms: [
          Form("CHEddddddddd", ["3-3.3.3", "3 3.3.3", "3-9"], 4, NationalChecks.chUID)
        ],
        labels: "uid|uid nummer|ide|n ide|numéro ide|mwst|mwst nr|tva|iva|idi",
        source: "UIDG; python-stdnum ch.uid"),
      CatalogueEntry(
        "pass", .document, "Pass, Identitätskarte",
        rule: "letter and seven digits after a label",
        forms: [
          Form("addddddd", [], Form.onlyLabelled),
          Form("adddwwdd", [], Form.onlyLabelled),
        ],
        labels:
          "pass|passnummer|pass nr|identitätskarte|id karte|passeport|carte d identité|passaporto|passport",
        source: "AwG"),
      CatalogueEntry(
        "zaehlpunkt", .energy, "Messpunktbezeichnung",
        rule: "CH and 31 digits",
        forms: [
          Form("CHddddddddddddddddddddddddddddddd", ["2 11 20", "13 20"], 5)
        ],
        labels: "messpunkt|messpunktbezeichnung|zählpunkt|messpunktnummer|point de mesure",
        source: "VSE, Metering Code"),
    ])

  private typealias Form = CatalogueEntry.Form
}
