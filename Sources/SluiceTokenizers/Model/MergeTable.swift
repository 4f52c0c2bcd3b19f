internal import CSluice

/// Which two neighbouring tokens merge, in what order of priority, and into which token.
struct MergeTable: Sendable {
  /// One rule: `left` and `right` become `result`; rules of lower priority value go first.
  struct Rule {
    var left: UInt32
    var right: UInt32
    var priority: UInt32
    var result: UInt32
  }

  /// Id of the token of each single byte.
  let byteIDs: Storage<UInt32>
  /// Whether each priority is its own result: then `results` need not be read.
  let resultsArePriorities: Bool
  /// Priority of each pair of bytes, `none` where they do not merge.
  let bytePairs: Storage<UInt32>
  /// Result of each priority.
  let results: Storage<UInt32>
  /// Pairs of a hash table: left << 43 | right << 22 | priority, all ones where empty.
  let slots: Storage<UInt64>
  /// One bit for many pairs, set where one of them may be in the table; most look-ups end here.
  let filter: Storage<UInt64>
  private let filterShift: UInt64

  /// The table as the kernels read it.
  var kernel: sl_merge_table {
    unsafe sl_merge_table(
      byte_ids: byteIDs.base, byte_pairs: bytePairs.base,
      results: resultsArePriorities ? nil : UnsafePointer(results.base), slots: slots.base,
      filter: filter.base, slot_mask: UInt64(slots.count - 1), filter_shift: UInt32(filterShift))
  }

  static var none: UInt32 { .max }
  /// Most priorities; packed tables rely on it.
  static var limit: Int { 1 << 22 }
  static var empty: UInt64 { .max }

  init(_ rules: [Rule], byteIDs: [UInt32]) {
    self.byteIDs = Storage(byteIDs, filler: Vocabulary.none)
    let rules = MergeTable.renumbered(rules)
    resultsArePriorities = rules.allSatisfy { $0.priority == $0.result }
    results = Storage(
      repeating: Vocabulary.none, count: Int(rules.map(\.priority).max().map { $0 + 1 } ?? 1))
    bytePairs = Storage(repeating: MergeTable.none, count: 1 << 16)
    var capacity = 64
    while capacity < rules.count * 2 { capacity *= 2 }
    filter = Storage(repeating: 0, count: capacity * 4 / 64)
    filterShift = UInt64(64 - (capacity * 4).trailingZeroBitCount)
    slots = Storage(repeating: MergeTable.empty, count: capacity)
    for rule in rules { results[Int(rule.priority)] = rule.result }
    for rule in rules { insert(rule) }
    for first in 0..<256 {
      for second in 0..<256 where byteIDs[first] != Vocabulary.none && byteIDs[second] != Vocabulary.none {
        bytePairs[first << 8 | second] = priority(byteIDs[first], byteIDs[second])
      }
    }
  }

  /// The rules with their results as priorities, where that keeps their order.
  private static func renumbered(_ rules: [Rule]) -> [Rule] {
    let isRising = zip(rules, rules.dropFirst()).allSatisfy {
      $0.priority < $1.priority && $0.result < $1.result
    }
    guard isRising else { return rules }
    return rules.map { Rule(left: $0.left, right: $0.right, priority: $0.result, result: $0.result) }
  }

  private func insert(_ rule: Rule) {
    let key = UInt64(rule.left) << 21 | UInt64(rule.right)
    let bit = filterBit(key)
    filter[Int(bit >> 6)] |= 1 << (bit & 63)
    var slot = MergeTable.slot(key) & (slots.count - 1)
    while slots[slot] != MergeTable.empty, slots[slot] >> 22 != key { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = key << 22 | UInt64(rule.priority)
  }

  @inline(__always)
  private func filterBit(_ key: UInt64) -> UInt64 { (key &* 0xD6E8_FEB8_6659_FD93) &>> filterShift }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 40)
  }

  /// What the pair of this priority becomes.
  @inline(__always)
  func result(_ priority: UInt32) -> UInt32 {
    unsafe resultsArePriorities ? priority : results.base[Int(priority)]
  }

  /// Priority of the pair, or `none`.
  @inline(__always)
  func priority(_ left: UInt32, _ right: UInt32) -> UInt32 {
    mayMerge(left, right) ? listedPriority(left, right) : MergeTable.none
  }

  /// Whether the filter lets the pair through; it stops most pairs that do not merge, and none that do.
  @inline(__always)
  func mayMerge(_ left: UInt32, _ right: UInt32) -> Bool {
    let bit = filterBit(UInt64(left) &<< 21 | UInt64(right))
    return unsafe filter.base[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0
  }

  /// Priority of the pair by the table, or `none`.
  @inline(__always)
  func listedPriority(_ left: UInt32, _ right: UInt32) -> UInt32 {
    let key = UInt64(left) &<< 21 | UInt64(right)
    let mask = slots.count &- 1
    var slot = MergeTable.slot(key) & mask
    while true {
      let entry = unsafe slots.base[slot]
      if entry &>> 22 == key { return UInt32(truncatingIfNeeded: entry & 0x3F_FFFF) }
      if entry == MergeTable.empty { return MergeTable.none }
      slot = (slot &+ 1) & mask
    }
  }
}
