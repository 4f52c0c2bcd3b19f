internal import SluiceCore

/// Digests of the input shards as they were read.
struct ShardDigests: Sendable, Equatable {
  /// SHA-256 in hexadecimal by source and shard; empty where a shard was not read to its end.
  private(set) var digests: [[String]]

  init(_ inventory: Inventory) {
    digests = inventory.sources.map { [String](repeating: "", count: $0.shards.count) }
  }

  subscript(source: Int, shard: Int) -> String {
    get { digests[source][shard] }
    set { digests[source][shard] = newValue }
  }

  var json: JSON { JSON(digests.map { JSON($0.map { JSON($0) }) }) }

  init?(_ json: JSON) {
    guard let sources = json.array else { return nil }
    digests = sources.map { ($0.array ?? []).compactMap(\.string) }
  }
}
