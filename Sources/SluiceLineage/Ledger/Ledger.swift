/// Counts of records for every stage and input shard: in, out by port, dropped by reason.
///
/// Each worker keeps its own and the engine merges them. A shard takes memory once one of its records is
/// counted.
public struct Ledger: Sendable, Equatable {
  /// The shape.
  public let plan: LedgerPlan
  /// Counts read from outside are bounded, so that sums over all shards stay within 64 bits.
  static let largestCount = 1 << 40

  private var rows: [Int32]
  private var counts: [UInt64] = []

  /// A ledger of nothing.
  public init(_ plan: LedgerPlan) {
    self.plan = plan
    rows = [Int32](repeating: -1, count: plan.shardCount)
  }

  /// Counts records that arrived at a stage.
  public mutating func arrived(_ records: Int, stage: Int, source: Int, shard: Int) {
    add(records, slot: plan.slots[stage], source: source, shard: shard)
  }

  /// Counts records that left a stage through a port, or that a sink wrote.
  public mutating func left(_ records: Int, stage: Int, port: Int = 0, source: Int, shard: Int) {
    precondition(plan.stages[stage].ports.indices.contains(port))
    add(records, slot: plan.slots[stage] + 1 + port, source: source, shard: shard)
  }

  /// Counts records that a stage dropped for a reason.
  public mutating func dropped(_ records: Int, stage: Int, reason: Int, source: Int, shard: Int) {
    precondition(plan.stages[stage].reasons.indices.contains(reason))
    add(
      records, slot: plan.slots[stage] + 1 + plan.stages[stage].ports.count + reason, source: source,
      shard: shard)
  }

  private mutating func add(_ records: Int, slot: Int, source: Int, shard: Int) {
    precondition(shard >= 0 && shard < plan.shardCounts[source])
    counts[row(of: plan.firstShards[source] + shard) * plan.width + slot] += UInt64(records)
  }

  private mutating func row(of shard: Int) -> Int {
    if rows[shard] < 0 {
      rows[shard] = Int32(counts.count / plan.width)
      counts.append(contentsOf: repeatElement(0, count: plan.width))
    }
    return Int(rows[shard])
  }

  /// Adds the counts of a ledger of the same plan.
  public mutating func merge(_ other: Ledger) {
    precondition(plan == other.plan)
    for shard in other.touchedShards {
      let from = Int(other.rows[shard]) * plan.width
      let to = row(of: shard) * plan.width
      for slot in 0..<plan.width { counts[to + slot] += other.counts[from + slot] }
    }
  }

  /// Positions among all shards of those with a count, in order.
  var touchedShards: [Int] { rows.indices.filter { rows[$0] >= 0 } }

  /// The counts of one shard, laid out as the plan's slots.
  func slots(ofShard shard: Int) -> ArraySlice<UInt64> {
    let start = Int(rows[shard]) * plan.width
    return counts[start..<start + plan.width]
  }

  /// The sum of all shards, laid out as the plan's slots.
  func total() -> [UInt64] {
    var total = [UInt64](repeating: 0, count: plan.width)
    for (position, count) in counts.enumerated() { total[position % plan.width] += count }
    return total
  }

  mutating func add(_ records: UInt64, slot: Int, shardPosition: Int) {
    counts[row(of: shardPosition) * plan.width + slot] += records
  }

  /// Compares counts; shards without any do not matter.
  public static func == (left: Ledger, right: Ledger) -> Bool {
    guard left.plan == right.plan else { return false }
    return (0..<left.plan.shardCount).allSatisfy { shard in
      switch (left.rows[shard] >= 0, right.rows[shard] >= 0) {
      case (true, true): left.slots(ofShard: shard).elementsEqual(right.slots(ofShard: shard))
      case (true, false): left.slots(ofShard: shard).allSatisfy { $0 == 0 }
      case (false, true): right.slots(ofShard: shard).allSatisfy { $0 == 0 }
      case (false, false): true
      }
    }
  }
}
