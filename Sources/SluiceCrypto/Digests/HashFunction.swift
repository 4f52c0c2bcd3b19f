internal import COpenSSL

/// A hash function of FIPS 180-4.
public enum HashFunction: String, Sendable, CaseIterable {
  /// SHA-256.
  case sha256 = "SHA256"
  /// SHA-384.
  case sha384 = "SHA384"
  /// SHA-512.
  case sha512 = "SHA512"

  /// Bytes of a digest.
  public var digestSize: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// Bytes of the blocks it works on, which HMAC pads its key to.
  var blockSize: Int { self == .sha256 ? 64 : 128 }

  var descriptor: OpaquePointer {
    switch self {
    case .sha256: unsafe Self.fetchedSHA256
    case .sha384: unsafe Self.fetchedSHA384
    case .sha512: unsafe Self.fetchedSHA512
    }
  }

  /// The digest of `bytes`.
  public func digest(of bytes: [UInt8]) -> [UInt8] {
    let context = DigestContext()
    context.start(self)
    unsafe bytes.withUnsafeBytes { unsafe context.update($0) }
    return unsafe [UInt8](unsafeUninitializedCapacity: digestSize) { output, count in
      guard let start = output.baseAddress else { return }
      unsafe context.finish(into: start)
      count = digestSize
    }
  }

  nonisolated(unsafe) private static let fetchedSHA256 = unsafe OpenSSL.digest("SHA256")
  nonisolated(unsafe) private static let fetchedSHA384 = unsafe OpenSSL.digest("SHA384")
  nonisolated(unsafe) private static let fetchedSHA512 = unsafe OpenSSL.digest("SHA512")
}
