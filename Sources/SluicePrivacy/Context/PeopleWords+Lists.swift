extension PeopleWords {
  /// Endings of street names that are one word with the kind of street.
  static let endings =
    """
    strasse str weg gasse platz allee ring damm ufer steig chaussee stieg pfad straat laan plein gracht kade dreef singel \
    gatan vagen grand gata gate veien vegen vei vej gade alle katu iela gatve tanav
    """

  static let queryKeys =
    """
    email mail user username userid uid login account name firstname lastname surname phone tel mobile token apikey key \
    secret password passwd pwd pass session sessionid sid auth sig signature access patient customer
    """

  static let folders =
    "user users u profile profiles member members people patient patients account accounts customer customers"

  static let lists: [(Role, String)] = [
    (
      .title,
      """
      herr herrn frau fräulein hr fr dr dra prof professor dipl med mag ing doktor doctor docteur docteure dottor dottore
      dottoressa dottssa dott dokter doctora kollege kollegin kollegen collega collègue confrère consœur colega colleague mme
      madame mlle mademoiselle monsieur maître señor señora señorita sr sra srta don doña dña sig signor signora
      signorina sigra avv geom rag pan pani panie panu panem państwo panią dhr mevr mevrouw mw heer meneer mejuffrouw drs mr mrs ms
      miss sir lady lord dame messrs senhor senhora exmo exma herra rouva hra fru frøken fröken herrar pán paní pána doc mudr
      mvdr judr phdr rndr úr asszony domnul doamna domnului doamnei gospodin gospođa gospa gospod kyria κύριος κυρία
      κ κα κυρίου κυρίας γιατρός δρ господин госпожа гн гжа härra proua kungs kundze ponas ponia sinjur sinjura lek mgr
      doktorze profesorze doktora professeur professore profesor profesora
      """
    ),
    (
      .smallTitle,
      """
      dr dra prof dhr mevr mw drs pan pani panu panią panem pana don doña sr sra herra rouva fru herr frøken fröken paní pán sig
      signora signor dott dottor dottoressa madame monsieur mme senhor senhora señor señora heer mevrouw meneer domnul doamna
      господин госпожа κ κα κύριος κυρία úr maître härra proua gospa gospod gospodin gospođa med mgr lek dokter docteur doctor
      doctora doktor collega collègue colega kollega kollegin kollege
      """
    ),
    (.dottedTitle, "m d p"),
    (
      .label,
      """
      name nachname vorname familienname zuname geburtsname patientenname rufname nom prénom prénoms nombre apellidos apellido
      cognome nome nominativo imię nazwisko imiona naam voornaam achternaam surname forename lastname firstname fullname apelido
      apelidos namn förnamn efternamn navn fornavn etternavn efternavn nimi etunimi sukunimi jméno příjmení meno priezvisko név
      neve vezetéknév keresztnév nume prenume numele ime prezime priimek όνομα επώνυμο ονοματεπώνυμο име фамилия vārds uzvārds
      vardas pavardė perekonnanimi eesnimi isem kunjom ainm sloinne nafn kontoinhaber inhaber empfänger absender titulaire
      titular intestatario bénéficiaire beneficiario begünstigter ansprechpartner ansprechpartnerin sachbearbeiter
      sachbearbeiterin unterzeichner kontaktperson contact contacto contatto kontakt kontakty attn zhd applicant signed firma
      firmato firmado famille familie famiglia familiar familiari angehörigen riferimento rodziną rodzina rodziny angehörige family kin
      """
    ),
    (
      .part,
      """
      patient patientin patienten patiente paciente pacientes paziente pacjent pacjentka pacjenta pacjentki patiënt patiënte
      potilas pasient pacient pacientka beteg pacientul pacienta pacijent pacijentica ασθενής пациент пациентка patsient
      pacients pacientas arzt ärztin hausarzt hausärztin chefarzt oberarzt oberärztin médecin médico médica medico lekarz
      arts huisarts physician consultant surgeon nurse pfleger schwester kunde kundin klient klientin client cliente klant
      klientka angehöriger ehemann ehefrau tochter sohn mutter vater bruder tutor versicherter versicherte assuré assurée
      assistito assicurato assicurata ubezpieczony ubezpieczona mitarbeiter mitarbeiterin employee employé zeuge zeugin witness
      mieter vermieter auteur autor autora author betroffene betroffener hausarztpraxis practitioner gp kierujący kierująca
      kierującego curante traitant traitante familia cabecera mantelzorger opiekun opiekunka carer husband wife daughter son
      mother father brother sister épouse époux fils fille mari hijo hija esposo esposa marido mujer figlio figlia moglie marito
      żona mąż syn córka zoon dochter echtgenoot echtgenote partner spouse confiance vertrauensperson
      """
    ),
    (
      .greeting,
      """
      dear liebe lieber cher chère estimado estimada querido querida gentile egregio caro cara szanowny szanowna drogi droga beste
      geachte prezado prezada hej kære bäste hei hyvä vážený vážená kedves tisztelt stimate stimată poštovani poštovana
      spoštovani cienījamais gerbiamas lugupeetud hallo hello hi
      """
    ),
    (
      .closing,
      """
      grüßen grüsse grüße gruß cordialement salutations saludos saludo atentamente saluti poważaniem groet groeten hoogachtend
      sincerely regards faithfully cumprimentos hälsningar hilsen terveisin pozdravem pozdravom tisztelettel üdvözlettel stimă
      poštovanjem spoštovanjem lugupidamisega cieņu pagarba gezeichnet signé podpis assinado signed
      """
    ),
    (
      .agent,
      """
      by par por da door przez av af od gez fdo firmado firmato signé signed
      """
    ),
    (.subject, "re betreff betr objet asunto oggetto dotyczy betreft assunto concerne"),
    (
      .streetBefore,
      """
      rue avenue av boulevard bd impasse allée chemin quai cours calle avenida avda plaza paseo carretera ronda camino via viale
      piazza corso largo vicolo strada ul ulica ulicy al aleja aleje plac os osiedle rua travessa praça alameda estrada
      bulevardul calea aleea str intrarea place cité route
      """
    ),
    (
      .streetAfter,
      """
      street st road rd lane avenue ave drive close crescent court square terrace walk quay row park green rise view way gardens
      grove hill mews straße strasse str weg gasse platz allee ring damm ufer straat laan plein utca út tér körút gatan vägen gata
      gate vei vej gade katu tie ulica ulice náměstí ul iela gatvė tänav maantee puiestee cesta šetalište prospekt bulevard
      """
    ),
    (
      .particle,
      """
      von vom zu zum zur van der den de het ten ter te la le les du des del della dello delle dei dell degli di da dal dos das do
      e y i of af av al el bin ibn ben mac mc st san santa o d l und in t s ó ní
      """
    ),
    (
      .noName,
      """
      kolleginnen präsident präsidentin vorsitzender vorsitzende minister ministerin direktor direktorin patient patientin damen
      herren colleagues team président directeur señores colegas direttore presidente redaktion rechtsanwalt notar judge president
      court chairman und oder and or et ou diagnose datum geburtsdatum adresse telefon straße alter geschlecht sexo edad fecha the
      is was who where when not no id number nr nummer type value field file string list option error example default all
      """
    ),
    (
      .addressLabel,
      """
      adresse anschrift wohnort wohnhaft address domicilio dirección indirizzo residenza residente adres zamieszkania zamieszkały
      zamieszkała woonadres morada endereço adress osoite bydliště adresa lakcím lakcíme cím διεύθυνση адрес adrese adresas
      aadress naslov domicile demeurant
      """
    ),
    (
      .code,
      """
      bic swift kennzeichen plate registration immatriculation plaque targa matrícula kenteken nummerplaat rejestracyjny
      rejestracyjnego registreringsnummer rekisterinumero spz ečv rendszám registracija matrícula înmatriculare
      """
    ),
    (.given, GivenNames.all),
  ]
}
