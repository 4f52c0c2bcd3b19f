/// Streaming SHA-256 (FIPS 180-4); one instance serves one thread and may be reused.
public final class SHA256Hasher {
  private let context = DigestContext()

  /// A hasher that has seen nothing.
  public init() { context.start(.sha256) }

  /// Adds `bytes` to what is hashed.
  public func update(_ bytes: UnsafeRawBufferPointer) { unsafe context.update(bytes) }

  /// Adds `bytes` to what is hashed.
  public func update(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBytes { unsafe context.update($0) } }

  /// The digest of all that was added; the hasher starts afresh.
  public func finalize() -> Digest256 {
    let digest = unsafe Digest256 { output in
      if let base = output.baseAddress { unsafe context.finish(into: base) }
    }
    context.start(.sha256)
    return digest
  }
}
