public import SluiceCore

extension JWK {
  /// The keys in a file of a person or node: a key, a key set, or a DID document.
  ///
  /// - Parameters:
  ///   - json: The file.
  ///   - relationship: What they are wanted for; of a DID document only such keys count.
  public static func keys(
    json: JSON, for relationship: DIDDocument.Relationship
  ) throws(SluiceError) -> [JWK] {
    guard DIDDocument.isDocument(json) else { return try set(json: json) }
    return try DIDDocument(json: json).keys(for: relationship)
  }

  /// The key that a `did:key` is (W3C CCG, did:key method 0.9), called by its DID URL.
  ///
  /// - Throws: A `badData` error for another method or a kind of key that is not supported.
  public init(did: String) throws(SluiceError) {
    let prefix = "did:key:"
    guard did.hasPrefix(prefix) else {
      throw SluiceError(
        .badData, "only did:key names a key by itself", hint: "for did:web, name the file of the document")
    }
    let parts = did.dropFirst(prefix.count).split(separator: "#", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.count == 1 || parts[0] == parts[1] else {
      throw SluiceError(.badData, "the fragment of a did:key repeats the key")
    }
    self = try Multikey.key(String(parts[0]), keyID: "\(prefix)\(parts[0])#\(parts[0])")
  }

  /// The public part as a `did:key`; nil for kinds without one.
  public var did: String? { Multikey.text(self).map { "did:key:" + $0 } }
}
