extension Country {
  static let slovenia = Country(
    "SI", "Slovenia", [.sl],
    [
      CatalogueEntry(
        "emso", .national, "EMŠO",
        rule: "date of birth, region, serial, modulus 11",
        forms: [
          Form("ddddddddddddd", [], 1.8, NationalChecks.siEMSO)
        ],
        labels: "emšo|emso|enotna matična številka|enotna matična številka občana",
        source: "Zakon o centralnem registru prebivalstva; python-stdnum si.emso"),
      CatalogueEntry(
        "davcna", .national, "davčna številka",
        rule: "weights 8 to 2, modulus 11",
        forms: [
          Form("dddddddd", [], -1, NationalChecks.siTax)
        ],
        labels: "davčna številka|davčna št|davčna|dš|id za ddv|davčno številko",
        source: "Zakon o davčnem postopku; python-stdnum si.ddv"),
      CatalogueEntry(
        "zzzs", .health, "številka zdravstvenega zavarovanja",
        rule: "nine digits after a label",
        forms: [
          Form("ddddddddd", [], Form.onlyLabelled)
        ],
        labels:
          "zzzs|številka zavarovanja|zavarovalna številka|kzz|številka kartice zdravstvenega zavarovanja",
        source: "ZZZS"),
    ])

  private typealias Form = CatalogueEntry.Form
}
