extension Country {
  static let italy = Country(
    "IT", "Italy", [.it],
    [
      CatalogueEntry(
        "cf", .national, "codice fiscale",
        rule: "odd and even tables, modulus 26; letters for digits where codes collide",
        forms: [
          Form("aaaaaawwawwawwwa", ["3 3 5 5", "6 5 5", "3 3 5 4 1"], 5.5, NationalChecks.itCF)
        ],
        labels: "codice fiscale|c f|cf|cod fisc|cod fiscale|c fisc",
        source: "DM 12 March 1974; python-stdnum it.codicefiscale"),
      CatalogueEntry(
        "piva", .financial, "partita IVA",
        rule: "office, Luhn",
        forms: [
          Form("ddddddddddd", [], -0.6, NationalChecks.itPIVA)
        ],
        labels: "partita iva|p iva|p i|piva|iva",
        source: "DPR 633/1972; python-stdnum it.iva"),
      CatalogueEntry(
        "pod", .energy, "POD",
        rule: "IT, distributor, E, eight digits",
        forms: [
          Form("ITdddEdddddddd", ["5 1 8", "2 3 1 8"], 4),
          Form("ITdddEddddddddd", [], 3.6),
        ],
        labels: "pod|codice pod|punto di prelievo|numero pod",
        source: "ARERA 293/05"),
      CatalogueEntry(
        "pdr", .energy, "PDR",
        rule: "fourteen digits after a label",
        forms: [
          Form("dddddddddddddd", [], Form.onlyLabelled)
        ],
        labels: "pdr|codice pdr|punto di riconsegna",
        source: "ARERA 138/04"),
      CatalogueEntry(
        "ci", .document, "carta d'identità, passport",
        rule: "letters and digits after a label",
        forms: [
          Form("aadddddaa", [], 0.9),
          Form("aaddddddd", ["2 7"], Form.onlyLabelled),
        ],
        labels: """
          carta d identità|carta identità|cie|numero carta d identità|c i|ci|passaporto|numero passaporto|\
          documento
          """,
        source: "DPCM 437/1999; ICAO Doc 9303"),
      CatalogueEntry(
        "patente", .vehicle, "patente",
        rule: "letters and digits after a label",
        forms: [
          Form("aaddddddda", ["2 7 1"], Form.onlyLabelled),
          Form("awwwddddda", [], Form.onlyLabelled),
        ],
        labels: "patente|patente di guida|numero patente|n patente",
        source: "DM 30 September 2003"),
    ])

  private typealias Form = CatalogueEntry.Form
}
