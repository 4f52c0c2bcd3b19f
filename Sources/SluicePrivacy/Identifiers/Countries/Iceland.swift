extension Country {
  static let iceland = Country(
    "IS", "Iceland", [.is],
    [
      CatalogueEntry(
        "kt", .national, "kennitala",
        rule: "date of birth, weights 3 2 7 6 5 4 3 2, modulus 11, century",
        forms: [
          Form("dddddddddd", ["6-4", "6 4"], 1.5, NationalChecks.isKT)
        ],
        labels: "kennitala|kt|kennitölu",
        source: "Þjóðskrá; python-stdnum is_.kennitala")
    ])

  private typealias Form = CatalogueEntry.Form
}
