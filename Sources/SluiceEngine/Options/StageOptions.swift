internal import SluiceCore

/// A stage's members after they passed the check against its declaration.
struct StageOptions: Sendable {
  /// The members.
  let json: JSON

  /// The value of `key`, if it was given.
  subscript(key: String) -> JSON? { json[key] }

  /// Where the value of `key` stands, or the stage where it was left out.
  func place(_ key: String) -> Place { json[key]?.place ?? json.place }

  func string(_ key: String) -> String? { json[key]?.string }
  func integer(_ key: String) -> Int? { json[key]?.integer }
  func number(_ key: String) -> Double? { json[key]?.number }

  /// A number of bytes.
  func bytes(_ key: String) -> Int? {
    guard let value = json[key] else { return nil }
    return value.integer ?? value.string.flatMap { ByteSize($0)?.bytes }
  }

  /// One string, or a list of them.
  func strings(_ key: String) -> [String] {
    guard let value = json[key] else { return [] }
    return value.array.map { $0.compactMap(\.string) } ?? value.string.map { [$0] } ?? []
  }
}
