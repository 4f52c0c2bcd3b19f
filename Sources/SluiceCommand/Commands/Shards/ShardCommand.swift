extension Command {
  static let shard = Command(
    name: "shard", group: .data, summary: "Look into shards, and erase from them",
    subcommands: [.shardInspect, .shardCat, .shardErase, .shardCompact])
}
