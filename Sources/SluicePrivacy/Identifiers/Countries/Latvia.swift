extension Country {
  static let latvia = Country(
    "LV", "Latvia", [.lv],
    [
      CatalogueEntry(
        "pk", .national, "personas kods",
        rule: "date of birth or 32, weights, modulus 11",
        forms: [
          Form("ddddddddddd", ["6-5"], 1.2, NationalChecks.lvPK)
        ],
        labels: "personas kods|p k|pk|personas kodu|personas koda",
        source: "Law on the population register; python-stdnum lv.pvn"),
      CatalogueEntry(
        "pase", .document, "pase, eID",
        rule: "two letters and seven digits after a label",
        forms: [
          Form("aaddddddd", ["2 7"], Form.onlyLabelled)
        ],
        labels: "pase|pases numurs|eid|personas apliecība|personas apliecības numurs",
        source: "Personu apliecinošu dokumentu likums"),
    ])

  private typealias Form = CatalogueEntry.Form
}
