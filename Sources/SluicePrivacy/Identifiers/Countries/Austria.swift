extension Country {
  static let austria = Country(
    "AT", "Austria", [.de],
    [
      CatalogueEntry(
        "svnr", .national, "Sozialversicherungsnummer",
        rule: "serial, check digit (weights 3 7 9 5 8 4 2 1 6, modulus 11), date of birth",
        forms: [
          Form("dddddddddd", ["4 6", "4 2 2 2"], 0.9, NationalChecks.atSVNR)
        ],
        labels: """
          sv nr|sv nummer|svnr|vsnr|sozialversicherungsnummer|sozialversicherungsnr|versicherungsnummer|svn|\
          vers nr
          """,
        source: "ASVG § 31 (4); python-stdnum at.vnr"),
      CatalogueEntry(
        "stnr", .financial, "Abgabenkontonummer",
        rule: "tax office, digits doubled in turn, modulus 10",
        forms: [
          Form("ddddddddd", ["2-3/4", "2 3/4", "2 3 4", "2-7", "2/7"], -0.9, NationalChecks.atTIN)
        ],
        labels:
          "steuernummer|abgabenkontonummer|abgabenkonto|abgabenkonto nr|st nr|stnr|finanzamt|tax number",
        source: "BAO; python-stdnum at.tin"),
      CatalogueEntry(
        "zp", .energy, "Zählpunktbezeichnung",
        rule: "AT and 31 digits",
        forms: [
          Form("ATddddddddddddddddddddddddddddddd", ["2 6 5 20", "8 5 20", "2.6.5.20"], 5)
        ],
        labels: "zählpunkt|zählpunktnummer|zählpunktbezeichnung|zp nr|zp|metering point",
        source: "ElWOG 2010, Sonstige Marktregeln Kapitel 12"),
      CatalogueEntry(
        "pass", .document, "Reisepass",
        rule: "letter and seven digits after a label",
        forms: [
          Form("addddddd", ["1 7"], Form.onlyLabelled)
        ],
        labels: "reisepass|reisepassnummer|passnummer|pass nr|passport|passport number|personalausweis",
        source: "PassG 1992"),
    ])

  private typealias Form = CatalogueEntry.Form
}
