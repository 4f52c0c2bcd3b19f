extension Country {
  static let germany = Country(
    "DE", "Germany", [.de],
    [
      CatalogueEntry(
        "idnr", .national, "steuerliche Identifikationsnummer",
        rule: "MOD 11,10; exactly one digit repeated",
        forms: [
          Form("ddddddddddd", ["2 3 3 3"], 0.8, NationalChecks.deIdNr)
        ],
        labels: """
          steuer id|steuerid|steuer identifikationsnummer|steueridentifikationsnummer|\
          steuerliche identifikationsnummer|idnr|id nr|identifikationsnummer|steuernummer|tax id|tin
          """,
        source: "AO § 139b; ISO 7064; python-stdnum de.idnr"),
      CatalogueEntry(
        "stnr", .national, "Steuernummer",
        rule: "ten, eleven or thirteen digits; tax office, district, serial",
        forms: [
          Form("dddddddddd", ["2/3/5", "3/3/4", "2 3 5"], -0.9, NationalChecks.deSTNR),
          Form("ddddddddddd", ["3/3/5", "3/4/4", "3 3 5", "3 4 4"], -0.6, NationalChecks.deSTNR),
          Form("ddddddddddddd", ["4/4/5"], -0.6, NationalChecks.deSTNR),
        ],
        labels: "steuernummer|st nr|stnr|steuer nr|steuernr|finanzamt|tax number",
        source: "AO; Länder formats; python-stdnum de.stnr"),
      CatalogueEntry(
        "kvnr", .health, "Krankenversichertennummer",
        rule: "weights 1 and 2 with cross sums over letter and digits",
        forms: [
          Form("addddddddd", ["1 9"], 2.4, NationalChecks.deKVNR)
        ],
        labels: """
          kvnr|kv nummer|kv nr|krankenversichertennummer|versichertennummer|versicherten nr|versichertennr|\
          krankenversicherungsnummer|versichertenkarte|krankenkasse|versicherten id
          """,
        source: "SGB V § 290"),
      CatalogueEntry(
        "rvnr", .national, "Rentenversicherungsnummer",
        rule: "area, date of birth, letter, serial, cross sums modulus 10",
        forms: [
          Form("ddddddddaddd", ["2 6 1 3", "2 6 1 2 1", "8 1 3"], 4.5, NationalChecks.deRVNR)
        ],
        labels: """
          rvnr|rentenversicherungsnummer|sozialversicherungsnummer|rv nummer|versicherungsnummer|sv nummer|\
          vsnr|svnr|sv nr
          """,
        source: "VKVV § 4"),
      CatalogueEntry(
        "ausweis", .document, "Personalausweis, Reisepass",
        rule: "alphabet without vowels, weights 7 3 1",
        forms: [
          Form("wwwwwwwwwd", ["9 1"], 1.3, NationalChecks.deAusweis),
          Form("wwwwwwwww", [], -1.2, NationalChecks.deDocument),
        ],
        labels: """
          personalausweis|personalausweisnummer|ausweis|ausweisnummer|ausweis nr|perso|reisepass|\
          reisepassnummer|pass nr|passnummer
          """,
        source: "PAuswV; ICAO Doc 9303"),
      CatalogueEntry(
        "fuehrerschein", .vehicle, "Führerschein",
        rule: "authority, serial, check digit, copy, after a label",
        forms: [
          Form("wdddwwwwwww", [], Form.onlyLabelled),
          Form("wddwwwwwwww", [], Form.onlyLabelled),
        ],
        labels: "führerschein|führerscheinnummer|führerschein nr|fahrerlaubnis|fahrerlaubnisnummer",
        source: "FeV, Anlage 8"),
      CatalogueEntry(
        "lanr", .health, "lebenslange Arztnummer",
        rule: "weights 4 and 9, modulus 10",
        forms: [
          Form("ddddddddd", [], -1.2, NationalChecks.deLANR)
        ],
        labels: "lanr|arztnummer|arzt nr|lebenslange arztnummer",
        source: "KBV, Richtlinie nach SGB V § 75"),
      CatalogueEntry(
        "bsnr", .health, "Betriebsstättennummer",
        rule: "nine digits after a label",
        forms: [
          Form("ddddddddd", [], Form.onlyLabelled)
        ],
        labels: "bsnr|betriebsstättennummer|betriebsstätten nr",
        source: "KBV, Richtlinie nach SGB V § 75"),
      CatalogueEntry(
        "malo", .energy, "Marktlokation",
        rule: "odd digits once, even digits twice, modulus 10",
        forms: [
          Form("ddddddddddd", ["3 3 3 2", "1 3 3 3 1"], -0.6, SectorChecks.deMaLo)
        ],
        labels: """
          marktlokation|malo|malo id|marktlokations id|marktlokations identifikationsnummer|\
          marktlokationsidentifikationsnummer
          """,
        source: "BDEW, Marktlokations-Identifikationsnummer"),
      CatalogueEntry(
        "melo", .energy, "Messlokation",
        rule: "DE and 31 digits",
        forms: [
          Form("DEddddddddddddddddddddddddddddddd", ["2 6 5 20", "8 5 20"], 5),
          Form("DEdddddddddddwwwwwwwwwwwwwwwwwwww", [], 3.4),
        ],
        labels: "messlokation|melo|melo id|zählpunkt|zählpunktbezeichnung|zählpunktnummer",
        source: "VDE-AR-N 4400"),
    ])

  private typealias Form = CatalogueEntry.Form
}
