extension Country {
  static let unitedKingdom = Country(
    "GB", "United Kingdom", [.en],
    [
      CatalogueEntry(
        "nhs", .health, "NHS number",
        rule: "weights 10 to 2, modulus 11",
        forms: [
          Form("dddddddddd", ["3 3 4", "3-3-4"], 0.4, NationalChecks.gbNHS)
        ],
        labels: "nhs|nhs number|nhs no|nhs num",
        source: "NHS Data Dictionary; python-stdnum gb.nhs"),
      CatalogueEntry(
        "chi", .health, "CHI number",
        rule: "date of birth, modulus 11",
        forms: [
          Form("dddddddddd", ["6 4", "3 3 4"], -0.2, NationalChecks.gbCHI)
        ],
        labels: "chi|chi number|chi no",
        source: "NHS Scotland"),
      CatalogueEntry(
        "nino", .national, "National Insurance number",
        rule: "prefixes that are given out, suffix A to D",
        forms: [
          Form("aadddddda", ["2 2 2 2 1", "8 1", "2 6 1", "2-2-2-2-1"], 2.6, NationalChecks.gbNINO)
        ],
        labels: "ni number|nino|national insurance|national insurance number|ni no|national insurance no",
        source: "HMRC NIM39110"),
      CatalogueEntry(
        "utr", .national, "unique taxpayer reference",
        rule: "weights 6 7 8 9 10 5 4 3 2, modulus 11",
        forms: [
          Form("dddddddddd", ["5 5"], -0.7, NationalChecks.gbUTR)
        ],
        labels: "utr|unique taxpayer reference|taxpayer reference|tax reference|tax ref|utr number",
        source: "HMRC; python-stdnum gb.utr"),
      CatalogueEntry(
        "mpan", .energy, "MPAN",
        rule: "primes from 3 without 11, modulus 11",
        forms: [
          Form("ddddddddddddd", ["2 4 4 3", "2 10 1", "2 4 4 2 1"], 0.35, SectorChecks.gbMPAN)
        ],
        labels: "mpan|supply number|meter point|metering point|mpan core|s number",
        source: "MRA, Balancing and Settlement Code"),
      CatalogueEntry(
        "driver", .vehicle, "driving licence",
        rule: "surname, date of birth, initials, check",
        forms: [
          Form("wwwwwddddddwwwaa", ["5 6 5", "5 6 2 1 2", "5 6 3 2"], 3.2, NationalChecks.gbDriver)
        ],
        labels: "driving licence|driving license|driver number|driver licence|licence number|licence no",
        source: "DVLA"),
      CatalogueEntry(
        "passport", .document, "passport",
        rule: "nine digits after a label",
        forms: [
          Form("ddddddddd", [], Form.onlyLabelled)
        ],
        labels: "passport|passport no|passport number|passport num|british passport",
        source: "HM Passport Office"),
      CatalogueEntry(
        "postcode", .location, "postcode",
        rule: "area, district, sector and unit",
        forms: [
          Form("addaa", ["2 3", "3 3", "4 3"], 0.3, NationalChecks.gbPostcode),
          Form("adddaa", ["2 3", "3 3", "4 3"], 0.5, NationalChecks.gbPostcode),
          Form("aaddaa", ["2 3", "3 3", "4 3"], 0.8, NationalChecks.gbPostcode),
          Form("aadddaa", ["2 3", "3 3", "4 3"], 0.9, NationalChecks.gbPostcode),
          Form("adadaa", ["2 3", "3 3", "4 3"], 0.9, NationalChecks.gbPostcode),
          Form("aadadaa", ["2 3", "3 3", "4 3"], 1.2, NationalChecks.gbPostcode),
        ],
        labels: "postcode|post code|postal code",
        source: "Royal Mail PAF"),
    ])

  private typealias Form = CatalogueEntry.Form
}
