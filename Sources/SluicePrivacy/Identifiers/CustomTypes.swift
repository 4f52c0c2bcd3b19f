internal import SluiceCore

/// The types that pipelines of this process define, numbered in the order in which their names first came up.
enum CustomTypes {
  private static let names = Monitor<[String]>([])

  /// The type called `name`, made if there is none yet; nil when no number is left.
  static func intern(_ name: String) -> IdentifierType? {
    if let known = Catalogue.types[name] { return known }
    return names.withLock { names in
      if let index = names.firstIndex(of: name) { return type(at: index) }
      guard Catalogue.entries.count + names.count < IdentifierType.limit else { return nil }
      names.append(name)
      return type(at: names.count - 1)
    }
  }

  static func name(of type: IdentifierType) -> String {
    names.withLock { $0[Int(type.rawValue) - Catalogue.entries.count] }
  }

  private static func type(at index: Int) -> IdentifierType {
    IdentifierType(rawValue: UInt8(Catalogue.entries.count + index))
  }
}
