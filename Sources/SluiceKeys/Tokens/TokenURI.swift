public import SluiceCore

/// A key in a token, as a PKCS #11 URI (RFC 7512).
///
/// `pkcs11:token=T;object=LABEL?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/run/pin`; instead of
/// `token` also `serial`, instead of `object` also `id`. A PIN in the URI itself is refused.
public struct TokenURI: Sendable, Equatable, CustomStringConvertible {
  /// Path of the module.
  public let module: String
  /// Label of the token.
  public let token: String?
  /// Serial number of the token.
  public let serial: String?
  /// Label of the key.
  public let object: String?
  /// Identifier of the key.
  public let id: [UInt8]?
  /// Where the PIN is held: `file:PATH`, `env:NAME` or `credential:NAME`.
  public let pinSource: String?

  private static let known = ["token", "serial", "object", "id", "type", "module-path", "pin-source"]

  /// Reads a URI.
  ///
  /// - Throws: A `badPipeline` error for attributes that are unknown, twice there or would give away a PIN.
  public init(_ text: String) throws(SluiceError) {
    let rest = text.dropFirst("pkcs11:".count)
    guard text.hasPrefix("pkcs11:"), text.utf8.count <= 4096 else {
      throw SluiceError(.badPipeline, "a token is named by a URI 'pkcs11:…'")
    }
    var attributes: [String: [UInt8]] = [:]
    for part in rest.split(whereSeparator: { $0 == ";" || $0 == "?" || $0 == "&" }) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(pair[0])
      guard name != "pin-value" else {
        throw SluiceError(
          .badPipeline, "a PIN must not stand in a URI",
          hint: "put it into a file and name that: pin-source=file:/path")
      }
      guard Self.known.contains(name), pair.count == 2, let value = Self.decoded(pair[1]) else {
        throw SluiceError(
          .badPipeline, "'\(name)' of the token's URI is not understood",
          hint: "known are " + Self.known.joined(separator: ", "))
      }
      guard attributes.updateValue(value, forKey: name) == nil else {
        throw SluiceError(.badPipeline, "'\(name)' stands twice in the token's URI")
      }
    }
    func attribute(_ name: String) -> String? {
      attributes[name].map { String(decoding: $0, as: UTF8.self) }
    }
    guard let module = attribute("module-path"), module.hasPrefix("/") else {
      throw SluiceError(
        .badPipeline, "the token's URI needs the absolute path of its module",
        hint: "…?module-path=/usr/lib/softhsm/libsofthsm2.so")
    }
    guard attributes["object"] != nil || attributes["id"] != nil else {
      throw SluiceError(.badPipeline, "the token's URI names no key", hint: "add 'object=LABEL' or 'id=%01'")
    }
    self.module = module
    token = attribute("token")
    serial = attribute("serial")
    object = attribute("object")
    id = attributes["id"]
    pinSource = attribute("pin-source")
  }

  /// The URI without the place of the PIN, for messages.
  public var description: String {
    let parts = [
      token.map { "token=\($0)" }, serial.map { "serial=\($0)" }, object.map { "object=\($0)" },
      id.map { "id=" + $0.map { "%" + Hex.string([$0]) }.joined() },
    ]
    return "pkcs11:" + parts.compactMap { $0 }.joined(separator: ";")
  }

  /// Undoes percent-encoding (RFC 3986 §2.1); nil if it is wrong.
  private static func decoded(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(Hex.digit), let low = rest.popFirst().flatMap(Hex.digit) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
