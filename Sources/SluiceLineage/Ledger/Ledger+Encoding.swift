public import SluiceCore

extension Ledger {
  /// The counts as numbers of variable length, for a receipt: shards, and in each the counts above zero.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    let shards = touchedShards
    VariableInteger.append(shards.count, to: &bytes)
    for shard in shards {
      let slots = slots(ofShard: shard)
      VariableInteger.append(shard, to: &bytes)
      VariableInteger.append(slots.count { $0 > 0 }, to: &bytes)
      for (slot, count) in slots.enumerated() where count > 0 {
        VariableInteger.append(slot, to: &bytes)
        VariableInteger.append(count, to: &bytes)
      }
    }
    return bytes
  }

  /// Reads what `encoded` gives for a ledger of the same plan.
  ///
  /// - Throws: A `badData` error if the bytes are damaged or of another plan.
  public init(_ plan: LedgerPlan, encoded: [UInt8]) throws(SluiceError) {
    self.init(plan)
    var reader = VariableIntegerReader(encoded, what: "ledger")
    var nextShard = 0
    for _ in 0..<(try reader.integer(atMost: plan.shardCount)) {
      let shard = try reader.integer(from: nextShard, below: plan.shardCount)
      nextShard = shard + 1
      var nextSlot = 0
      for _ in 0..<(try reader.integer(atMost: plan.width)) {
        let slot = try reader.integer(from: nextSlot, below: plan.width)
        nextSlot = slot + 1
        let count = try reader.integer(atMost: Ledger.largestCount)
        add(UInt64(count), slot: slot, shardPosition: shard)
      }
    }
    guard reader.isAtEnd else { throw reader.error("bytes after the end") }
  }
}
