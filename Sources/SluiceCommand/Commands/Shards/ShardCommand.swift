extension Command {
  static let shard = Command(
    name: "shard", group: .data, summary: "Look into shards",
    subcommands: [.shardInspect, .shardCat])
}
