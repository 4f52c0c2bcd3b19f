/// A family of identifier types.
public enum IdentifierFamily: String, Sendable, CaseIterable {
  /// Names of people.
  case person
  /// Places: postal addresses, towns, countries, coordinates, tracks.
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
  /// Vehicles, licences to drive, journeys.
  case vehicle
  /// Metering points, market codes and load curves of the energy sector.
  case energy
  /// Health cards, codes of diagnoses.
  case health
  /// Passports, identity cards, case and customer numbers.
  case document
  /// Numbers that a state gives to a person.
  case national
  /// Types that a pipeline defines.
  case custom
}
