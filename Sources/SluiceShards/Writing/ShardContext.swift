/// What a shard file holds.
enum ShardRole: UInt8 {
  case tokens = 0
  case text = 2
  case columns = 3

  /// How the names of its files begin.
  var name: String {
    switch self {
    case .tokens: "tokens"
    case .text: "text"
    case .columns: "columns"
    }
  }
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

  static func fileName(generation: Int, index: Int, role: ShardRole = .tokens) -> String {
    let digits = String(index)
    let padding = String(repeating: "0", count: max(0, 5 - digits.count))
    return "\(role.name)-\(generation)-\(padding)\(digits).slz"
  }
}
