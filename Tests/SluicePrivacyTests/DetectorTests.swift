import SluicePrivacy
import Testing

@Suite("Detector")
struct DetectorTests {
  @Test(
    "finds contacts, accounts and devices by their form",
    arguments: [
      ("mail anna.kowalska@klinik.example today", "email anna.kowalska@klinik.example"),
      ("write to müller@krankenhäuser.de.", "email müller@krankenhäuser.de"),
      ("see https://anna:secret@host.example/x?y.", "url https://anna:secret@host.example/x?y"),
      ("open https://portal.example/a?id=3&token=abc now", "url https://portal.example/a?id=3&token=abc"),
      ("call +49 30 1234567 now", "phone +49 30 1234567"),
      ("Tel.: (030) 123 456-78", "phone (030) 123 456-78"),
      ("Tél. : 06 12 34 56 78", "phone 06 12 34 56 78"),
      ("IBAN DE89 3704 0044 0532 0130 00.", "iban DE89 3704 0044 0532 0130 00"),
      ("konto PL61109010140000071219812874", "iban PL61109010140000071219812874"),
      ("card 4111 1111 1111 1111", "card 4111 1111 1111 1111"), ("from 203.0.113.195", "ipv4 203.0.113.195"),
      ("at 2001:db8::8a2e:370:7334 port", "ipv6 2001:db8::8a2e:370:7334"),
      ("eth0 00:1a:2b:3c:4d:5e up", "mac 00:1a:2b:3c:4d:5e"), ("BIC: COBADEFFXXX", "bic COBADEFFXXX"),
      ("VIN WVWZZZ1JZXW000001", "vin WVWZZZ1JZXW000001"), ("VAT no. ATU13585627", "vat ATU13585627"),
      ("GPS 48.137154, 11.576124", "coordinates 48.137154, 11.576124"),
      ("geb. am 12.05.1980 in Ulm", "birth-date 12.05.1980"), ("né le 3 mars 1975", "birth-date 3 mars 1975"),
      ("narozen 1. května 1990", "birth-date 1. května 1990"),
      ("ur. 12 maja 1980 r.", "birth-date 12 maja 1980"),
      ("Fallnummer: 2024-00123", "record 2024-00123"),
      ("NASS: 47 39047534 02.", "record 47 39047534 02"), ("Kennzeichen: B-MW 1234", "plate B-MW 1234"),
      ("immatriculation : AB-123-CD.", "plate AB-123-CD"), ("targa GA 417 KR", "plate GA 417 KR"),
      ("DNI: 12345678Z", "es.dni 12345678Z"),
      ("SV-Nr. 1237 010180", "at.svnr 1237 010180"), ("PESEL 44051401359", "pl.pesel 44051401359"),
      ("NIR 2 55 08 14 168 025 38", "fr.nir 2 55 08 14 168 025 38"), ("ЕГН 7523169263", "bg.egn 7523169263"),
    ])
  func forms(text: String, expected: String) {
    #expect(Detection.find(text).map(\.description) == [expected])
  }

  @Test(
    "finds names after titles and labels in eight languages",
    arguments: [
      ("Ich sah Herrn Dr. Müller heute.", "person Müller"),
      ("Patientin: Anna Kowalska", "person Anna Kowalska"),
      ("avec Mme Dupont hier", "person Dupont"), ("el Sr. García López dijo", "person García López"),
      ("Nombre: Pedro\nx", "person Pedro"), ("la Sig.ra Bianchi parla", "person Bianchi"),
      ("że Pani Nowak wie", "person Nowak"), ("dat mevr. de Vries komt", "person de Vries"),
      ("that Mrs O'Brien said", "person O'Brien"),
      ("a Sra. Ferreira da Silva foi", "person Ferreira da Silva"),
      ("Frau von der Leyen kommt", "person von der Leyen"), ("Name: Müller, Anna\nx", "person Müller, Anna"),
      ("la paziente Orlandi, di 84 anni", "person Orlandi"),
    ])
  func names(text: String, expected: String) {
    #expect(Detection.find(text).map(\.description) == [expected])
  }

  @Test("finds a name again after its first mention, in the genitive and in capitals")
  func propagates() {
    let found = Detection.find(
      "Herr Seidlbauer kam. Seidlbauers Puls war gut. BEFUND SEIDLBAUER: unauffällig.")
    #expect(found.map(\.text) == ["Seidlbauer", "Seidlbauers", "SEIDLBAUER"])
  }

  @Test(
    "finds addresses by their grammar",
    arguments: [
      ("wohnt Hauptstraße 5, 80331 München und", "Hauptstraße 5, 80331 München"),
      ("habite 12 rue de la Paix, 75002 Paris.", "12 rue de la Paix, 75002 Paris"),
      ("vive en Calle Mayor, 23, 28013 Madrid.", "Calle Mayor, 23, 28013 Madrid"),
      ("abita in Via Roma 12, 00184 Roma.", "Via Roma 12, 00184 Roma"),
      ("mieszka ul. Długa 5/7, 00-238 Warszawa.", "ul. Długa 5/7, 00-238 Warszawa"),
      ("woont Dorpsstraat 12a, 1234 AB Utrecht.", "Dorpsstraat 12a, 1234 AB Utrecht"),
      ("lives at 12 High Street, London SW1A 1AA.", "12 High Street, London SW1A 1AA"),
    ])
  func addresses(text: String, expected: String) {
    #expect(Detection.find(text) == [Found(type: "address", text: expected)])
  }

  @Test("reads through no-break spaces, soft hyphens and full-width digits")
  func foldedView() {
    #expect(
      Detection.find("IBAN DE89\u{A0}3704\u{A0}0044\u{A0}0532\u{A0}0130\u{A0}00").map(\.type) == ["iban"])
    #expect(Detection.find("PESEL 440\u{AD}514\u{AD}01359").map(\.type) == ["pl.pesel"])
    let wide = String(
      "44051401359".unicodeScalars.map { Character(Unicode.Scalar($0.value - 0x30 + 0xFF10) ?? $0) })
    #expect(Detection.find("PESEL " + wide) == [Found(type: "pl.pesel", text: wide)])
  }

  @Test("digits with right check digits need a label or the country's language unless strict")
  func profiles() {
    #expect(Detection.find("Please note 736571735 in the file.") == [])
    #expect(Detection.find("Please note 736571735 in the file.", Detection.strict).map(\.type) == ["nl.bsn"])
    #expect(Detection.find("BSN 736571735").map(\.type) == ["nl.bsn"])
    #expect(
      Detection.find("PESEL 44051401358").first?.type == "pl.pesel", "a typing error right after the label")
  }

  @Test("a type that is switched off is not found")
  func types() {
    let set = DetectorSet(types: IdentifierSet([.email]))
    #expect(Detection.find("a@b.de +49 30 1234567", set).map(\.type) == ["email"])
  }

  @Test("a scan counts in code points")
  func scan() {
    let text = Array("für müller@krankenhäuser.de".utf8)
    #expect(Detector(Detection.balanced).scan(text.span).map(\.range) == [4..<27])
  }

  @Test("finds the record's own values whatever their case, accents and separators")
  func knownValues() {
    let text = "KOWALSKA kam; die Akte P 123456 (p-123456) von Kowalskas Mann."
    let found = Detection.find(text, known: ["Anna Kowalska", "P-123456"])
    #expect(
      found.filter { $0.type == "known-value" }.map(\.text) == [
        "KOWALSKA", "P 123456", "p-123456", "Kowalskas",
      ])
    #expect(Detection.find("Er ist da", known: ["Er"]) == [], "short values would be found everywhere")
    #expect(Detection.find("Mu\u{308}ller kommt", known: ["Müller"]).map(\.text) == ["Mu\u{308}ller"])
  }

  @Test("findings are ordered and disjoint, and nothing found is uncovered where two overlap")
  func overlaps() {
    let text = "https://anna@host.example/users/anna.k@x.de +49 30 1234567 IBAN DE89 3704 0044 0532 0130 00"
    let findings = Detection.findings(text, Detection.strict, known: ["anna"])
    for (left, right) in zip(findings, findings.dropFirst()) {
      #expect(left.range.upperBound <= right.range.lowerBound)
    }
    #expect(findings.count == 3)
  }
}
