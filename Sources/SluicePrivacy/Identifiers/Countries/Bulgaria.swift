extension Country {
  static let bulgaria = Country(
    "BG", "Bulgaria", [.bg],
    [
      CatalogueEntry(
        "egn", .national, "ЕГН",
        rule: "date of birth with the century in the month, weights 2 4 8 5 10 9 7 3 6, modulus 11",
        forms: [
          Form("dddddddddd", [], 2.0, NationalChecks.bgEGN)
        ],
        labels: "егн|egn|единен граждански номер|personal number",
        source: "ЗГР § 11; python-stdnum bg.egn"),
      CatalogueEntry(
        "lnch", .national, "ЛНЧ of foreigners",
        rule: "weights 21 19 17 13 11 9 7 3 1, modulus 10",
        forms: [
          Form("dddddddddd", [], -1.2, NationalChecks.bgLNCh)
        ],
        labels: "лнч|lnch|личен номер на чужденец|личен номер",
        source: "ЗЧРБ; python-stdnum bg.pnf"),
      CatalogueEntry(
        "lk", .document, "identity card",
        rule: "nine digits after a label",
        forms: [
          Form("ddddddddd", [], Form.onlyLabelled)
        ],
        labels: "лична карта|номер на лична карта|лк|лк №|lichna karta|документ за самоличност",
        source: "ЗБЛД"),
    ])

  private typealias Form = CatalogueEntry.Form
}
