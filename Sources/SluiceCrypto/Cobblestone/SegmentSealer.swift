public import SluiceCore

/// Seals what a run keeps for itself (spills, quarantine, journal) under the run's key.
///
/// Each segment is a Cobblestone-256 message of its own, bound to the purpose and to its name: a segment that
/// is renamed or moved between purposes does not open.
public struct SegmentSealer: Sendable {
  private let key: SecretBytes
  private let purpose: String

  /// A sealer of one kind of segment.
  ///
  /// - Parameters:
  ///   - runKey: Random, 32 bytes.
  ///   - purpose: Such as `spill`; without NUL.
  public init(runKey: SecretBytes, purpose: String) {
    key = runKey
    self.purpose = purpose
  }

  /// The context of a segment: `sluice/segment/1`, the purpose and the name, NUL between them.
  private func context(_ name: String) -> [UInt8] {
    Array("sluice/segment/1".utf8) + [0] + Array(purpose.utf8) + [0] + Array(name.utf8)
  }

  /// The sealed form of `segment`, under a fresh salt.
  public func seal(_ segment: [UInt8], name: String) throws(SluiceError) -> [UInt8] {
    try Cobblestone256.encrypt(segment, key: key, context: context(name))
  }

  /// The segment that was sealed as `name`.
  ///
  /// - Throws: A `badData` error if it was changed, or sealed for another purpose or name or under another key.
  public func open(_ sealed: [UInt8], name: String) throws(SluiceError) -> [UInt8] {
    try Cobblestone256.decrypt(sealed, key: key, context: context(name))
  }

  /// An encryptor for a segment that is written piece by piece.
  public func encryptor(
    name: String, sink: @escaping CobblestoneEncryptor.Sink
  ) throws(SluiceError) -> CobblestoneEncryptor {
    try unsafe CobblestoneEncryptor(key: key, context: context(name), sink: sink)
  }

  /// A decryptor for a segment that is read piece by piece.
  ///
  /// - Parameters:
  ///   - name: What it was sealed as.
  ///   - header: Its first 56 bytes.
  ///   - size: Its size in bytes.
  public func decryptor(
    name: String, header: [UInt8], size: Int
  ) throws(SluiceError) -> CobblestoneDecryptor {
    try CobblestoneDecryptor(key: key, context: context(name), header: header, messageSize: size)
  }
}
