internal import SluiceCore
internal import SluiceCrypto

extension JSON {
  /// `sha256:` and the digest of the canonical form (RFC 8785).
  var digest: String { "sha256:" + Digest256.hash(canonical).hex }
}
