/// The types of no country, which code names; their raw values are their places in `Catalogue.general`.
extension IdentifierType {
  /// Name of a person.
  public static let person = IdentifierType(rawValue: 0)
  /// Name of a patient, in clinical text.
  public static let patient = IdentifierType(rawValue: 1)
  /// Name of a physician or nurse, in clinical text.
  public static let clinician = IdentifierType(rawValue: 2)
  /// Word for a relative of a patient, in clinical text.
  public static let relative = IdentifierType(rawValue: 3)
  /// Street address, postcode with town.
  public static let address = IdentifierType(rawValue: 4)
  /// Town, region, river, building by name; postcode in clinical text.
  public static let place = IdentifierType(rawValue: 5)
  /// Country.
  public static let country = IdentifierType(rawValue: 6)
  /// Latitude and longitude.
  public static let coordinates = IdentifierType(rawValue: 7)
  /// Postcode after its label.
  public static let postcode = IdentifierType(rawValue: 8)
  /// Track of three places or more.
  public static let trajectory = IdentifierType(rawValue: 9)
  /// Company, authority, court, party by name.
  public static let organization = IdentifierType(rawValue: 10)
  /// Hospital by name, in clinical text.
  public static let hospital = IdentifierType(rawValue: 11)
  /// Health centre by name, in clinical text.
  public static let clinic = IdentifierType(rawValue: 12)
  /// Age of a person.
  public static let age = IdentifierType(rawValue: 13)
  /// Sex of a patient, in clinical text.
  public static let sex = IdentifierType(rawValue: 14)
  /// Profession of a person.
  public static let profession = IdentifierType(rawValue: 15)
  /// Nationality, origin, family status.
  public static let demographic = IdentifierType(rawValue: 16)
  /// Amount of money and other telling quantities.
  public static let quantity = IdentifierType(rawValue: 17)
  /// Name of an event, work, law or group.
  public static let miscellany = IdentifierType(rawValue: 18)
  /// E-mail address.
  public static let email = IdentifierType(rawValue: 19)
  /// Web address that names a user or carries credentials.
  public static let url = IdentifierType(rawValue: 20)
  /// Telephone number.
  public static let phone = IdentifierType(rawValue: 21)
  /// Date of birth.
  public static let birthDate = IdentifierType(rawValue: 22)
  /// Calendar date.
  public static let date = IdentifierType(rawValue: 23)
  /// IPv4 address.
  public static let ipv4 = IdentifierType(rawValue: 24)
  /// IPv6 address.
  public static let ipv6 = IdentifierType(rawValue: 25)
  /// MAC address.
  public static let mac = IdentifierType(rawValue: 26)
  /// IMEI of a mobile device.
  public static let imei = IdentifierType(rawValue: 27)
  /// IMSI of a mobile subscriber.
  public static let imsi = IdentifierType(rawValue: 28)
  /// Number of a SIM card.
  public static let iccid = IdentifierType(rawValue: 29)
  /// UUID of a device, a session or a person.
  public static let uuid = IdentifierType(rawValue: 30)
  /// IBAN.
  public static let iban = IdentifierType(rawValue: 31)
  /// Payment card number.
  public static let card = IdentifierType(rawValue: 32)
  /// BIC of a bank.
  public static let bic = IdentifierType(rawValue: 33)
  /// Legal entity identifier.
  public static let lei = IdentifierType(rawValue: 34)
  /// Number of a security.
  public static let isin = IdentifierType(rawValue: 35)
  /// SEPA creditor identifier.
  public static let creditor = IdentifierType(rawValue: 36)
  /// Address of a crypto wallet.
  public static let wallet = IdentifierType(rawValue: 37)
  /// VAT number.
  public static let vat = IdentifierType(rawValue: 38)
  /// Vehicle identification number.
  public static let vin = IdentifierType(rawValue: 39)
  /// Vehicle registration plate.
  public static let plate = IdentifierType(rawValue: 40)
  /// Number of a driving licence after its label.
  public static let drivingLicence = IdentifierType(rawValue: 41)
  /// Number of a ticket or a booking after its label.
  public static let ticket = IdentifierType(rawValue: 42)
  /// Energy identification code.
  public static let eic = IdentifierType(rawValue: 43)
  /// Metering point of any country after its label.
  public static let meteringPoint = IdentifierType(rawValue: 44)
  /// Metering point by GSRN.
  public static let ean18 = IdentifierType(rawValue: 45)
  /// Readings of one meter over time.
  public static let loadCurve = IdentifierType(rawValue: 46)
  /// Machine-readable zone of a travel document.
  public static let machineReadableZone = IdentifierType(rawValue: 47)
  /// Number of a passport or identity card after its label.
  public static let travelDocument = IdentifierType(rawValue: 48)
  /// European health insurance card.
  public static let ehic = IdentifierType(rawValue: 49)
  /// Code of a diagnosis after its label.
  public static let diagnosis = IdentifierType(rawValue: 50)
  /// Patient, case or customer number after its label.
  public static let record = IdentifierType(rawValue: 51)
  /// Number of an operator, an employee or a badge after its label.
  public static let staffNumber = IdentifierType(rawValue: 52)
  /// ORCID of a researcher.
  public static let orcid = IdentifierType(rawValue: 53)
  /// Number of a health insurance, in clinical text.
  public static let insuranceID = IdentifierType(rawValue: 54)
  /// Number of a contact or case, in clinical text.
  public static let episode = IdentifierType(rawValue: 55)
  /// Licence number of a physician.
  public static let license = IdentifierType(rawValue: 56)
  /// Value of an identifying field of the same record.
  public static let knownValue = IdentifierType(rawValue: 57)
}
