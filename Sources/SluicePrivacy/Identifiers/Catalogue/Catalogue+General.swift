extension Catalogue {
  /// Identifiers of no country, in the order of the constants of `IdentifierType`.
  static let general =
    people + attributes + contacts + times + network + financial + travel + energy + documents

  private static let people: [CatalogueEntry] = [
    CatalogueEntry(
      "person", .person, "name of a person",
      rule: "after titles, labels, salutations and given names; again wherever it stands in the document",
      source: "own grammar"),
    CatalogueEntry(
      "patient", .person, "name of a patient, in clinical text", rule: "a model, or its label",
      source: "own grammar"),
    CatalogueEntry(
      "clinician", .person, "name of a physician or nurse, in clinical text", rule: "a model, or its label",
      source: "own grammar"),
    CatalogueEntry(
      "relative", .person, "word for a relative of a patient, in clinical text", rule: "a model",
      source: "own grammar"),
    CatalogueEntry(
      "address", .location, "street address, postcode with town",
      rule: "street word and house number, postcode and town, or a label", source: "own grammar"),
    CatalogueEntry(
      "place", .location, "town, region, river, building by name; postcode in clinical text", rule: "a model",
      source: "own grammar"),
    CatalogueEntry(
      "country", .location, "country", rule: "a model", source: "own grammar"),
    CatalogueEntry(
      "coordinates", .location, "latitude and longitude",
      rule:
        "two decimal numbers in range, four decimals at least unless a label stands before; degrees, minutes, seconds",
      labels:
        "gps|coordinates|koordinaten|coordonnées|coordinate|coordenadas|coördinaten|współrzędne|position|location|lat|latitude|latitudine|latitud|breitengrad|szerokość geograficzna|koordináták|souřadnice|súradnice|koordinati|koordinate|coordonate|координати|συντεταγμένες|koordinaadid|koordinātas|koordinatės|koordinater|koordinaatit|comhordanáidí|koordinati ġeografiċi|hnit",
      source: "ISO 6709"),
    CatalogueEntry(
      "postcode", .location, "postcode after its label", rule: "four to seven characters after the label",
      forms: ["dddd", "ddddd", "dddddd", "ddddaa", "ddddddd", "aadddd", "aaddddd"].map {
        CatalogueEntry.Form($0, ["2-3", "4-3", "3 2", "4 2"], CatalogueEntry.Form.onlyLabelled)
      },
      labels:
        "plz|postleitzahl|postcode|post code|postal code|zip|zip code|code postal|cap|código postal|cp|c p|kod pocztowy|psč|irányítószám|irsz|cod poștal|пощенски код|ταχυδρομικός κώδικας|τ κ|postinumero|postnummer|postnr|poštni številka|poštna številka|poštanski broj|sihtnumber|pasta indekss|pašto kodas|póstnúmer|kodiċi postali|éirchód",
      source: "Universal Postal Union, addressing systems"),
    CatalogueEntry(
      "trajectory", .location, "track of three places or more",
      rule: "three or more pairs of coordinates that follow each other, with their times",
      source: "own grammar"),
  ]

  private static let attributes: [CatalogueEntry] = [
    CatalogueEntry(
      "organization", .organization, "company, authority, court, party by name", rule: "a model",
      source: "own grammar"),
    CatalogueEntry(
      "hospital", .organization, "hospital by name, in clinical text", rule: "a model", source: "own grammar"),
    CatalogueEntry(
      "clinic", .organization, "health centre by name, in clinical text", rule: "a model",
      source: "own grammar"),
    CatalogueEntry(
      "age", .attribute, "age of a person",
      rule: "one to three digits beside words such as `aged`, `ans`, `Jahre alt`, in 24 languages",
      labels: """
        alter|age|aged|âge|âgé de|âgée de|età|edad|leeftijd|wiek|w wieku|idade|ålder|alder|ikä|věk|vek|életkor|kor|vârsta|vârstă|\
        възраст|на възраст|ηλικία|ηλικίας|dob lat|starost|vanus|vecums|amžius|aois|età ta|aldur|im alter von|all età di|à l âge de|\
        op de leeftijd van|at the age of|con edad|de edad|com a idade de|i en ålder av|i en alder af|ve věku|vo veku|u dobi od
        """,
      source: "own grammar"),
    CatalogueEntry(
      "sex", .attribute, "sex of a patient, in clinical text", rule: "a model", source: "own grammar"),
    CatalogueEntry(
      "profession", .attribute, "profession of a person", rule: "a model", source: "own grammar"),
    CatalogueEntry(
      "demographic", .attribute, "nationality, origin, family status", rule: "a model", source: "own grammar"),
    CatalogueEntry(
      "quantity", .attribute, "amount of money and other telling quantities",
      rule: "a number beside a currency, or height and weight after a label; `strict` only",
      source: "ISO 4217 and own grammar"),
    CatalogueEntry(
      "miscellany", .attribute, "name of an event, work, law or group", rule: "a model", source: "own grammar"
    ),
  ]

  private static let contacts: [CatalogueEntry] = [
    CatalogueEntry(
      "email", .contact, "e-mail address",
      rule: "local part, `@` and host; also letters outside ASCII, and `(at)` or `[at]` for the sign",
      labels:
        "e mail|email|mail|courriel|correo|correo electrónico|sähköposti|e post|epost|имейл|ηλεκτρονικό ταχυδρομείο|e pasts|el paštas|e pošta|r phost|posta elettronica|netfang",
      source: "RFC 5321, RFC 6531"),
    CatalogueEntry(
      "url", .contact, "web address that names a user or carries credentials",
      rule: "user part, home or user folder, or a telling key in the query", source: "RFC 3986"),
    CatalogueEntry(
      "phone", .contact, "telephone number",
      rule: "lengths by country code; national numbers by prefix and grouping, or right after a label",
      labels: """
        tel|telefon|telefonnummer|telefonnr|telefon nr|rufnummer|mobil|mobilnummer|mobiltelefon|handy|handynummer|fax|telefax|\
        durchwahl|phone|telephone|phone number|mobile|cell|cell phone|contact number|call|téléphone|portable|mobile phone|\
        numéro de téléphone|télécopie|joignable au|telefono|cellulare|cell|recapito|teléfono|móvil|fijo|tlf|tfno|telefoon|\
        telefoonnummer|gsm|mobiel|tél|numer telefonu|telefon kontaktowy|komórka|kom|telefone|telemóvel|telemovel|contacto|\
        telefonnummer|mobiltelefon|puhelin|puhelinnumero|puh|gsm numero|tlf nr|mobilnr|telefonní číslo|mobilní|telefónne číslo|\
        mobil|telefonszám|mobilszám|τηλ|τηλέφωνο|κινητό|τηλεφωνο|fón|guthán|телефон|тел|мобилен|gsm|telefonas|mob|tālrunis|\
        tālr|mobilais|telefoninumber|broj telefona|mobitel|telefonska številka|številka telefona|sími|símanúmer|\
        telefon komórkowy|nr tel|nr telefonu|numărul de telefon|telefon mobil|whatsapp|sms|telefonisch|telefonisch unter|\
        erreichbar unter|reachable on|reachable at|bereikbaar op|localizable en|raggiungibile al|pod numerem|\
        telefonne číslo|uimhir theileafóin|numru tat telefon|telefono numeris|tel č|telefonų nr
        """,
      source: "ITU-T E.164 and the numbering plans of the countries"),
  ]

  private static let times: [CatalogueEntry] = [
    CatalogueEntry(
      "birth-date", .time, "date of birth", rule: "a date after a label, or after `*`",
      labels: """
        geb|geb am|geboren|geboren am|geburtsdatum|geburtstag|gebdat|dob|d o b|date of birth|birth date|birthdate|born|born on|born in|\
        né le|née le|né e le|né|née|date de naissance|ddn|nato il|nata il|nato a il|nato|nata|data di nascita|fecha de nacimiento|\
        nacido el|nacida el|nacido|nacida|nac|f nac|fecha nac|fn|geboortedatum|geboren op|urodzony|urodzona|ur|urodz|data urodzenia|\
        nascido em|nascida em|nascido a|nascida a|data de nascimento|d n|född|födelsedatum|født|fødselsdato|fødselsdag|syntynyt|syntymäaika|\
        s|synt|narozen|narozena|datum narození|nar|narodený|narodená|dátum narodenia|született|születési idő|születési dátum|szül|\
        szül idő|născut|născută|născut la|născută la|data nașterii|data naşterii|роден|родена|родена на|роден на|дата на раждане|\
        γεννήθηκε|γεννηθείς|γεννηθείσα|ημερομηνία γέννησης|ημ γέννησης|rođen|rođena|datum rođenja|rojen|rojena|datum rojstva|\
        dzimis|dzimusi|dzimšanas datums|dzim|gimė|gimęs|gimusi|gimimo data|sündinud|sünniaeg|sünnikuupäev|sünd|rugadh|dáta breithe|\
        twieled|twieldet|data tat twelid|fæddur|fædd|fæðingardagur|date of birth dob
        """,
      source: "own grammar"),
    CatalogueEntry(
      "date", .time, "calendar date", rule: "figures, or the name of a month in 26 languages",
      labels: "datum|date|data|fecha|dato|päivä|kelt|dátum|ημερομηνία|дата|kuupäev|datums",
      source: "ISO 8601 and the customs of the countries"),
  ]

  private static let network: [CatalogueEntry] = [
    CatalogueEntry(
      "ipv4", .network, "IPv4 address", rule: "four numbers to 255",
      labels:
        "ip|ip address|ip adresse|adresse ip|indirizzo ip|dirección ip|adres ip|host|ipv4|ipv6|client|ip osoite|ip adress|ip cím|ip адрес",
      source: "RFC 791"),
    CatalogueEntry(
      "ipv6", .network, "IPv6 address", rule: "eight groups of hexadecimal digits, or fewer with one `::`",
      labels: "ip|ip address|ip adresse|adresse ip|indirizzo ip|dirección ip|adres ip|host|ipv4|ipv6|client",
      source: "RFC 4291"),
    CatalogueEntry(
      "mac", .network, "MAC address", rule: "six pairs of hexadecimal digits",
      labels: "mac|mac address|mac adresse|hwaddr|ether|bssid", source: "IEEE 802"),
    CatalogueEntry(
      "imei", .network, "IMEI of a mobile device", rule: "reporting body, Luhn",
      forms: [Form("ddddddddddddddd", ["2 6 6 1", "2-6-6-1", "8 6 1"], 1.5, SectorChecks.imei)],
      labels: "imei|imei number|imei nummer|imei code|numéro imei|numero imei|número imei|numer imei",
      source: "3GPP TS 23.003"),
    CatalogueEntry(
      "imsi", .network, "IMSI of a mobile subscriber",
      rule: "country code of a mobile network, 14 or 15 digits",
      forms: [
        Form("ddddddddddddddd", [], Form.onlyLabelled, SectorChecks.imsi),
        Form("dddddddddddddd", [], Form.onlyLabelled, SectorChecks.imsi),
      ],
      labels: "imsi|imsi number|imsi nummer", source: "ITU-T E.212"),
    CatalogueEntry(
      "iccid", .network, "number of a SIM card", rule: "89, country, Luhn",
      forms: [
        Form("89ddddddddddddddddd", ["4 4 4 4 3"], 2.4, CheckDigits.luhn),
        Form("89dddddddddddddddddd", ["4 4 4 4 4"], 2.4, CheckDigits.luhn),
      ],
      labels:
        "iccid|sim|sim card|sim karte|sim kartennummer|carte sim|sim number|carta sim|tarjeta sim|simkaart|karta sim",
      source: "ITU-T E.118"),
    CatalogueEntry(
      "uuid", .network, "UUID of a device, a session or a person",
      rule: "groups of 8, 4, 4, 4 and 12 hexadecimal digits after a label, or `strict`",
      labels:
        "uuid|guid|device id|geräte id|gerätekennung|advertising id|idfa|gaid|session|session id|user id|userid|user|client id|patient uuid|identifiant|identificativo|identificador|installation id|visitor id|cookie",
      source: "RFC 9562"),
  ]

  private static let financial: [CatalogueEntry] = [
    CatalogueEntry(
      "iban", .financial, "IBAN", rule: "length by country, modulus 97; national check digits of BE, ES, NO",
      labels:
        "iban|kontonummer|bankverbindung|compte|cuenta|conto|rekening|rachunek|konto|numer konta|bankkonto|pankkitili|tilinumero|bankszámlaszám|számlaszám|číslo účtu|cont|cont bancar|сметка|λογαριασμός|broj računa|račun|konta numurs|sąskaita|arvelduskonto|conta|kontonr",
      source: "ISO 13616"),
    CatalogueEntry(
      "card", .financial, "payment card number", rule: "issuers in use, Luhn",
      forms: [
        Form("dddddddddddddddd", ["4 4 4 4", "4-4-4-4"], 2.7, SectorChecks.card),
        Form("ddddddddddddddd", ["4 6 5", "4-6-5"], 1.6, SectorChecks.card),
        Form("dddddddddddddd", ["4 6 4"], 0.6, SectorChecks.card),
        Form("ddddddddddddd", [], -0.5, SectorChecks.card),
        Form("ddddddddddddddddddd", ["4 4 4 4 3"], 1, SectorChecks.card),
      ],
      labels: """
        card|card number|credit card|debit card|kreditkarte|kreditkartennummer|karte|kartennummer|carte|carte bancaire|\
        numéro de carte|carta di credito|numero carta|tarjeta|número de tarjeta|creditcard|karta|numer karty|cartão|visa|\
        mastercard|maestro|amex|pan|luottokortti|kortin numero|kreditkort|kortnummer|kreditní karta|číslo karty|bankkártya|\
        kártyaszám|card de credit|карта|κάρτα|kartica|broj kartice|kredītkarte|kortelė|krediitkaart
        """,
      source: "ISO/IEC 7812"),
    CatalogueEntry(
      "bic", .financial, "BIC of a bank", rule: "bank, country, place, after a label or an IBAN",
      labels:
        "bic|swift|swift code|bic swift|swift bic|bic code|swift kód|kod bic|kod swift|code bic|codice bic|código bic",
      source: "ISO 9362"),
    CatalogueEntry(
      "lei", .financial, "legal entity identifier", rule: "modulus 97",
      forms: [Form("wwwwwwwwwwwwwwwwwwdd", [], 3.6, SectorChecks.lei)],
      labels: "lei|lei code|legal entity identifier", source: "ISO 17442"),
    CatalogueEntry(
      "isin", .financial, "number of a security", rule: "country, Luhn over letters as numbers",
      forms: [Form("aawwwwwwwwwd", ["2 9 1", "2-9-1"], 1.2, SectorChecks.isin)],
      labels: "isin|isin code|isin nummer|wertpapier", source: "ISO 6166"),
    CatalogueEntry(
      "creditor", .financial, "SEPA creditor identifier", rule: "modulus 97 without the business code",
      forms: [13, 16, 17, 18, 19, 20, 23].flatMap { length in
        [
          Form("aaddZZZ" + String(repeating: "w", count: length - 7), [], 3, SectorChecks.creditor),
          Form("aaddwww" + String(repeating: "w", count: length - 7), [], -0.8, SectorChecks.creditor),
        ]
      },
      labels:
        "gläubiger id|gläubiger identifikationsnummer|gläubigeridentifikationsnummer|creditor id|creditor identifier|creditor identification|ics|identifiant créancier|identifiant créancier sepa|identificativo creditore|identificador del acreedor|identificador acreedor|incassant id|identyfikator wierzyciela|cid|sepa ci",
      source: "EPC AT-02"),
    CatalogueEntry(
      "wallet", .financial, "address of a crypto wallet", rule: "Base58Check, Bech32, or EIP-55 and a label",
      labels:
        "wallet|bitcoin|btc|ethereum|eth|bitcoin address|wallet address|crypto|krypto|adresse bitcoin|portefeuille",
      source: "Bitcoin Base58Check, BIP 173, BIP 350, EIP-55"),
    CatalogueEntry(
      "vat", .financial, "VAT number", rule: "country and its check, or the national part after a label",
      labels: """
        vat|vat number|vat no|vat id|ust id|ust idnr|ust id nr|ustid|umsatzsteuer id|umsatzsteuer identifikationsnummer|uid nummer|uid nr|\
        tva|numéro de tva|n tva|tva intracommunautaire|iva|partita iva|p iva|p i|nif iva|btw|btw nummer|btw nr|nip ue|moms|\
        momsnr|alv|alv numero|dič|ič dph|pdv|ddv|áfa|adószám|ддс|φπα|pvm|pvn|km kood|käibemaks|cod tva|mwst|mwst nr|vsk|cbl
        """,
      source: "Directive 2006/112/EC, article 215; VIES"),
  ]

  private static let travel: [CatalogueEntry] = [
    CatalogueEntry(
      "vin", .vehicle, "vehicle identification number",
      rule: "17 characters without I, O, Q; maker known in Europe",
      forms: [Form("wwwwwwwwwwwwwwwww", [], 3.2, SectorChecks.vin)],
      labels: """
        vin|fahrgestellnummer|fin|fahrzeug identifizierungsnummer|chassis|numéro de châssis|telaio|numero di telaio|bastidor|\
        chassisnummer|numer nadwozia|nr vin|alvázszám|rangeringsnummer|valmistenumero|šasija|broj šasije|výrobní číslo vozidla|chassi|серия шаси
        """,
      source: "ISO 3779, ISO 3780"),
    CatalogueEntry(
      "plate", .vehicle, "vehicle registration plate",
      rule:
        "two or three short groups of capitals and digits after a label; forms of AT, BE, DE, ES, FR, GB, IT, NL, PL when strict",
      labels: """
        kennzeichen|amtliches kennzeichen|plate|licence plate|license plate|registration|immatriculation|plaque|targa|matrícula|\
        kenteken|nummerplaat|numer rejestracyjny|rejestracja|registreringsnummer|rekisterinumero|spz|rz|rendszám|registarska oznaka
        """,
      source: "national rules on registration; own grammar"),
    CatalogueEntry(
      "driving-licence", .vehicle, "number of a driving licence after its label",
      rule: "three digits at least",
      isLabelled: true,
      labels: """
        führerschein|führerscheinnummer|führerschein nr|driving licence|driving license|driver s licence|driver licence|driver number|\
        permis de conduire|numéro de permis|patente|patente di guida|numero patente|permiso de conducir|carnet de conducir|rijbewijs|\
        rijbewijsnummer|prawo jazdy|nr prawa jazdy|carta de condução|körkort|körkortsnummer|kørekort|ajokortti|førerkort|\
        řidičský průkaz|vodičský preukaz|vezetői engedély|jogosítvány|permis de conducere|vozačka dozvola|vozniško dovoljenje|\
        шофьорска книжка|свидетелство за управление|άδεια οδήγησης|juhiluba|vadītāja apliecība|vairuotojo pažymėjimas|liċenzja tas sewqan|ceadúnas tiomána|ökuskírteini
        """,
      source: "Directive 2006/126/EC"),
    CatalogueEntry(
      "ticket", .vehicle, "number of a ticket or a booking after its label",
      rule: "three digits, or six characters, at least",
      forms: [
        Form("ddddddddddddd", ["3 10", "3-10"], Form.onlyLabelled),
        Form("wwwwww", [], Form.onlyLabelled) { $0.digitCount > 0 },
      ],
      isLabelled: true,
      labels: """
        ticket|ticket number|e ticket|eticket|ticketnummer|fahrkarte|fahrscheinnummer|buchungsnummer|buchungscode|auftragsnummer bahn|\
        booking|booking reference|booking number|booking code|record locator|pnr locator|reservation|reservation number|billet|numéro de billet|\
        numéro de réservation|dossier de réservation|biglietto|numero biglietto|codice prenotazione|billete|localizador|número de reserva|\
        boekingsnummer|bilet|numer biletu|numer rezerwacji|bilhete|número da reserva|biljett|bokningsnummer|billet nr|lippu|varausnumero|\
        jízdenka|číslo rezervace|foglalási szám|rezervare|număr rezervare
        """,
      source: "IATA Resolution 722; own grammar"),
  ]

  private static let energy: [CatalogueEntry] = [
    CatalogueEntry(
      "eic", .energy, "energy identification code", rule: "modulus 37",
      forms: [Form("ddawwwwwwwwwwwww", [], 3, SectorChecks.eic)],
      labels: "eic|eic code|eu eic|kod eic|código eic|code eic", source: "ENTSO-E, EIC reference manual"),
    CatalogueEntry(
      "metering-point", .energy, "metering point of any country after its label",
      rule: "three digits at least",
      isLabelled: true,
      labels: """
        meter point|zählpunkt|zählpunktnummer|zählpunktbezeichnung|marktlokation|messlokation|supply number|metering point|\
        metering point id|zählernummer|meter number|zähler|zähler nr|zählerstand nr|compteur|numéro de compteur|point de livraison|\
        contatore|contador|número de contador|meternummer|aansluiting|licznik|numer licznika|ppe|punkt poboru energii|\
        käyttöpaikka|käyttöpaikkatunnus|anläggnings id|målepunkt|målepunkts id|målernummer|mittauspiste|odběrné místo|eic odberného miesta|mérési pont|pod kód|\
        loc de consum|merilno mesto|mjerno mjesto|точка на доставка|αριθμός παροχής|mõõtepunkt|skaitītāja numurs|skaitiklio numeris
        """,
      source: "Directive (EU) 2019/944; own grammar"),
    CatalogueEntry(
      "ean18", .energy, "metering point by GSRN",
      rule: "54 (Belgium), 57 (Denmark), 70 (Norway), 73 (Sweden) or 87 (Netherlands), check digit of GS1",
      forms: [Form("dddddddddddddddddd", ["2 4 4 4 4", "6 6 6"], 1.8, SectorChecks.ean18)],
      labels:
        "ean|ean code|ean nummer|ean 18|ean18|gsrn|code ean|målepunkt|målepunkts id|anläggnings id|zählpunkt|metering point",
      source: "GS1 General Specifications, GSRN"),
    CatalogueEntry(
      "load-curve", .energy, "readings of one meter over time",
      rule: "four or more lines of a time and a number that follow each other",
      source: "own grammar"),
  ]

  private static let documents: [CatalogueEntry] = [
    CatalogueEntry(
      "mrz", .document, "machine-readable zone of a travel document",
      rule: "lines of 30, 36 or 44 characters with `<`, in one, two or three lines",
      labels: "mrz|mrz td1|mrz td2|mrz td3|machine readable zone|maschinenlesbare zone",
      source: "ICAO Doc 9303"),
    CatalogueEntry(
      "travel-document", .document, "number of a passport or identity card after its label",
      rule: "three digits at least",
      isLabelled: true,
      labels: """
        passport|passport no|passport number|passnummer|pass nr|reisepass|reisepassnummer|passeport|numéro de passeport|passaporto|\
        pasaporte|número de pasaporte|paspoort|paspoortnummer|paszport|numer paszportu|passaporte|pas|passi|passinumero|\
        ausweisnummer|identity card|id card|carte d identité|carta d identità|dowód osobisty|\
        nr dowodu|cartão de cidadão|identiteitskaart|isikutunnistus|pass|passnr|pasnummer|cestovní pas|číslo pasu|občanský průkaz|občiansky preukaz|\
        útlevél|útlevélszám|személyi igazolvány|pașaport|carte de identitate|buletin|паспорт|лична карта|διαβατήριο|ταυτότητα|\
        putovnica|osobna iskaznica|potni list|osebna izkaznica|pass number|pase|pasas|asmens tapatybės kortelė|henkilökortti|vegabréf|\
        residence permit|aufenthaltstitel|titre de séjour|permesso di soggiorno|karta pobytu|verblijfsvergunning
        """,
      source: "ICAO Doc 9303; own grammar"),
    CatalogueEntry(
      "ehic", .health, "European health insurance card", rule: "80, country of Europe, 20 digits",
      forms: [Form("80dddddddddddddddddd", ["10 10", "5 5 10", "5 5 5 5"], 2.4, SectorChecks.healthCard)],
      labels:
        "ehic|ehic number|health insurance card|krankenversichertenkarte|ceam|tse|tessera europea|tessera sanitaria|tarjeta sanitaria europea|ekuz|europese zorgkaart|ehic kort|ehic nummer|kennnummer der karte|zdravotní průkaz",
      source: "Decision S2 of 12 June 2009 on the European health insurance card"),
    CatalogueEntry(
      "icd", .health, "code of a diagnosis after its label", rule: "letter, two digits, further digits",
      forms: [
        Form("add", [], -0.9), Form("addd", ["3.1"], -0.9), Form("adddd", ["3.2"], -0.9),
      ],
      labels:
        "icd|icd 10|icd10|icd 10 gm|icd code|icd 11|diagnosecode|diagnose icd|code cim|cim 10|cie 10|kod icd|diagnosis code|diagnoza icd|codice icd|bno kód",
      source: "WHO, ICD-10"),
    CatalogueEntry(
      "record", .document, "patient, case or customer number after its label", rule: "three digits at least",
      isLabelled: true, labels: recordLabels, source: "own grammar"),
    CatalogueEntry(
      "staff-number", .document, "number of an operator, an employee or a badge after its label",
      rule: "three digits at least", isLabelled: true,
      labels: """
        personalnummer|personal nr|personalnr|mitarbeiternummer|mitarbeiter nr|mitarbeiter id|bediener|bediener nr|bedienernummer|werker nr|ausweis badge|\
        employee id|employee number|staff number|staff id|badge|badge number|badge id|badge no|operator id|operator no|worker id|\
        matricule|numéro de matricule employé|numéro d employé|badge n|opérateur|matricola|numero di matricola|operatore|numero badge|\
        número de empleado|nº de empleado|operario|legajo|personeelsnummer|medewerkernummer|numer pracownika|nr pracownika|operatora|\
        número de funcionário|anställningsnummer|medarbejdernummer|ansattnummer|työntekijänumero|osobní číslo|číslo zaměstnance|\
        dolgozói azonosító|törzsszám|număr marcă|marca|службен номер|αριθμός υπαλλήλου|broj zaposlenika|številka zaposlenega|töötaja number|darbinieka numurs|darbuotojo numeris|starfsmannanúmer
        """,
      source: "own grammar"),
    CatalogueEntry(
      "orcid", .document, "ORCID of a researcher", rule: "0000 or 0009, modulus 11-2",
      forms: [Form("dddddddddddddddw", ["4-4-4-4"], 2.4, SectorChecks.orcid)],
      labels: "orcid|orcid id", source: "ISO 27729"),
    CatalogueEntry(
      "insurance-id", .document, "number of a health insurance, in clinical text",
      rule: "a model, or its label", source: "own grammar"),
    CatalogueEntry(
      "episode", .document, "number of a contact or case, in clinical text", rule: "a model, or its label",
      source: "own grammar"),
    CatalogueEntry(
      "license", .document, "licence number of a physician", rule: "a model, or its label",
      source: "own grammar"),
    CatalogueEntry(
      "known-value", .document, "value of an identifying field of the same record",
      rule: "whatever its case, accents and separators", source: "the record itself"),
  ]

  private static let recordLabels = """
    patienten id|patientenid|patientennummer|patienten nr|patientennr|pat nr|pat id|fallnummer|fall nr|fallnr|fall id|\
    aufnahmenummer|aufenthalt|aufenthaltsnummer|aufnahme nr|kundennummer|kunden nr|kundennr|vertragsnummer|\
    aktenzeichen|az|geschäftszeichen|vorgangsnummer|mitgliedsnummer|histologie nr|laborauftrag|auftragsnummer|\
    rechnungsnummer|versicherungsscheinnummer|\
    patient id|patient no|patient number|patient identifier|mrn|medical record number|hospital number|hospital no|case no|\
    case number|case id|case reference|reference number|ref no|our reference|your reference|customer number|customer no|\
    customer id|account number|account no|policy number|membership number|episode|encounter|admission|visit no|stay|\
    application no|application nos|applications nos|application number|file number|docket number|claim number|invoice number|\
    numéro de dossier|numéro de patient|numéro du patient|n dossier|n de dossier|dossier n|dossier no|numéro patient|n patient|ipp|nip patient|identifiant patient|\
    numéro client|n client|référence|réf|numéro d adhérent|séjour|n séjour|numéro de séjour|épisode|venue|iep|\
    numero paziente|episodio|ricovero|ricovero n|id paziente|codice paziente|cartella|cartella clinica|cartella n|numero cartella|nosologico|codice cliente|pratica|\
    numero pratica|protocollo|\
    nhc|historia clínica|número de historia clínica|n historia|historia|número de historia|nasis|nass|nss|cipa|cip|expediente|\
    número de expediente|número de paciente|id del paciente|n colegiado|nº colegiado|nºcol|nº col|ncol|n col|no col|número de colegiado|\
    colegiado|episodio|número de cliente|póliza|\
    patiëntnummer|opname|opnamenummer|patientnummer|patiënt id|dossiernummer|zaaknummer|klantnummer|kenmerk|polisnummer|\
    numer pacjenta|pobyt|nr pobytu|numer pobytu|nr pacjenta|id pacjenta|numer historii choroby|nr historii choroby|numer księgi|nr księgi głównej|\
    numer klienta|nr sprawy|sygnatura|sygn akt|\
    número do paciente|n do processo|número de processo|processo|processo clínico|sns|\
    patientnr|journalnummer|journalnr|ärendenummer|kundnummer|asiakasnumero|potilasnumero|sagsnummer|saksnummer|\
    číslo pacienta|číslo pojištěnce|spisová značka|číslo klienta|beteg azonosító|ügyszám|naplószám|\
    număr pacient|nr fo|foaie de observație|număr dosar|broj pacijenta|broj kartona|številka pacienta|αριθμός ασθενούς|\
    αριθμός μητρώου|номер на пациент|история на заболяването|и з №|paciento numeris|ligos istorija|pacienta numurs|\
    patsiendi number|haiguslugu
    """
}

extension Catalogue {
  private typealias Form = CatalogueEntry.Form
}
