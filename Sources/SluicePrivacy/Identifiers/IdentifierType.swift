public import SluiceCore

/// A kind of personal identifier that Sluice can find in text.
///
/// Raw values index the counts of `Anonymizer` and the bits of `IdentifierSet`; names are what pipelines write.
public enum IdentifierType: UInt8, Sendable, CaseIterable {
  case person, patient, clinician, relative
  case address, place, country, coordinates
  case organization, hospital, clinic
  case age, sex, profession, demographic, quantity, miscellany
  case insuranceID, episode, license
  case email, url, phone
  case birthDate, date
  case ipv4, ipv6, mac, imei
  case iban, card, bic, lei, vat
  case vin, plate, eic, meteringPoint
  case travelDocument, healthCard, record, knownValue
  case atSVNR, beNN, bgEGN, chAHV, cyTIC, czRC, deIdNr, deKVNR, deRVNR, deAusweis, dkCPR, eeIK, esDNI, esNIE
  case fiHETU, frNIR, gbNHS, gbNINO, grAMKA, grAFM, hrOIB, huTAJ, iePPS, isKT, itCF, ltAK, luID, lvPK, mtID
  case nlBSN, noFNR, plPESEL, plNIP, ptNIF, roCNP, sePNR, siEMSO, skRC

  /// What pipelines call the type, such as `email` or `de.idnr`.
  public var name: String { IdentifierType.descriptions[Int(rawValue)].name }

  /// One line for people: what the identifier is.
  public var summary: String { IdentifierType.descriptions[Int(rawValue)].summary }

  /// The family the type belongs to; a pipeline may name the family instead of each type.
  public var family: IdentifierFamily { IdentifierType.descriptions[Int(rawValue)].family }

  /// The name in capitals, as it stands in replacements: `EMAIL`, `DE_IDNR`.
  public var tag: String {
    String(name.map { $0 == "." || $0 == "-" ? "_" : Character($0.uppercased()) })
  }

  /// Whether a value identifies alone or only together with others.
  public var identifiability: PrivacyLabel.Identifiability {
    switch self {
    case .date, .birthDate, .coordinates, .place, .country, .organization, .hospital, .clinic, .age, .sex,
      .profession, .demographic, .quantity, .miscellany, .relative:
      .quasi
    default: .direct
    }
  }

  /// The type called `name`, nil if there is none.
  public init?(name: String) {
    guard let found = IdentifierType.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// A family of identifier types.
public enum IdentifierFamily: String, Sendable, CaseIterable {
  /// Names of people.
  case person
  /// Places: postal addresses, towns, countries, coordinates.
  case location
  /// Companies, authorities, hospitals.
  case organization
  /// What describes a person: age, sex, profession, origin, quantities.
  case attribute
  /// Ways to reach someone.
  case contact
  /// Dates.
  case time
  /// Devices and network addresses.
  case network
  /// Accounts, cards, tax numbers of businesses.
  case financial
  /// Vehicles.
  case vehicle
  /// Metering points and market codes of the energy sector.
  case energy
  /// Passports, identity cards, health cards, case and customer numbers.
  case document
  /// Numbers that a state gives to a person.
  case national
}
