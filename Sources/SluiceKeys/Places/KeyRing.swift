internal import Glibc
public import SluiceCore
public import SluiceCrypto
public import SluiceStorage

/// The provider of a process: files, environment, credentials of systemd, tokens and key services.
public struct KeyRing: KeyProvider {
  private let fileSystem: any FileSystem

  /// A ring.
  ///
  /// - Parameter fileSystem: Where files are.
  public init(in fileSystem: any FileSystem = LocalFileSystem()) { self.fileSystem = fileSystem }

  /// The one key at `place`.
  public func held(_ place: KeyPlace) throws(SluiceError) -> any HeldKey {
    switch place {
    case .token(let uri): return try Token.key(uri, ring: self)
    case .service(let address): return try ServiceKey(address, ring: self)
    default:
      let keys = try documents(place) { json throws(SluiceError) in try JWK.set(json: json) }
      guard keys.count == 1, let key = keys.first else {
        throw SluiceError(.badData, "holds \(keys.count) keys where one is wanted", at: place.place)
      }
      return key
    }
  }

  /// All keys at `place` that may be used for `relationship`.
  public func keys(
    _ place: KeyPlace, for relationship: DIDDocument.Relationship
  ) throws(SluiceError) -> [any HeldKey] {
    switch place {
    case .token, .service: return [try held(place)]
    case .did(let text): return [try JWK(did: text)]
    default:
      return try documents(place) { json throws(SluiceError) in
        try JWK.keys(json: json, for: relationship)
      }
    }
  }

  /// The bytes that stand at `place`, and how to call it.
  ///
  /// - Throws: `badData` for tokens, services and names, which give out no bytes.
  public func bytes(_ place: KeyPlace, limit: Int = 1 << 20) throws(SluiceError) -> [UInt8] {
    switch place {
    case .file(let path): return try InputFile.contents(of: path, limit: limit, in: fileSystem)
    case .environment(let name):
      guard let value = unsafe getenv(name) else {
        throw SluiceError(.noInput, "environment variable '\(name)' is not set")
      }
      return unsafe Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
    case .credential(let name):
      guard let folder = unsafe getenv("CREDENTIALS_DIRECTORY") else {
        throw SluiceError(
          .noInput, "credential '\(name)': CREDENTIALS_DIRECTORY is not set",
          hint: "the process must run as a unit of systemd with LoadCredential=")
      }
      let path = Path.join(unsafe String(cString: folder), name)
      return try InputFile.contents(of: path, limit: limit, in: fileSystem)
    case .token, .service, .did:
      throw SluiceError(.badData, "a key that stays where it is gives out no bytes")
    }
  }

  private func documents(
    _ place: KeyPlace, _ read: (JSON) throws(SluiceError) -> [JWK]
  ) throws(SluiceError) -> [JWK] {
    var bytes = try bytes(place)
    let document = Result { () throws(SluiceError) in try JSON.parse(bytes, file: place.place.file) }
    bytes.wipe()
    do throws(SluiceError) { return try read(document.get()) } catch { throw error.at(place.place) }
  }
}

extension KeyPlace {
  /// Whether looking at the key needs neither a token nor a network.
  public var isOffline: Bool {
    switch self {
    case .token, .service: false
    default: true
    }
  }

  /// What envelopes call the key, where that can be told without asking for it.
  public var keyName: String? {
    switch self {
    case .service(let address): "\(address.mount)/keys/\(address.name)"
    case .token(let uri): uri.description
    default: nil
    }
  }

  /// How findings call it.
  public var place: Place {
    switch self {
    case .file(let path): Place(file: path)
    case .environment(let name): Place(file: "$" + name)
    case .credential(let name): Place(file: "credential:" + name)
    case .token(let uri): Place(file: uri.description)
    case .service(let address): Place(file: address.description)
    case .did(let text): Place(file: text)
    }
  }
}
