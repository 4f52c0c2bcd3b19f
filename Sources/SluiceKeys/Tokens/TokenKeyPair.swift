internal import CPKCS11
internal import SluiceCore
internal import SluiceCrypto

/// A private key in a token; it signs and agrees on secrets inside, and its public part is read once.
final class TokenKeyPair: HeldKey {
  let publicKey: JWK?
  let kind: KeyKind
  private let session: TokenSession
  private let object: UInt
  private let turn = Monitor(())

  init(session: TokenSession, object: UInt) throws(SluiceError) {
    let publics = try session.objects(UInt(CKO_PUBLIC_KEY))
    guard publics.count == 1 else {
      throw SluiceError(
        .badData, "the token holds no public key of the same name", at: Place(file: session.uri.description))
    }
    let key = try JWK(
      curveParameters: session.attribute(UInt(CKA_EC_PARAMS), of: publics[0]),
      point: session.attribute(UInt(CKA_EC_POINT), of: publics[0]))
    self.session = session
    self.object = object
    publicKey = key
    kind = key.kind
  }

  var keyID: String? { publicKey?.thumbprint }

  func agree(with peer: JWK) throws(SluiceError) -> SecretBytes {
    guard peer.kind == kind else { throw SluiceError(.badData, "the keys are on different curves") }
    let isPoint = kind == .p256 || kind == .p384
    let point = (isPoint ? [0x04] : []) + peer.publicBytes
    let size = isPoint ? peer.publicBytes.count / 2 : peer.publicBytes.count
    return try unsafe SecretBytes(count: size) { output throws(SluiceError) in
      let start = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let result = turn.withLock { _ in
        unsafe sl_token_derive(
          session.module.list, session.handle, object, point, UInt(point.count), start, UInt(size))
      }
      try session.check(result, "agree on a secret")
      guard unsafe output.contains(where: { $0 != 0 }) else {
        throw SluiceError(.badData, "the shared secret is zero")
      }
    }
  }

  func sign(_ message: [UInt8]) throws(SluiceError) -> [UInt8] {
    let digest: [UInt8]
    switch kind {
    case .p256: digest = HashFunction.sha256.digest(of: message)
    case .p384: digest = HashFunction.sha384.digest(of: message)
    case .ed25519: digest = message
    default: throw SluiceError(.badData, "a key of kind \(kind.rawValue) cannot sign")
    }
    let mechanism = UInt(kind == .ed25519 ? CKM_EDDSA : CKM_ECDSA)
    var signature = [UInt8](repeating: 0, count: 256)
    var count = UInt(signature.count)
    let result = turn.withLock { _ in
      unsafe sl_token_sign(
        session.module.list, session.handle, mechanism, object, digest, UInt(digest.count), &signature, &count
      )
    }
    try session.check(result, "sign")
    return Array(signature.prefix(Int(count)))
  }
}
