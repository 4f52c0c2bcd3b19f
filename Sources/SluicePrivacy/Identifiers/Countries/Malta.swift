extension Country {
  static let malta = Country(
    "MT", "Malta", [.mt, .en],
    [
      CatalogueEntry(
        "id", .national, "identity card number",
        rule: "serial, year, letter of the registry; after a label or an MT document",
        forms: [
          Form("dddddda", [], -1, NationalChecks.mtID),
          Form("ddddddda", [], -1, NationalChecks.mtID),
        ],
        labels:
          "id card|identity card|karta ta l identità|id no|id card no|numru tal karta|karta ta l identita",
        source: "Identity Card and other Identity Documents Act")
    ])

  private typealias Form = CatalogueEntry.Form
}
