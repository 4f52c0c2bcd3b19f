extension Country {
  static let estonia = Country(
    "EE", "Estonia", [.et],
    [
      CatalogueEntry(
        "ik", .national, "isikukood",
        rule: "sex and century, date of birth, two passes of modulus 11",
        forms: [
          Form("ddddddddddd", [], 1.65, NationalChecks.baltic)
        ],
        labels: "isikukood|ik|personal code|personal identification code",
        source: "EVS 585; python-stdnum ee.ik"),
      CatalogueEntry(
        "id", .document, "ID-kaart",
        rule: "two letters and seven digits after a label",
        forms: [
          Form("aaddddddd", ["2 7"], Form.onlyLabelled)
        ],
        labels: "id kaart|isikutunnistus|dokumendi number|pass|passi number",
        source: "ITDS"),
    ])

  private typealias Form = CatalogueEntry.Form
}
