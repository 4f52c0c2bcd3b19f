extension Country {
  static let czechia = Country(
    "CZ", "Czechia", [.cs],
    [
      CatalogueEntry(
        "rc", .national, "rodné číslo",
        rule: "date of birth, women month + 50, divisible by 11 since 1954",
        forms: [
          Form("dddddddddd", ["6/4"], 1.1, NationalChecks.birthNumber),
          Form("ddddddddd", ["6/3"], 0.1, NationalChecks.birthNumber),
        ],
        labels: "rodné číslo|rč|r č|rodne cislo|birth number|číslo pojištěnce",
        source: "Act 133/2000; python-stdnum cz.rc"),
      CatalogueEntry(
        "op", .document, "občanský průkaz",
        rule: "nine digits after a label",
        forms: [
          Form("ddddddddd", [], Form.onlyLabelled)
        ],
        labels: "občanský průkaz|op|číslo op|číslo občanského průkazu|č op|průkaz",
        source: "Act 269/2021"),
      CatalogueEntry(
        "ucet", .financial, "bank account",
        rule: "prefix and number by modulus 11, bank of four digits",
        forms: [
          Form("dddddddddd", ["6/4"], Form.onlyLabelled, NationalChecks.czAccount),
          Form("dddddddddddd", ["8/4"], Form.onlyLabelled, NationalChecks.czAccount),
          Form("ddddddddddddd", ["9/4"], Form.onlyLabelled, NationalChecks.czAccount),
          Form("dddddddddddddd", ["10/4"], Form.onlyLabelled, NationalChecks.czAccount),
          Form("dddddddddddddddd", ["2-10/4"], Form.onlyLabelled, NationalChecks.czAccount),
          Form("dddddddddddddddddddd", ["6-10/4"], Form.onlyLabelled, NationalChecks.czAccount),
        ],
        labels: "číslo účtu|účet|č ú|bankovní účet|bankovní spojení|account",
        source: "ČNB Decree 169/2011"),
    ])

  private typealias Form = CatalogueEntry.Form
}
