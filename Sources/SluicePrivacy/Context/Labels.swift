/// What people write before an identifier; `|` separates labels, case and accents do not count.
enum Labels {
  static let all: [([IdentifierType], String)] = general + national + records

  /// Words before numbers that identify nobody.
  static let negative =
    "isbn|issn|doi|rfc|bug|bugs|closes|version|revision|commit|iso|din en iso|art|artikel|article|articolo|artículo|kapitel|chapter|section|table|tabelle|figure|abbildung|page|pages|seite|seiten|bgbl|cve|pmid|lp"

  private static let general: [([IdentifierType], String)] = [
    (
      [.phone],
      """
      tel|telefon|telefonnummer|telefonnr|telefon nr|rufnummer|mobil|mobilnummer|mobiltelefon|handy|handynummer|fax|telefax|\
      durchwahl|phone|telephone|phone number|mobile|cell|cell phone|contact number|call|téléphone|portable|mobile phone|\
      numéro de téléphone|télécopie|joignable au|telefono|cellulare|cell|recapito|teléfono|móvil|fijo|tlf|tfno|telefoon|\
      telefoonnummer|gsm|mobiel|tél|numer telefonu|telefon kontaktowy|komórka|kom|telefone|telemóvel|telemovel|contacto|\
      telefonnummer|mobiltelefon|puhelin|puhelinnumero|puh|gsm numero|tlf nr|mobilnr|telefonní číslo|mobilní|telefónne číslo|\
      mobil|telefonszám|mobilszám|τηλ|τηλέφωνο|κινητό|τηλεφωνο|fón|guthán|телефон|тел|мобилен|gsm|telefonas|mob|tālrunis|\
      tālr|mobilais|telefoninumber|broj telefona|mobitel|telefonska številka|številka telefona|sími|símanúmer|\
      telefon komórkowy|nr tel|nr telefonu|numărul de telefon|telefon mobil|whatsapp|sms|telefonisch|telefonisch unter|erreichbar unter|joignable au|reachable on|reachable at|bereikbaar op|localizable en|raggiungibile al|pod numerem
      """
    ),
    ([.email], "e mail|email|mail|courriel|correo|correo electrónico|sähköposti|e post|epost|имейл"),
    ([.iban], "iban|kontonummer|bankverbindung|compte|cuenta|conto|rekening|rachunek|konto"),
    (
      [.card],
      """
      card|card number|credit card|debit card|kreditkarte|kreditkartennummer|karte|kartennummer|carte|carte bancaire|\
      numéro de carte|carta di credito|numero carta|tarjeta|número de tarjeta|creditcard|karta|numer karty|cartão|visa|\
      mastercard|maestro|amex|pan
      """
    ),
    ([.imei], "imei|imei number|imei nummer"),
    ([.bic], "bic|swift|swift code|bic swift|swift bic|bic code"),
    ([.lei], "lei|lei code|legal entity identifier"),
    (
      [.vat],
      """
      vat|vat number|vat no|vat id|ust id|ust idnr|ust id nr|ustid|umsatzsteuer id|umsatzsteuer identifikationsnummer|uid|uid nummer|\
      tva|numéro de tva|n tva|tva intracommunautaire|iva|partita iva|p iva|p i|nif iva|btw|btw nummer|btw nr|nip ue|moms|\
      momsnr|alv|alv numero|dič|ič dph|pdv|ddv|áfa|adószám|ддс|φπα|pvm|pvn|km kood|käibemaks
      """
    ),
    (
      [.vin],
      """
      vin|fahrgestellnummer|fin|fahrzeug identifizierungsnummer|chassis|numéro de châssis|telaio|numero di telaio|bastidor|\
      chassisnummer|numer nadwozia|nr vin
      """
    ),
    (
      [.plate],
      """
      kennzeichen|amtliches kennzeichen|plate|licence plate|license plate|registration|immatriculation|plaque|targa|matrícula|\
      kenteken|nummerplaat|numer rejestracyjny|rejestracja|registreringsnummer|rekisterinumero|spz|rz|rendszám|registarska oznaka
      """
    ),
    (
      [.meteringPoint],
      """
      cups|mpan|mprn|meter point|zählpunkt|zählpunktnummer|marktlokation|malo|malo id|messlokation|melo|pod|codice pod|prm|pdl|\
      point de livraison|ean|ean code|ean nummer|ppe|cpe|supply number|metering point|zählernummer|meter number
      """
    ),
    ([.eic], "eic|eic code|eu eic"),
    (
      [.travelDocument],
      """
      passport|passport no|passport number|passnummer|pass nr|reisepass|reisepassnummer|passeport|numéro de passeport|passaporto|\
      pasaporte|número de pasaporte|paspoort|paspoortnummer|paszport|numer paszportu|passaporte|pas|passi|passinumero|\
      mrz|mrz td1|mrz td2|mrz td3|ausweisnummer|identity card|id card|carte d identité|carta d identità|dowód osobisty|\
      nr dowodu|cartão de cidadão|identiteitskaart|isikutunnistus
      """
    ),
    (
      [.healthCard],
      "ehic|ehic number|health insurance card|krankenversichertenkarte|ceam|tse|tessera europea|tarjeta sanitaria europea|ekuz"
    ),
    (
      [.ipv4, .ipv6],
      "ip|ip address|ip adresse|adresse ip|indirizzo ip|dirección ip|adres ip|host|ipv4|ipv6|client"
    ),
    ([.mac], "mac|mac address|mac adresse|hwaddr|ether|bssid"),
    (
      [.coordinates],
      "gps|coordinates|koordinaten|coordonnées|coordinate|coordenadas|coördinaten|współrzędne|position|location|lat|latitude"
    ),
    (
      [.birthDate],
      """
      geb|geb am|geboren|geboren am|geburtsdatum|geburtstag|gebdat|dob|d o b|date of birth|birth date|birthdate|born|born on|born in|\
      né le|née le|né e le|né|née|date de naissance|ddn|nato il|nata il|nato a il|nato|nata|data di nascita|fecha de nacimiento|\
      nacido el|nacida el|nacido|nacida|nac|f nac|fecha nac|fn|geboortedatum|geboren op|urodzony|urodzona|ur|urodz|data urodzenia|\
      nascido em|nascida em|nascido a|nascida a|data de nascimento|d n|född|födelsedatum|født|fødselsdato|syntynyt|syntymäaika|\
      s|synt|narozen|narozena|datum narození|nar|narodený|narodená|dátum narodenia|született|születési idő|születési dátum|szül|\
      szül idő|născut|născută|născut la|născută la|data nașterii|data naşterii|роден|родена|родена на|роден на|дата на раждане|\
      γεννήθηκε|γεννηθείς|γεννηθείσα|ημερομηνία γέννησης|ημ γέννησης|rođen|rođena|datum rođenja|rojen|rojena|datum rojstva|\
      dzimis|dzimusi|dzimšanas datums|dzim|gimė|gimęs|gimusi|gimimo data|sündinud|sünniaeg|sünnikuupäev|sünd|rugadh|dáta breithe|\
      twieled|twieldet|data tat twelid|fæddur|fædd|fæðingardagur|date of birth dob
      """
    ),
    (
      [.date],
      "datum|date|data|fecha|dato|päivä|kelt|dátum|ημερομηνία|дата|kuupäev|datums"
    ),
  ]

  private static let national: [([IdentifierType], String)] = [
    (
      [.atSVNR],
      """
      sv nr|sv nummer|svnr|vsnr|sozialversicherungsnummer|sozialversicherungsnr|versicherungsnummer|svn
      """
    ),
    (
      [.beNN],
      """
      rijksregisternummer|rijksregister|rrn|insz|numéro national|numéro de registre national|registre national|niss|nrn|\
      nationalregisternummer
      """
    ),
    ([.bgEGN], "егн|egn|единен граждански номер"),
    ([.chAHV], "ahv|ahv nr|ahv nummer|avs|numéro avs|n avs|sozialversicherungsnummer"),
    ([.cyTIC], "tic|tax identification code|cy vat|αφτ"),
    ([.czRC], "rodné číslo|rč|r č|rodne cislo|birth number"),
    ([.skRC], "rodné číslo|rč|r č|rodne cislo|birth number"),
    (
      [.deIdNr],
      """
      steuer id|steuerid|steuer identifikationsnummer|steueridentifikationsnummer|steuerliche identifikationsnummer|idnr|\
      identifikationsnummer|steuernummer|tax id|tin
      """
    ),
    (
      [.deKVNR],
      """
      kvnr|kv nummer|kv nr|krankenversichertennummer|versichertennummer|versicherten nr|versichertennr|krankenversicherungsnummer|\
      versichertenkarte|krankenkasse
      """
    ),
    (
      [.deRVNR],
      "rvnr|rentenversicherungsnummer|sozialversicherungsnummer|rv nummer|versicherungsnummer|sv nummer|vsnr"
    ),
    (
      [.deAusweis],
      """
      personalausweis|personalausweisnummer|ausweis|ausweisnummer|ausweis nr|perso|reisepass|reisepassnummer|pass nr|passnummer
      """
    ),
    ([.dkCPR], "cpr|cpr nummer|cpr nr|personnummer"),
    ([.eeIK], "isikukood|ik|personal code"),
    ([.esDNI], "dni|nif|d n i|n i f|documento nacional de identidad|documento"),
    ([.esNIE], "nie|n i e|nif|documento"),
    ([.fiHETU], "henkilötunnus|hetu|htun|sotu|personbeteckning"),
    (
      [.frNIR],
      """
      numéro de sécurité sociale|n de sécurité sociale|no de sécurité sociale|sécurité sociale|nir|insee|numéro insee|n ss|n sécu|\
      numéro de sécu|matricule insee|ins|immatriculé
      """
    ),
    ([.gbNHS], "nhs|nhs number|nhs no|chi number"),
    ([.gbNINO], "ni number|nino|national insurance|national insurance number|ni no"),
    ([.grAMKA], "αμκα|α μ κ α|amka|aμκa|ΑΜΚΑ"),
    ([.grAFM], "αφμ|α φ μ|afm|aφm|ΑΦΜ"),
    ([.hrOIB], "oib|osobni identifikacijski broj"),
    ([.huTAJ], "taj|taj szám|taj száma|társadalombiztosítási azonosító jel"),
    ([.iePPS], "pps|pps number|ppsn|pps no"),
    ([.isKT], "kennitala|kt"),
    ([.itCF], "codice fiscale|c f|cf|cod fisc|cod fiscale"),
    ([.ltAK], "asmens kodas|a k|ak|asmens kodo"),
    ([.luID], "matricule|numéro de matricule|matricule nationale|n matricule|lu matricule"),
    ([.lvPK], "personas kods|p k|pk|personas kodu"),
    ([.mtID], "id card|identity card|karta ta l identità|id no"),
    ([.nlBSN], "bsn|burgerservicenummer|bsn nummer|bsn nr|sofinummer|sofi nummer"),
    ([.noFNR], "fødselsnummer|fnr|fødselsnr|personnummer|d nummer"),
    ([.plPESEL], "pesel|nr pesel|numer pesel"),
    ([.plNIP], "nip|nr nip|numer nip"),
    (
      [.ptNIF],
      "nif|n contribuinte|contribuinte|número de contribuinte|nipc|número fiscal|número de identificação fiscal"
    ),
    ([.roCNP], "cnp|cod numeric personal|c n p"),
    ([.sePNR], "personnummer|personnr|pnr|samordningsnummer|p nr"),
    ([.siEMSO], "emšo|emso|jmbg"),
  ]

  private static let records: [([IdentifierType], String)] = [
    (
      [.record],
      """
      patienten id|patientenid|patientennummer|patienten nr|patientennr|pat nr|pat id|pid|fallnummer|fall nr|fallnr|fall id|\
      aufnahmenummer|aufenthalt|aufenthaltsnummer|aufnahme nr|kundennummer|kunden nr|kundennr|vertragsnummer|personalnummer|personal nr|mitarbeiternummer|\
      aktenzeichen|az|geschäftszeichen|vorgangsnummer|mitgliedsnummer|lanr|bsnr|histologie nr|laborauftrag|auftragsnummer|\
      rechnungsnummer|\
      patient id|patient no|patient number|patient identifier|mrn|medical record number|hospital number|hospital no|case no|\
      case number|case id|case reference|reference number|ref no|our reference|your reference|customer number|customer no|\
      customer id|account number|account no|policy number|employee id|employee number|staff number|badge number|membership number|episode|encounter|admission|visit no|stay|\
      application no|application nos|applications nos|application number|file number|docket number|claim number|invoice number|\
      numéro de dossier|numéro de patient|numéro du patient|n dossier|n de dossier|dossier n|dossier no|numéro patient|n patient|ipp|nip patient|identifiant patient|\
      numéro client|n client|référence|réf|matricule|numéro d adhérent|séjour|n séjour|numéro de séjour|épisode|venue|iep|\
      numero paziente|episodio|ricovero|ricovero n|id paziente|codice paziente|cartella|cartella clinica|cartella n|numero cartella|nosologico|codice cliente|pratica|\
      numero pratica|protocollo|\
      nhc|historia clínica|número de historia clínica|n historia|historia|número de historia|nasis|nass|nss|cipa|cip|expediente|\
      número de expediente|número de paciente|id del paciente|n colegiado|nº colegiado|nºcol|nº col|ncol|n col|no col|número de colegiado|\
      colegiado|episodio|número de cliente|póliza|\
      patiëntnummer|opname|opnamenummer|patientnummer|patiënt id|dossiernummer|zaaknummer|klantnummer|kenmerk|personeelsnummer|polisnummer|\
      numer pacjenta|pobyt|nr pobytu|numer pobytu|nr pacjenta|id pacjenta|numer historii choroby|nr historii choroby|numer księgi|nr księgi głównej|\
      numer klienta|nr sprawy|sygnatura|sygn akt|\
      número do paciente|n do processo|número de processo|processo|processo clínico|n utente|número de utente|utente|sns|\
      patientnr|journalnummer|journalnr|ärendenummer|kundnummer|asiakasnumero|potilasnumero|sagsnummer|saksnummer|\
      číslo pacienta|číslo pojištěnce|spisová značka|číslo klienta|beteg azonosító|törzsszám|ügyszám|naplószám|\
      număr pacient|nr fo|foaie de observație|număr dosar|broj pacijenta|broj kartona|številka pacienta|αριθμός ασθενούς|\
      αριθμός μητρώου|номер на пациент|история на заболяването|и з №|paciento numeris|ligos istorija|pacienta numurs|\
      patsiendi number|haiguslugu
      """
    )
  ]
}
