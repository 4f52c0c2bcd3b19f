/// A value for every Unicode scalar, in two stages; blocks without an entry share a leaf.
struct ScalarTable<Value: BitwiseCopyable & Sendable>: Sendable {
  /// For each 256 scalars, the number of a leaf of 256 values.
  private let blocks: Storage<UInt16>
  private let leaves: Storage<Value>

  /// The values of `entries`, and `value` for all other scalars.
  init(_ entries: [UInt32: Value], default value: Value) {
    blocks = Storage(repeating: 0, count: 0x1100)
    let used = Set(entries.keys.map { Int($0 >> 8) }).sorted()
    leaves = Storage(repeating: value, count: 256 * (used.count + 1))
    for (number, block) in used.enumerated() { blocks[block] = UInt16(number + 1) }
    for (scalar, value) in entries { leaves[Int(blocks[Int(scalar >> 8)]) << 8 | Int(scalar & 255)] = value }
  }

  @inline(__always)
  subscript(scalar: UInt32) -> Value {
    unsafe leaves.base[Int(blocks.base[Int(scalar &>> 8)]) &<< 8 | Int(scalar & 255)]
  }
}
