/// Words around the names of people and places: titles, labels, given names, particles, street words.
struct PeopleWords: Sendable {
  struct Role: OptionSet {
    var rawValue: UInt16

    /// Stands right before a name: Herr, Mme, Pani.
    static let title = Role(rawValue: 1)
    /// A title only when a point follows: M., D., S.
    static let dottedTitle = Role(rawValue: 2)
    /// Announces a name when a colon follows: Name, Apellidos.
    static let label = Role(rawValue: 4)
    /// Someone's part, often followed by a name: Patientin, pacjent.
    static let part = Role(rawValue: 8)
    static let given = Role(rawValue: 16)
    /// Opens a letter: Dear, Liebe.
    static let greeting = Role(rawValue: 32)
    /// Closes a letter; the name stands on one of the next lines.
    static let closing = Role(rawValue: 64)
    /// A street word before the street's name: rue, via, ulica.
    static let streetBefore = Role(rawValue: 128)
    /// A street word after the street's name: street, utca.
    static let streetAfter = Role(rawValue: 256)
    /// Joins the parts of a name: von, de la.
    static let particle = Role(rawValue: 512)
    /// Never part of a name, though it may follow a title: Kollege, Doktor.
    static let noName = Role(rawValue: 1024)
    /// Announces an address when a colon follows.
    static let addressLabel = Role(rawValue: 2048)
    static let bank = Role(rawValue: 4096)
  }

  private let table: HashTable
  private let streetEndings: [[UInt8]]
  private let tellingKeys: HashTable

  init() {
    var roles: [UInt64: Role] = [:]
    for (role, words) in PeopleWords.lists {
      for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        roles[Folding.hash(of: String(word)), default: []].insert(role)
      }
    }
    table = HashTable(roles.map { ($0.key, $0.value.rawValue) })
    streetEndings = PeopleWords.endings.split(separator: " ").map { Array($0.utf8) }
    tellingKeys = HashTable(
      PeopleWords.queryKeys.split(separator: " ").map { (Folding.hash(of: String($0)), 1) })
  }

  @inline(__always)
  func role(of hash: UInt64) -> Role { Role(rawValue: table.value(for: hash) ?? 0) }

  /// Whether a key of a query names a user or carries a credential.
  func isTellingKey(_ text: ByteText, _ range: Range<Int>) -> Bool {
    var cursor = WordCursor(at: range.lowerBound)
    while let word = cursor.next(in: text, before: range.upperBound) {
      if tellingKeys.value(for: word.hash) != nil { return true }
    }
    return false
  }

  /// Whether the word that ends at `end` ends like a street: Hauptstraße, Dorpsstraat, Storgatan.
  func endsLikeStreet(_ text: ByteText, _ word: WordCursor.Word) -> Bool {
    var folded: [UInt8] = []
    var position = max(word.start, word.end - 16)
    while position > word.start, text[position] & 0xC0 == 0x80 { position -= 1 }
    while position < word.end {
      let (code, length) = Folding.next(text, position)
      if code != Folding.skip { folded.append(code < 0x80 ? UInt8(code) : 0xFF) }
      if text[position] == 0xC3, text[position + 1] == 0x9F { folded.append(UInt8(ascii: "s")) }
      position += length
    }
    return streetEndings.contains { folded.count > $0.count && folded.suffix($0.count) == $0[...] }
  }

  private static let endings =
    "strasse str weg gasse platz allee ring damm ufer steig chaussee stieg pfad straat laan plein gracht kade dreef singel gatan vagen grand gata gate veien vegen vei vej gade alle katu tie polku kuja iela gatve tanav"

  private static let queryKeys =
    "email mail user username userid uid login account name firstname lastname surname phone tel mobile token apikey key secret password passwd pwd pass session sessionid sid auth sig signature access patient customer"

  private static let lists: [(Role, String)] = [
    (
      .title,
      """
      herr herrn frau fräulein hr fr dr prof professor dipl med mag ing doktor doctor mme madame mlle mademoiselle monsieur mm
      maître me señor señora señorita sr sra srta don doña dña sig signor signora signorina sigra dott dottssa dottore dottoressa
      avv on geom rag pan pani panu panem państwo panią dhr mevr mevrouw mw heer meneer mejuffrouw drs mr mrs ms miss sir lady
      lord dame messrs senhor senhora exmo exma dra herra rouva hra fru frøken fröken herrar pán paní pána panu doc mudr mvdr judr
      phdr rndr ing úr asszony né domnul doamna dl dna domnului doamnei gospodin gospođa gospa gospod g-đa kyria κύριος κυρία κ κα
      κυρίου κυρίας γιατρός δρ господин госпожа г-н г-жа гн гжа д-р härra proua kungs kundze ponas ponia p-nas sinjur sinjura
      """
    ),
    (.dottedTitle, "m d p s h g pn pi"),
    (
      .label,
      """
      name nachname vorname familienname zuname geburtsname patientenname rufname nom prénom prénoms nombre apellidos apellido cognome nome
      nominativo imię nazwisko imiona naam voornaam achternaam surname forename lastname firstname fullname apelido apelidos
      namn förnamn efternamn navn fornavn etternavn efternavn nimi etunimi sukunimi jméno příjmení meno priezvisko név neve
      vezetéknév keresztnév nume prenume numele ime prezime priimek όνομα επώνυμο ονοματεπώνυμο име фамилия vārds uzvārds vardas
      pavardė perekonnanimi eesnimi isem kunjom ainm sloinne nafn kontoinhaber inhaber empfänger absender titulaire titular
      intestatario bénéficiaire beneficiario begünstigter ansprechpartner ansprechpartnerin sachbearbeiter sachbearbeiterin
      unterzeichner kontaktperson contact contacto contatto attn zhd applicant signed firma firmato
      """
    ),
    (
      .part,
      """
      patient patientin patienten patiente paciente pacientes paziente pacjent pacjentka pacjenta pacjentki patiënt patiënte
      potilas pasient pacient pacientka beteg pacientul pacienta pacijent pacijentica ασθενής пациент пациентка patsient
      pacients pacientas arzt ärztin hausarzt hausärztin chefarzt oberarzt oberärztin médecin médico médica medico lekarz
      arts huisarts physician consultant surgeon nurse pfleger schwester kunde kundin klient klientin client cliente klant
      klientka angehöriger angehörige ehemann ehefrau tochter sohn mutter vater bruder tutor versicherter versicherte assuré
      assurée assistito assicurato assicurata ubezpieczony ubezpieczona mitarbeiter mitarbeiterin employee employé zeuge zeugin
      witness mieter vermieter auteur autor autora author betroffene betroffener
      """
    ),
    (
      .greeting,
      "dear liebe lieber cher chère estimado estimada querido querida gentile egregio caro cara szanowny szanowna drogi droga beste geachte prezado prezada caro hej kære bäste hei hyvä vážený vážená kedves tisztelt stimate stimată poštovani poštovana spoštovani cienījamais gerbiamas lugupeetud hallo hello hi"
    ),
    (
      .closing,
      "grüßen grüsse grüße gruß cordialement salutations saludos atentamente saluti poważaniem groet groeten hoogachtend sincerely regards faithfully cumprimentos hälsningar hilsen terveisin pozdravem pozdravom tisztelettel üdvözlettel stimă poštovanjem spoštovanjem lugupidamisega cieņu pagarba gezeichnet signé podpis firma assinado signed"
    ),
    (
      .streetBefore,
      "rue avenue av boulevard bd impasse allée chemin quai cours calle avenida avda plaza paseo carretera ronda camino via viale piazza corso largo vicolo strada ul ulica ulicy al aleja aleje plac os osiedle rua travessa praça alameda estrada bulevardul calea aleea str intrarea place cité route c/"
    ),
    (
      .streetAfter,
      "street st road rd lane avenue ave drive close crescent court square terrace way gardens grove hill mews row straße strasse str weg gasse platz allee ring damm ufer straat laan plein utca út tér körút gatan vägen gata gate vei vej gade katu tie ulica ulice ulice náměstí ul iela gatvė tänav"
    ),
    (
      .particle,
      "von vom zu zum zur van der den de het ten ter te la le les du des del della dello degli di da dal dos das do e y i of af av al el bin ibn ben mac mc st san santa o d l und"
    ),
    (
      .noName,
      """
      kollege kollegin kollegen kolleginnen doktor professor präsident präsidentin vorsitzender vorsitzende minister ministerin
      direktor direktorin patient patientin damen herren dame herr frau colleague colleagues sir madam all team docteur collègue
      confrère consœur président directeur señores colega colegas direttore dottore presidente redaktion rechtsanwalt notar
      judge president court chairman doktorze profesorze doctor collega heer mevrouw und oder and or et ou y o e i w z diagnose
      datum geburtsdatum adresse telefon straße alter geschlecht sexo edad fecha the is was who where when not no id number nr
      nummer type value field file string list option error example default
      """
    ),
    (
      .addressLabel,
      "adresse anschrift wohnort wohnhaft address domicilio dirección indirizzo residenza residente adres zamieszkania zamieszkały zamieszkała woonadres morada endereço adress osoite bydliště adresa lakcím lakcíme cím διεύθυνση адрес adrese adresas aadress naslov domicile demeurant"
    ),
    (.bank, "bic swift"),
    (.given, GivenNames.all),
  ]
}
