extension Country {
  static let slovakia = Country(
    "SK", "Slovakia", [.sk],
    [
      CatalogueEntry(
        "rc", .national, "rodné číslo",
        rule: "date of birth, women month + 50, divisible by 11 since 1954",
        forms: [
          Form("dddddddddd", ["6/4"], 1.05, NationalChecks.birthNumber),
          Form("ddddddddd", ["6/3"], 0.05, NationalChecks.birthNumber),
        ],
        labels: "rodné číslo|rč|r č|rodne cislo|birth number",
        source: "Act 301/1995; python-stdnum sk.rc"),
      CatalogueEntry(
        "op", .document, "občiansky preukaz",
        rule: "two letters and six digits after a label",
        forms: [
          Form("aadddddd", ["2 6"], Form.onlyLabelled)
        ],
        labels: "občiansky preukaz|op|číslo op|číslo občianskeho preukazu|č op|preukaz",
        source: "Act 395/2019"),
    ])

  private typealias Form = CatalogueEntry.Form
}
