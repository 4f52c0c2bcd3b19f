internal import COpenSSL

/// Keyed hashing (RFC 2104) with the padded key hashed once, so that a short message costs two blocks.
///
/// One instance serves one thread; a worker takes its own through `duplicate`.
public final class HMAC {
  /// The hash function inside.
  public let function: HashFunction
  private let inner = DigestContext()
  private let outer = DigestContext()
  private let work = DigestContext()

  /// A code under `key`, whose length is free; RFC 2104 recommends at least `digestSize` bytes.
  public init(_ function: HashFunction = .sha256, key: SecretBytes) {
    self.function = function
    inner.start(function)
    outer.start(function)
    work.start(function)
    unsafe key.withUnsafeBytes { unsafe absorb($0) }
    work.copyState(from: inner)
  }

  private init(like other: HMAC) {
    function = other.function
    inner.copyState(from: other.inner)
    outer.copyState(from: other.outer)
    work.copyState(from: other.inner)
  }

  private func absorb(_ key: UnsafeRawBufferPointer) {
    unsafe withUnsafeTemporaryAllocation(byteCount: function.blockSize, alignment: 8) { pad in
      unsafe pad.initializeMemory(as: UInt8.self, repeating: 0)
      if key.count > function.blockSize {
        unsafe work.update(key)
        if let base = pad.baseAddress { unsafe work.finish(into: base) }
      } else {
        unsafe pad.copyMemory(from: key)
      }
      for index in pad.indices { unsafe pad[index] ^= 0x36 }
      unsafe inner.update(UnsafeRawBufferPointer(pad))
      for index in pad.indices { unsafe pad[index] ^= 0x36 ^ 0x5C }
      unsafe outer.update(UnsafeRawBufferPointer(pad))
      unsafe OPENSSL_cleanse(pad.baseAddress, pad.count)
    }
  }

  /// Another instance under the same key, for another thread.
  public func duplicate() -> HMAC { HMAC(like: self) }

  /// Adds `bytes` to the message.
  public func update(_ bytes: UnsafeRawBufferPointer) { unsafe work.update(bytes) }

  /// Adds `bytes` to the message.
  public func update(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBytes { unsafe work.update($0) } }

  /// Writes the code of the message to `output`, of `digestSize` bytes, and starts the next message.
  public func finalize(into output: UnsafeMutableRawBufferPointer) {
    precondition(output.count == function.digestSize)
    guard let base = output.baseAddress else { return }
    unsafe work.finish(into: base)
    work.copyState(from: outer)
    unsafe work.update(UnsafeRawBufferPointer(output))
    unsafe work.finish(into: base)
    work.copyState(from: inner)
  }

  /// Writes the code of `message` to `output`, of `digestSize` bytes.
  public func authenticate(_ message: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
    unsafe work.update(message)
    unsafe finalize(into: output)
  }

  /// The code of `message`.
  public func authenticate(_ message: [UInt8]) -> [UInt8] {
    update(message)
    var code = [UInt8](repeating: 0, count: function.digestSize)
    unsafe code.withUnsafeMutableBytes { unsafe finalize(into: $0) }
    return code
  }

  /// The code of the message added so far, under SHA-256.
  public func finalize256() -> Digest256 {
    precondition(function == .sha256)
    return unsafe Digest256 { unsafe finalize(into: $0) }
  }
}
