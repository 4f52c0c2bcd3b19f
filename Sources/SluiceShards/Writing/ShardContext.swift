/// What a shard file holds.
enum ShardRole: UInt8 {
  case tokens = 0
}

/// The place of a shard, which its encryption is bound to.
enum ShardContext {
  static func bytes(
    dataset: DatasetID, generation: Int, index: Int, role: ShardRole = .tokens
  ) -> [UInt8] {
    var context = Array("sluice/shard/1".utf8) + [0] + dataset.bytes
    context.appendBigEndian(UInt64(generation))
    context.appendBigEndian(UInt32(index))
    return context + [role.rawValue]
  }

  static func fileName(generation: Int, index: Int) -> String {
    let digits = String(index)
    let padding = String(repeating: "0", count: max(0, 5 - digits.count))
    return "tokens-\(generation)-\(padding)\(digits).slz"
  }
}
