internal import SluiceCore
internal import SluiceCrypto
internal import SluiceText

/// The key of a run, from which every key that the run needs for itself is derived.
///
/// It seals spills and quarantine, and keys the digests of duplicates. A resumed run needs the same key.
struct RunKey: Sendable {
  private let secret: SecretBytes

  init(_ secret: SecretBytes) { self.secret = secret }

  /// Seals bytes that only this run and its operator may read; `context` must be given again to open them.
  func seal(_ bytes: [UInt8], context: String) throws(SluiceError) -> [UInt8] {
    try SegmentSealer(runKey: secret, purpose: "run").seal(bytes, name: context)
  }

  /// Opens what `seal` made.
  func open(_ sealed: [UInt8], context: String) throws(SluiceError) -> [UInt8] {
    try SegmentSealer(runKey: secret, purpose: "run").open(sealed, name: context)
  }

  /// A sealer for segments of a kind of their own.
  func sealer(purpose: String) throws(SluiceError) -> SegmentSealer {
    SegmentSealer(runKey: secret, purpose: purpose)
  }

  /// The context of a segment of a spilled stream.
  static func spillContext(stream: Phase.Stream, file: Int) -> String {
    "spill/\(stream.stage)/\(stream.port)/\(file)"
  }

  /// A key for digests of `purpose`.
  func digestKey(for purpose: String) throws(SluiceError) -> TextDigest.Key {
    unsafe try derive("digest/" + purpose, count: 16).withUnsafeBytes { bytes in
      unsafe TextDigest.Key(
        low: bytes.loadUnaligned(as: UInt64.self),
        high: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
  }

  /// A secret of its own for `purpose`.
  func derive(_ purpose: String, count: Int = 32) throws(SluiceError) -> SecretBytes {
    try HKDF.derive(
      .sha256, secret: secret, salt: [], info: Array("sluice/run/1/\(purpose)".utf8), count: count)
  }
}
