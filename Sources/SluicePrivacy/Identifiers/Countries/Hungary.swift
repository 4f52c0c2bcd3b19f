extension Country {
  static let hungary = Country(
    "HU", "Hungary", [.hu],
    [
      CatalogueEntry(
        "taj", .health, "TAJ szám",
        rule: "weights 3 and 7, modulus 10",
        forms: [
          Form("ddddddddd", ["3 3 3", "3-3-3"], 0.3, NationalChecks.huTAJ)
        ],
        labels: "taj|taj szám|taj száma|társadalombiztosítási azonosító jel|tb szám",
        source: "Act XX of 1996"),
      CatalogueEntry(
        "adoazonosito", .national, "adóazonosító jel",
        rule: "first digit 8, weights 1 to 9, modulus 11",
        forms: [
          Form("dddddddddd", [], 1.3, NationalChecks.huTaxID)
        ],
        labels: "adóazonosító|adóazonosító jel|adóazonosító jele|adószám|tax id",
        source: "Act XX of 1996"),
      CatalogueEntry(
        "szemelyi", .national, "személyi azonosító",
        rule: "sex and century, date of birth, serial, modulus 11",
        forms: [
          Form("ddddddddddd", ["1-6-4", "1 6 4"], 1.4, NationalChecks.huPersonalID)
        ],
        labels: "személyi azonosító|személyi azonosító jel|személyi szám|személyazonosító|szem az",
        source: "Act XX of 1996"),
      CatalogueEntry(
        "igazolvany", .document, "személyazonosító igazolvány",
        rule: "six digits and two letters after a label",
        forms: [
          Form("ddddddaa", ["6 2"], Form.onlyLabelled),
          Form("aadddddd", ["2 6"], Form.onlyLabelled),
        ],
        labels: """
          személyi igazolvány|személyi igazolvány száma|személyazonosító igazolvány|szig|szig szám|\
          igazolványszám
          """,
        source: "Government Decree 414/2015"),
      CatalogueEntry(
        "adoszam", .financial, "adószám",
        rule: "weights 9 7 3 1, modulus 10; kind and county",
        forms: [
          Form("ddddddddddd", ["8-1-2"], 1.6, NationalChecks.huVAT),
          Form("dddddddd", [], -1.2, NationalChecks.huVAT),
        ],
        labels: "adószám|adószáma|közösségi adószám|vat",
        source: "Act CL of 2017; python-stdnum hu.anum"),
    ])

  private typealias Form = CatalogueEntry.Form
}
