extension Country {
  static let finland = Country(
    "FI", "Finland", [.fi, .sv],
    [
      CatalogueEntry(
        "hetu", .national, "henkilötunnus",
        rule: "date of birth, century sign, serial, remainder of 31",
        forms: [
          Form("dddddddddw", ["6-4", "6+4"], 2.2, NationalChecks.fiHETU),
          Form("ddddddadddw", [], 4, NationalChecks.fiHETU),
        ],
        labels: "henkilötunnus|hetu|htun|sotu|personbeteckning|henkilötunnukseni",
        source: "Act 661/2009; Decree 128/2010; python-stdnum fi.hetu"),
      CatalogueEntry(
        "ytunnus", .financial, "Y-tunnus",
        rule: "weights 7 9 10 5 8 4 2, modulus 11",
        forms: [
          Form("dddddddd", ["7-1"], -0.9, NationalChecks.fiYTunnus)
        ],
        labels: "y tunnus|ytunnus|fo nummer|business id",
        source: "Act 244/2001; python-stdnum fi.ytunnus"),
      CatalogueEntry(
        "veronumero", .national, "veronumero",
        rule: "twelve digits after a label",
        forms: [
          Form("dddddddddddd", [], Form.onlyLabelled)
        ],
        labels: "veronumero|skattenummer|tax number",
        source: "Act 473/2011; python-stdnum fi.veronumero"),
    ])

  private typealias Form = CatalogueEntry.Form
}
