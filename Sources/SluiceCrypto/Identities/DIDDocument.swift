public import SluiceCore

/// The keys of a DID document (W3C DID Core 1.0), which may come from `did:web` or anywhere else.
///
/// The document is taken as it is: whoever names the file vouches for it.
public struct DIDDocument: Sendable {
  /// What a key of the document may be used for.
  public enum Relationship: String, Sendable {
    /// Sealing for the subject.
    case keyAgreement
    /// Signatures by the subject.
    case assertionMethod
  }

  /// The DID of the subject.
  public let id: String
  private let json: JSON
  private static let limit = 256

  /// Reads a document.
  ///
  /// - Throws: A `badData` error if it has no DID.
  public init(json: JSON) throws(SluiceError) {
    guard let id = json["id"]?.string, id.hasPrefix("did:"), id.utf8.count <= 2048 else {
      throw SluiceError(.badData, "a DID document needs an 'id' that is a DID", at: json.place)
    }
    self.id = id
    self.json = json
  }

  /// True for JSON that looks like a document rather than a key.
  public static func isDocument(_ json: JSON) -> Bool {
    json["kty"] == nil && json["id"]?.string?.hasPrefix("did:") == true
  }

  /// The keys for `relationship` that hold now, each called by its DID URL.
  ///
  /// Keys of kinds that are not supported, expired or revoked are left out.
  ///
  /// - Throws: A `badData` error if none is left, or the document contradicts itself.
  public func keys(for relationship: Relationship, now: Timestamp = .now) throws(SluiceError) -> [JWK] {
    guard let entries = json[relationship.rawValue]?.array, entries.count <= Self.limit else {
      throw SluiceError(.badData, "the DID document has no '\(relationship.rawValue)'", at: json.place)
    }
    var keys: [JWK] = []
    var reason: SluiceError?
    for entry in entries {
      let method = entry.object == nil ? try referenced(entry) : entry
      guard try isValid(method, now) else { continue }
      do throws(SluiceError) {
        keys.append(try key(method))
      } catch { reason = reason ?? error }
    }
    guard !keys.isEmpty else {
      throw reason
        ?? SluiceError(
          .badData, "the DID document has no valid key under '\(relationship.rawValue)'", at: json.place)
    }
    return keys
  }

  private func referenced(_ entry: JSON) throws(SluiceError) -> JSON {
    let methods = json["verificationMethod"]?.array ?? []
    let name = entry.string.map(absolute)
    let found = methods.filter { $0["id"]?.string.map(absolute) == name && name != nil }
    guard found.count == 1, methods.count <= Self.limit else {
      throw SluiceError(.badData, "the DID document does not hold the key it refers to", at: entry.place)
    }
    return found[0]
  }

  private func absolute(_ name: String) -> String { name.hasPrefix("#") ? id + name : name }

  private func isValid(_ method: JSON, _ now: Timestamp) throws(SluiceError) -> Bool {
    for member in ["expires", "revoked"] {
      guard let value = method[member] else { continue }
      guard let instant = value.string.flatMap({ Timestamp($0) }) else {
        throw SluiceError(.badData, "'\(member)' must be an RFC 3339 instant", at: value.place)
      }
      if instant <= now { return false }
    }
    return true
  }

  private func key(_ method: JSON) throws(SluiceError) -> JWK {
    guard let name = method["id"]?.string.map(absolute), name.hasPrefix(id + "#") else {
      throw SluiceError(.badData, "a key of the DID document is called by another DID", at: method.place)
    }
    guard method["controller"]?.string.map({ $0 == id }) != false else {
      throw SluiceError(.badData, "a key of the DID document has another controller", at: method.place)
    }
    do throws(SluiceError) {
      if let member = method["publicKeyJwk"] {
        var key = try JWK(json: member)
        guard !key.isPrivate else { throw SluiceError(.badData, "a DID document shows a private key") }
        key.keyID = name
        return key
      }
      guard let text = method["publicKeyMultibase"]?.string else {
        throw SluiceError(.badData, "a key needs 'publicKeyJwk' or 'publicKeyMultibase'")
      }
      return try Multikey.key(text, keyID: name)
    } catch { throw error.at(method.place) }
  }
}
