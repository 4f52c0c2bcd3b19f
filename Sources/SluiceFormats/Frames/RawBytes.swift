/// Bytes of a slice, followed by 64 readable zeros that vector code may run into.
@safe
internal final class RawBytes: @unchecked Sendable {
  /// How many readable bytes follow the content.
  internal static let padding = 64

  /// Size of the content.
  internal private(set) var count = 0
  /// Size the content can grow to without moving.
  internal private(set) var capacity: Int
  private var base: UnsafeMutableRawPointer
  private var first = 0

  internal init(capacity: Int) {
    self.capacity = capacity
    unsafe base = .allocate(byteCount: capacity + RawBytes.padding, alignment: 64)
  }

  deinit { unsafe base.deallocate() }

  /// The content.
  internal var pointer: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: base + first, count: count)
  }

  /// The room behind the content.
  internal var room: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
  }

  /// Takes `step` bytes that were written to the room.
  internal func extend(by step: Int) {
    precondition(step <= capacity - count)
    count += step
  }

  /// Moves to a place with more room.
  internal func grow(to newCapacity: Int) {
    guard newCapacity > capacity else { return }
    let moved = UnsafeMutableRawPointer.allocate(byteCount: newCapacity + RawBytes.padding, alignment: 64)
    unsafe moved.copyMemory(from: base, byteCount: count)
    unsafe base.deallocate()
    unsafe base = moved
    capacity = newCapacity
  }

  /// Adds a copy of `bytes`.
  internal func append(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count > capacity - count { grow(to: max(count + bytes.count, 2 * capacity)) }
    unsafe room.copyMemory(from: bytes)
    count += bytes.count
  }

  /// Forgets the content from `newCount` on.
  internal func truncate(to newCount: Int) {
    precondition(newCount <= count)
    count = newCount
  }

  /// Moves the content so that it begins at its byte `offset`.
  internal func removeFirst(_ offset: Int) {
    precondition(offset <= count)
    unsafe base.copyMemory(from: base + offset, byteCount: count - offset)
    count -= offset
  }

  /// Cuts the content for good to `newCount` bytes from `offset` on and zeroes the padding.
  internal func finish(from offset: Int, count newCount: Int) {
    precondition(offset + newCount <= count)
    first = offset
    count = newCount
    unsafe (base + first + count).initializeMemory(as: UInt8.self, repeating: 0, count: RawBytes.padding)
  }
}
