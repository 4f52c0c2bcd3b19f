internal import CPKCS11
internal import SluiceCore
internal import SluiceCrypto

/// An AES key in a token; wrapping happens inside.
final class TokenSecretKey: HeldKey {
  private let session: TokenSession
  private let object: UInt
  private let turn = Monitor(())

  init(session: TokenSession, object: UInt) {
    self.session = session
    self.object = object
  }

  var kind: KeyKind { .symmetric }
  var publicKey: JWK? { nil }
  /// The token's URI, for an AES key has no thumbprint that could be shown.
  var keyID: String? { session.uri.description }

  func wrap(_ key: SecretBytes) throws(SluiceError) -> [UInt8] {
    var wrapped = [UInt8](repeating: 0, count: key.count + KeyWrap.overhead)
    var count = UInt(wrapped.count)
    let result = unsafe key.withUnsafeBytes { bytes in
      turn.withLock { _ in
        unsafe sl_token_wrap(
          session.module.list, session.handle, object, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
          UInt(bytes.count), &wrapped, &count)
      }
    }
    try session.check(result, "wrap a key")
    guard count == UInt(wrapped.count) else {
      throw SluiceError(.badData, "the token wrapped a key otherwise")
    }
    return wrapped
  }

  func unwrap(_ wrapped: [UInt8]) throws(SluiceError) -> SecretBytes {
    guard (24...4096).contains(wrapped.count), wrapped.count.isMultiple(of: 8) else {
      throw SluiceError(.badData, "a wrapped key of \(wrapped.count) bytes is malformed")
    }
    return try unsafe SecretBytes(count: wrapped.count - KeyWrap.overhead) { output throws(SluiceError) in
      let start = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let count = UInt(output.count)
      let result = turn.withLock { _ in
        unsafe sl_token_unwrap(
          session.module.list, session.handle, object, wrapped, UInt(wrapped.count), start, count)
      }
      try session.check(result, "unwrap a key")
    }
  }
}
