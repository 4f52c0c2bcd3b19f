/// Numbers the pairs of tokens that were seen, from 0 in the order in which they came.
@safe struct PairTable: ~Copyable {
  /// Number of pairs.
  private(set) var count = 0
  private var keys: Storage<UInt64>
  private var numbers: Storage<UInt32>
  private var mask: Int

  /// No pair of tokens has this key.
  private static var free: UInt64 { .max }

  init() {
    keys = Storage(repeating: PairTable.free, count: 1 << 16)
    numbers = Storage(repeating: 0, count: 1 << 16)
    mask = 1 << 16 - 1
  }

  /// The number of a pair, nil if it was not seen.
  func number(_ key: UInt64) -> Int? {
    let slot = unsafe PairTable.slot(key, keys.base, mask)
    return keys[slot] == key ? Int(numbers[slot]) : nil
  }

  /// The number of a pair, and whether it is a new one.
  @inline(__always)
  mutating func claim(_ key: UInt64) -> (number: Int, isNew: Bool) {
    let slot = unsafe PairTable.slot(key, keys.base, mask)
    if unsafe keys.base[slot] == key { return unsafe (Int(numbers.base[slot]), false) }
    keys[slot] = key
    numbers[slot] = UInt32(count)
    count += 1
    if count * 2 > keys.count { grow() }
    return (count - 1, true)
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ keys: UnsafeMutablePointer<UInt64>, _ mask: Int) -> Int {
    let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    var slot = Int(truncatingIfNeeded: product.high ^ product.low) & mask
    while unsafe keys[slot] != key && keys[slot] != free { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = Storage(repeating: PairTable.free, count: oldKeys.count * 4)
    numbers = Storage(repeating: 0, count: oldKeys.count * 4)
    mask = keys.count - 1
    for old in 0..<oldKeys.count where oldKeys[old] != PairTable.free {
      let slot = unsafe PairTable.slot(oldKeys[old], keys.base, mask)
      keys[slot] = oldKeys[old]
      numbers[slot] = oldNumbers[old]
    }
  }
}
