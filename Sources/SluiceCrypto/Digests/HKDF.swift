public import SluiceCore

/// Key derivation of RFC 5869.
public enum HKDF {
  /// Concentrates `secret` into a key of the hash's size.
  public static func extract(
    _ function: HashFunction, secret: SecretBytes, salt: [UInt8]
  ) throws(SluiceError) -> SecretBytes {
    let saltKey = unsafe salt.withUnsafeBytes { unsafe SecretBytes(copying: $0) }
    let hmac = HMAC(function, key: saltKey)
    return try unsafe SecretBytes(count: function.digestSize) { output in
      unsafe secret.withUnsafeBytes { unsafe hmac.authenticate($0, into: output) }
    }
  }

  /// Stretches `key` to `count` bytes, bound to `info`.
  ///
  /// - Throws: A `badData` error beyond 255 times the hash's size.
  public static func expand(
    _ function: HashFunction, key: SecretBytes, info: [UInt8], count: Int
  ) throws(SluiceError) -> SecretBytes {
    let size = function.digestSize
    guard count >= 0, count <= 255 * size else {
      throw SluiceError(.badData, "HKDF cannot derive \(count) bytes")
    }
    let hmac = HMAC(function, key: key)
    let blocks = try unsafe SecretBytes(count: (count + size - 1) / size * size) { output in
      for start in stride(from: 0, to: output.count, by: size) {
        if start > 0 { unsafe hmac.update(UnsafeRawBufferPointer(rebasing: output[start - size..<start])) }
        hmac.update(info)
        hmac.update([UInt8(start / size + 1)])
        unsafe hmac.finalize(into: UnsafeMutableRawBufferPointer(rebasing: output[start..<start + size]))
      }
    }
    return blocks.slice(0..<count)
  }

  /// Extract followed by expand.
  public static func derive(
    _ function: HashFunction, secret: SecretBytes, salt: [UInt8], info: [UInt8], count: Int
  ) throws(SluiceError) -> SecretBytes {
    try expand(
      function, key: extract(function, secret: secret, salt: salt), info: info, count: count)
  }
}
