internal import SluiceCore

/// Thirty-two bytes that identify content: a SHA-256 digest or an HMAC-SHA-256 code.
public struct Digest256: Sendable, Hashable {
  private var words: SIMD4<UInt64>

  /// Number of bytes.
  public static let size = 32

  /// A digest of exactly 32 bytes, nil for any other number.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.size else { return nil }
    unsafe self.init { output in unsafe output.copyBytes(from: bytes) }
  }

  /// The digest that 64 hexadecimal digits spell.
  public init?(hex: String) {
    guard let bytes = Hex.bytes(hex) else { return nil }
    self.init(bytes)
  }

  init(writing body: (UnsafeMutableRawBufferPointer) -> Void) {
    words = .zero
    unsafe withUnsafeMutableBytes(of: &words) { unsafe body($0) }
  }

  /// The SHA-256 digest of `bytes`.
  public static func hash(_ bytes: [UInt8]) -> Digest256 {
    unsafe bytes.withUnsafeBytes { unsafe hash($0) }
  }

  /// The SHA-256 digest of `bytes`.
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest256 {
    let hasher = SHA256Hasher()
    unsafe hasher.update(bytes)
    return hasher.finalize()
  }

  /// The bytes, in order.
  public var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }

  /// Sixty-four lower-case hexadecimal digits.
  public var hex: String { Hex.string(bytes) }

  /// The first eight bytes as a big-endian number, for hash tables and sampling.
  public var prefix64: UInt64 { UInt64(bigEndian: words[0]) }

  /// Lends the bytes to `body`.
  public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    unsafe Swift.withUnsafeBytes(of: words) { unsafe body($0) }
  }

  /// True if both are equal; the time taken does not depend on where they differ.
  public func isEqual(to other: Digest256) -> Bool {
    let difference = words ^ other.words
    return difference[0] | difference[1] | difference[2] | difference[3] == 0
  }
}

extension Digest256: CustomStringConvertible {
  /// Sixty-four lower-case hexadecimal digits.
  public var description: String { hex }
}
