extension Country {
  static let greece = Country(
    "GR", "Greece", [.el],
    [
      CatalogueEntry(
        "amka", .national, "ΑΜΚΑ",
        rule: "date of birth, Luhn",
        forms: [
          Form("ddddddddddd", ["6 5"], 1.7, NationalChecks.grAMKA)
        ],
        labels: "αμκα|α μ κ α|amka|αμκa|αριθμός μητρώου κοινωνικής ασφάλισης",
        source: "Law 3655/2008; python-stdnum gr.amka"),
      CatalogueEntry(
        "afm", .national, "ΑΦΜ",
        rule: "powers of two, modulus 11",
        forms: [
          Form("ddddddddd", [], 0.45, NationalChecks.grAFM)
        ],
        labels: "αφμ|α φ μ|afm|aφm|αριθμός φορολογικού μητρώου|tin",
        source: "Law 4174/2013; python-stdnum gr.vat"),
      CatalogueEntry(
        "adt", .document, "ταυτότητα",
        rule: "one or two letters and six digits after a label",
        forms: [
          Form("aadddddd", ["2 6", "2-6"], Form.onlyLabelled),
          Form("adddddd", ["1 6", "1-6"], Form.onlyLabelled),
        ],
        labels: """
          ταυτότητα|αδτ|α δ τ|αριθμός δελτίου ταυτότητας|δελτίο ταυτότητας|αριθμός ταυτότητας|διαβατήριο|\
          identity card
          """,
        source: "Decree 127/1969"),
    ])

  private typealias Form = CatalogueEntry.Form
}
