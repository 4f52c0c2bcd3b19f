internal import SluiceCore

/// Reads typed members of a JOSE object and says which one is wrong.
struct MemberReader {
  let object: JSONObject
  let place: Place
  let subject: String

  init(_ object: JSONObject, at place: Place, subject: String) {
    self.object = object
    self.place = place
    self.subject = subject
  }

  func string(_ name: String) throws(SluiceError) -> String? {
    guard let value = object[name] else { return nil }
    guard let string = value.string else { throw wrong(name, "must be a string, not \(value.kind)") }
    return string
  }

  func required(_ name: String) throws(SluiceError) -> String {
    guard let string = try string(name) else { throw wrong(name, "is missing") }
    return string
  }

  func strings(_ name: String) throws(SluiceError) -> [String]? {
    guard let value = object[name] else { return nil }
    let strings = value.array?.compactMap(\.string)
    guard let strings, strings.count == value.array?.count else {
      throw wrong(name, "must be an array of strings")
    }
    return strings
  }

  /// The bytes of a base64url member, of exactly `count` bytes if given.
  func bytes(_ name: String, count: Int? = nil) throws(SluiceError) -> [UInt8] {
    guard let bytes = Base64.urlBytes(try required(name)) else {
      throw wrong(name, "is not strict base64url")
    }
    if let count, bytes.count != count { throw wrong(name, "must hold \(count) bytes, not \(bytes.count)") }
    return bytes
  }

  func optionalBytes(_ name: String) throws(SluiceError) -> [UInt8]? {
    object[name] == nil ? nil : try bytes(name)
  }

  func secret(_ name: String) throws(SluiceError) -> SecretBytes? {
    guard object[name] != nil else { return nil }
    var value = try bytes(name)
    return SecretBytes(consuming: &value)
  }

  func member(_ name: String) throws(SluiceError) -> JSONObject? {
    guard let value = object[name] else { return nil }
    guard let member = value.object else { throw wrong(name, "must be an object, not \(value.kind)") }
    return member
  }

  func refuseUnknown(_ known: [String]) throws(SluiceError) {
    for key in object.keys where !known.contains(key) {
      throw SluiceError(
        .badData, "unknown member in the \(subject)", at: object.member(key)?.keyPlace ?? place)
    }
  }

  private func wrong(_ name: String, _ what: String) -> SluiceError {
    SluiceError(.badData, "'\(name)' of the \(subject) \(what)", at: object[name]?.place ?? place)
  }
}
