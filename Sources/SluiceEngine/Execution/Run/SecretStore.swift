internal import SluiceCore
internal import SluiceCrypto
internal import SluiceKeys
internal import SluiceStorage

/// Fetches the secrets that a pipeline names, from where it says they are.
struct SecretStore: Sendable {
  private let references: [String: KeyPlace]
  private let folder: String
  private let fileSystem: any FileSystem
  private let isForTests: Bool

  /// - Parameter isForTests: True stands in for every secret by a key that depends on its name only.
  init(_ pipeline: Pipeline, in fileSystem: any FileSystem, isForTests: Bool = false) {
    references = pipeline.secrets
    folder = pipeline.folder
    self.fileSystem = fileSystem
    self.isForTests = isForTests
  }

  /// The secret called `name` as a key that may stay where it is: in a token or at a service.
  func held(_ name: String) throws(SluiceError) -> any HeldKey {
    guard !isForTests, let place = references[name] else { return try key(name) }
    switch place {
    case .token, .service:
      do throws(SluiceError) {
        return try KeyRing(in: fileSystem).held(place)
      } catch {
        throw SluiceError(error.code, "secret '\(name)': \(error.message)", at: error.place, hint: error.hint)
      }
    default: return try key(name)
    }
  }

  /// The secret called `name` as a key.
  func key(_ name: String) throws(SluiceError) -> JWK {
    if isForTests {
      var bytes = Digest256.hash(Array("sluice test secret \(name)".utf8)).bytes
      return try JWK.symmetric(SecretBytes(consuming: &bytes))
    }
    let (bytes, origin) = try bytes(name)
    var taken = bytes
    if taken.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) == UInt8(ascii: "{") {
      do throws(SluiceError) {
        return try JWK(consuming: &taken, file: origin)
      } catch {
        throw SluiceError(error.code, "secret '\(name)': \(error.message)", at: error.place, hint: error.hint)
      }
    }
    guard taken.count >= 32 else {
      taken.wipe()
      throw SluiceError(
        .badData, "secret '\(name)' is neither a JWK nor 32 bytes or more", at: Place(file: origin),
        hint: "make one with: sluice keys generate FILE --for secret")
    }
    return try JWK.symmetric(SecretBytes(consuming: &taken))
  }

  /// The secret called `name` as bytes: of a symmetric key, or of a file of 32 bytes or more.
  func bytes(of name: String) throws(SluiceError) -> SecretBytes {
    let key = try key(name)
    guard key.kind == .symmetric, let secret = key.secret else {
      throw SluiceError(
        .badData, "secret '\(name)' must be a symmetric key",
        hint: "make one with: sluice keys generate FILE --for secret")
    }
    return secret
  }

  private func bytes(_ name: String) throws(SluiceError) -> (bytes: [UInt8], origin: String) {
    guard let place = references[name] else {
      throw SluiceError(.badPipeline, "there is no secret '\(name)'")
    }
    let ring = KeyRing(in: fileSystem)
    switch place {
    case .file(let path):
      let file = PathResolution.resolve(try PathResolution.expand(path), in: folder)
      return (try ring.bytes(.file(file), limit: Self.limit), file)
    case .environment(let variable):
      do throws(SluiceError) {
        return (try ring.bytes(place, limit: Self.limit), "$\(variable)")
      } catch { throw SluiceError(error.code, "secret '\(name)': \(error.message)") }
    case .credential(let credential):
      return (try ring.bytes(place, limit: Self.limit), credential)
    case .token, .service, .did:
      throw SluiceError(
        .badPipeline, "secret '\(name)' stays where it is held: it can sign and open envelopes only",
        hint: "a pseudonym or a run needs the secret itself: name a file, variable or credential")
    }
  }

  private static let limit = 1 << 16
}
