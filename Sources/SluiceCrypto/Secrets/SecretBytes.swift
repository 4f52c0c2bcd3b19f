internal import COpenSSL
public import SluiceCore

/// The one owner of key material: memory that is locked where possible, never printed and wiped at the end.
///
/// The bytes can be read only inside `withUnsafeBytes`; comparisons take the same time for all contents.
/// They never change after creation, so that threads may share one instance.
@safe public final class SecretBytes: @unchecked Sendable {
  /// Number of bytes.
  public let count: Int
  private let base: UnsafeMutableRawPointer

  /// Room for `count` bytes, filled by `initialize`; wiped again if that throws.
  public init(
    count: Int, initialize: (UnsafeMutableRawBufferPointer) throws(SluiceError) -> Void
  ) throws(SluiceError) {
    self.count = count
    unsafe base = SecretHeap.allocate(count)
    try unsafe initialize(UnsafeMutableRawBufferPointer(start: base, count: count))
  }

  /// A copy of `bytes`; the caller still has to wipe the original.
  public init(copying bytes: UnsafeRawBufferPointer) {
    count = bytes.count
    unsafe base = SecretHeap.allocate(bytes.count)
    unsafe UnsafeMutableRawBufferPointer(start: base, count: bytes.count).copyMemory(from: bytes)
  }

  /// Takes the bytes of `array` over and wipes it.
  public convenience init(consuming array: inout [UInt8]) {
    unsafe self.init(copying: array.withUnsafeBytes { unsafe $0 })
    array.wipe()
  }

  deinit { unsafe SecretHeap.free(base, count) }

  /// Fresh random bytes from the generator that OpenSSL keeps for private values.
  public static func random(_ count: Int) throws(SluiceError) -> SecretBytes {
    try unsafe SecretBytes(count: count) { buffer throws(SluiceError) in
      try unsafe OpenSSL.check(
        RAND_priv_bytes(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(buffer.count)),
        "the random generator failed")
    }
  }

  /// Lends the bytes to `body`, which must not let them escape.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// True if both hold the same bytes; the time taken depends on the lengths alone.
  public func isEqual(to other: SecretBytes) -> Bool {
    unsafe count == other.count && CRYPTO_memcmp(base, other.base, count) == 0
  }

  /// A new secret of the bytes in `range`.
  func slice(_ range: Range<Int>) -> SecretBytes {
    unsafe withUnsafeBytes { unsafe SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}

/// OpenSSL's locked heap, and the ordinary one for what it cannot hold.
private enum SecretHeap {
  static let lockedBytes = 1 << 20
  static let isReady: Bool = CRYPTO_secure_malloc_init(lockedBytes, 32) > 0

  static func allocate(_ count: Int) -> UnsafeMutableRawPointer {
    let size = max(count, 1)
    // Half of the locked heap stays free for OpenSSL's own private numbers, which have no other place to go.
    let isRoomy = isReady && CRYPTO_secure_used() + size <= lockedBytes / 2
    let locked = unsafe isRoomy ? CRYPTO_secure_malloc(size, #file, #line) : nil
    let memory = unsafe locked ?? CRYPTO_malloc(size, #file, #line)
    guard let memory = unsafe memory else { preconditionFailure("no memory for a secret") }
    return unsafe memory
  }

  static func free(_ memory: UnsafeMutableRawPointer, _ count: Int) {
    unsafe CRYPTO_secure_clear_free(memory, max(count, 1), #file, #line)
  }
}
