internal import COpenSSL
public import SluiceCore

/// Random bytes for salts, nonces and identifiers; keys come from the secret owner type itself.
public enum Random {
  /// Fills `buffer` from OpenSSL's public generator.
  public static func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) {
    guard let count = Int32(exactly: buffer.count), count > 0 else { return }
    try unsafe OpenSSL.check(
      RAND_bytes(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count),
      "the random generator failed")
  }

  /// `count` random bytes.
  public static func bytes(_ count: Int) throws(SluiceError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try unsafe bytes.withMutableBytes { buffer throws(SluiceError) in try unsafe fill(buffer) }
    return bytes
  }
}

/// Comparisons whose time does not depend on the contents.
public enum ConstantTime {
  /// True if both sides have the same length and bytes.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withUnsafeBytes { a in
      unsafe right.withUnsafeBytes { b in unsafe areEqual(a, b) }
    }
  }

  /// True if both sides have the same length and bytes.
  public static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.count == 0 || CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
  }
}
