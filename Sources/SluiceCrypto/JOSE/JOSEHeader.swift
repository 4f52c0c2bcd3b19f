internal import SluiceCore

/// The parameters that hold for one signature or recipient, gathered from up to three headers.
struct JOSEHeader {
  private let reader: MemberReader

  /// Joins headers whose names must differ, and refuses the extensions that change how a message is read.
  ///
  /// - Throws: A `badData` error for a name in two headers, and for `crit`, `zip` and `b64`, none of which is
  ///   understood here.
  init(_ headers: [JSONObject?], subject: String) throws(SluiceError) {
    var joined = JSONObject()
    for member in headers.compactMap({ $0 }).flatMap(\.members) {
      guard joined[member.key] == nil else {
        throw SluiceError(.badData, "the \(subject) has a header parameter twice", at: member.keyPlace)
      }
      joined[member.key] = member.value
    }
    for refused in ["crit", "zip", "b64"] where joined[refused] != nil {
      throw SluiceError(.badData, "the \(subject) uses header parameter '\(refused)', which is refused")
    }
    reader = MemberReader(joined, at: Place(), subject: "header of the \(subject)")
  }

  func string(_ name: String) throws(SluiceError) -> String? { try reader.string(name) }
  func required(_ name: String) throws(SluiceError) -> String { try reader.required(name) }
  func optionalBytes(_ name: String) throws(SluiceError) -> [UInt8]? { try reader.optionalBytes(name) }

  func object(_ name: String) throws(SluiceError) -> JSON {
    guard let object = try reader.member(name) else {
      throw SluiceError(.badData, "'\(name)' of the \(reader.subject) is missing")
    }
    return JSON(object)
  }

  /// Parses the object that base64url text `encoded` holds; the empty text stands for no header.
  static func decode(_ encoded: String, subject: String) throws(SluiceError) -> JSONObject? {
    if encoded.isEmpty { return nil }
    guard let bytes = Base64.urlBytes(encoded) else {
      throw SluiceError(.badData, "the protected header of the \(subject) is not strict base64url")
    }
    let limits = JSON.Limits(bytes: 1 << 20, depth: 16)
    guard let object = try JSON.parse(bytes, limits: limits).object else {
      throw SluiceError(.badData, "the protected header of the \(subject) is no object")
    }
    return object
  }
}
