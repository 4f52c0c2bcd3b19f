extension Country {
  static let belgium = Country(
    "BE", "Belgium", [.nl, .fr, .de],
    [
      CatalogueEntry(
        "nn", .national, "Rijksregisternummer, numéro national",
        rule: "date of birth, serial, 97 minus remainder, a 2 before it since 2000",
        forms: [
          Form(
            "ddddddddddd", ["2.2.2-3.2", "6-3-2", "6 3 2", "6 3-2", "2.2.2-3-2", "2 2 2 3 2"], 1.7,
            NationalChecks.beNN)
        ],
        labels: """
          rijksregisternummer|rijksregister|rrn|insz|inss|numéro national|numéro de registre national|\
          registre national|niss|nrn|nationalregisternummer|nationalregister|identificatienummer
          """,
        source: "Royal Decree of 3 April 1984; python-stdnum be.nn"),
      CatalogueEntry(
        "bis", .national, "BIS-nummer",
        rule: "like the national number, month plus 20 or 40",
        forms: [
          Form(
            "ddddddddddd", ["2.2.2-3.2", "6-3-2", "6 3 2", "6 3-2", "2.2.2-3-2"], 1.7, NationalChecks.beBIS)
        ],
        labels: "bis nummer|numéro bis|bisnummer|insz|niss",
        source: "Law of 15 January 1990; python-stdnum be.bis"),
      CatalogueEntry(
        "eid", .document, "identity card",
        rule: "ten digits modulus 97",
        forms: [
          Form("dddddddddddd", ["3-7-2", "3 7 2"], 0.6, NationalChecks.beEID)
        ],
        labels: """
          identiteitskaart|identiteitskaartnummer|eid|eid nummer|carte d identité|numéro de carte|\
          numéro de carte d identité|kaartnummer|personalausweis|id card
          """,
        source: "Royal Decree of 25 March 2003; python-stdnum be.eid"),
      CatalogueEntry(
        "pass", .document, "passport",
        rule: "two letters and six digits after a label",
        forms: [
          Form("aadddddd", ["2 6"], Form.onlyLabelled)
        ],
        labels: "paspoort|passeport|reisepass|passport|paspoortnummer|numéro de passeport",
        source: "ICAO Doc 9303"),
    ])

  private typealias Form = CatalogueEntry.Form
}
