internal import SluiceCore
internal import SluiceCrypto
internal import SluiceShards

extension Command {
  static let shardCat = Command(
    name: "cat", summary: "Write the tokens of documents",
    discussion: """
      Writes one JSON object a line for each document: its shard, its number in the shard, the input file and \
      record it came from, and its tokens. Erased documents are left out.
      """,
    options: [
      .trust,
      .holder,
      Option("shard", "s", .number("INDEX", 0...(.max)), help: "Only the shard with this index"),
      Option("limit", "n", .number("N", 1...(.max)), help: "At most this many documents"),
    ],
    positionals: [.shards],
    examples: [
      Example(
        "sluice shard cat out/ -t signing.public.jwk -k node-a.jwk -n 3", "Show the first three documents")
    ],
    exitCodes: [.usage, .badData, .noInput],
    run: { invocation in try ShardCatOptions(invocation.arguments).write(to: invocation.console) })
}

private struct ShardCatOptions {
  let folder: String
  let trusted: [String]
  let key: String?
  let shard: Int?
  let limit: Int

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    trusted = arguments.values("trust")
    key = arguments.value("key")
    shard = arguments.number("shard")
    limit = arguments.number("limit") ?? .max
  }

  func write(to console: Console) throws(SluiceError) -> Outcome {
    guard let key else {
      throw SluiceError(
        .usage, "shards cannot be read without a key", hint: "name a recipient's key with '--key KEY'")
    }
    let reader = try DatasetReader(
      folder: folder, key: KeyReference.held(key), trusted: try KeyReference.trusted(trusted), now: nil)
    let positions = reader.manifest.shards.indices.filter {
      shard == nil || reader.manifest.shards[$0].index == shard
    }
    guard !positions.isEmpty || shard == nil else {
      throw SluiceError(.noInput, "the dataset has no shard \(shard ?? 0)", at: Place(file: folder))
    }
    var written = 0
    for position in positions where written < limit {
      written += try write(reader, position, atMost: limit - written, to: console)
    }
    return Outcome(result: ["documents": JSON(written)])
  }

  private func write(
    _ dataset: DatasetReader, _ position: Int, atMost limit: Int, to console: Console
  ) throws(SluiceError) -> Int {
    let shard = try dataset.shard(position)
    let erased = dataset.manifest.tombstones.filter { $0.shard == shard.record.index }
    var written = 0
    for (number, entry) in shard.documents.enumerated() {
      if erased.contains(where: { $0.documents.contains(number) }) { continue }
      guard written < limit else { break }
      let tokens = try shard.tokens(shard.tokenRange(ofDocument: number))
      let line: JSON = [
        "shard": JSON(shard.record.index), "document": JSON(number), "source": JSON(Int(entry.source)),
        "record": JSON(entry.record), "tokens": JSON(tokens.map { JSON(Int($0)) }),
      ]
      try console.write(line.compact + "\n")
      written += 1
    }
    return written
  }
}
