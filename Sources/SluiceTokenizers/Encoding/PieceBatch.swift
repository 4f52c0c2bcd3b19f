/// Keys of the pieces that are looked up together, and the places of their sets.
@safe final class PieceBatch {
  static var capacity: Int { 256 }

  let keys: UnsafeMutablePointer<(UInt64, UInt64)>
  let sets: UnsafeMutablePointer<Int>
  /// For each count from 0 to 16, the mask that keeps so many bytes of 16.
  let byteMasks: UnsafeMutablePointer<(UInt64, UInt64)>

  init() {
    unsafe keys = .allocate(capacity: PieceBatch.capacity)
    unsafe sets = .allocate(capacity: PieceBatch.capacity)
    unsafe byteMasks = .allocate(capacity: 17)
    for count in 0...16 {
      unsafe (byteMasks + count).initialize(to: (PieceBatch.mask(count), PieceBatch.mask(count - 8)))
    }
  }

  deinit {
    unsafe keys.deallocate()
    unsafe sets.deallocate()
    unsafe byteMasks.deallocate()
  }

  private static func mask(_ count: Int) -> UInt64 {
    count <= 0 ? 0 : count >= 8 ? .max : (1 << UInt64(8 * count)) - 1
  }

  /// The key of a piece of at most 15 bytes, of which 16 are readable.
  @inline(__always)
  static func short(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ masks: UnsafePointer<(UInt64, UInt64)>
  ) -> (UInt64, UInt64) {
    let raw = unsafe UnsafeRawPointer(text)
    let mask = unsafe masks[count]
    return unsafe (
      raw.loadUnaligned(as: UInt64.self) & mask.0,
      raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & mask.1
        | UInt64(truncatingIfNeeded: count) &<< 56
    )
  }

  /// The key of a piece of 16 to 47 bytes, of which 48 are readable.
  @inline(__always)
  static func middle(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ masks: UnsafePointer<(UInt64, UInt64)>
  ) -> (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) {
    let raw = unsafe UnsafeRawPointer(text)
    let second = unsafe masks[min(16, count &- 16)]
    let third = unsafe masks[max(0, count &- 32)]
    return unsafe (
      raw.loadUnaligned(as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self) & second.0,
      raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self) & second.1,
      raw.loadUnaligned(fromByteOffset: 32, as: UInt64.self) & third.0,
      raw.loadUnaligned(fromByteOffset: 40, as: UInt64.self) & third.1
        | UInt64(truncatingIfNeeded: count) &<< 56
    )
  }
}
