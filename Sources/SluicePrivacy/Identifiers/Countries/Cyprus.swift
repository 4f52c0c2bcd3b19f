extension Country {
  static let cyprus = Country(
    "CY", "Cyprus", [.el, .en],
    [
      CatalogueEntry(
        "tic", .national, "tax identification code",
        rule: "table for every second digit, letter by modulus 26",
        forms: [
          Form("dddddddda", [], 1.2, NationalChecks.cyTIC)
        ],
        labels: "tic|tax identification code|cy vat|αφτ|αριθμός φορολογικού μητρώου|vat|φπα",
        source: "Assessment and Collection of Taxes Law; python-stdnum cy.vat"),
      CatalogueEntry(
        "id", .document, "identity card",
        rule: "six to eight digits after a label",
        forms: [
          Form("dddddd", [], Form.onlyLabelled),
          Form("ddddddd", [], Form.onlyLabelled),
          Form("dddddddd", [], Form.onlyLabelled),
        ],
        labels: "identity card|id card|αριθμός ταυτότητας|ταυτότητα|αδτ|α δ τ|arc",
        source: "Civil Registry Law"),
    ])

  private typealias Form = CatalogueEntry.Form
}
