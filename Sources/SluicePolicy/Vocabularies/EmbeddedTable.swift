internal import SluiceCore

/// The JSON files that are part of the program.
enum EmbeddedTable: String {
  case purposes, places, adequacy
  case childAge = "child-age"
  case gdpr = "eu-gdpr"

  var bytes: [UInt8] {
    switch self {
    case .purposes: PackageResources.purposes_json
    case .places: PackageResources.places_json
    case .adequacy: PackageResources.adequacy_json
    case .childAge: PackageResources.child_age_json
    case .gdpr: PackageResources.eu_gdpr_json
    }
  }

  /// The parsed file; a test holds every file to be well-formed, so the empty object is never seen.
  var json: JSON { (try? JSON.parse(bytes, file: "Packs/\(rawValue).json")) ?? [:] }
}
