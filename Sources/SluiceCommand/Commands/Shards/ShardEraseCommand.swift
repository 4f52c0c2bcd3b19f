internal import SluiceCore
internal import SluiceShards
internal import SluiceStorage

extension Command {
  static let shardErase = Command(
    name: "erase", summary: "Withdraw documents, or destroy shards with their keys",
    discussion: """
      '--document' and '--subject' withdraw documents: readers of the new generation give them out no more. \
      'shard compact' then removes them from the files. '--shard' and '--group' destroy the keys of whole shards \
      and remove their files; all other keys get new wrappings, so that an old copy of `keys.json` opens \
      nothing of what was erased for those who have not opened it before.

      The signed record in the folder `records` says what was done and what it cannot reach: keys and tokens \
      that somebody has kept, and models that were trained.
      """,
    options: [
      Option(
        "document", "d", .text("SHARD:N[-M]"), repeatable: true,
        help: "Document N, or N to M, of the shard with this index"),
      Option(
        "subject", nil, .path("FILE", .file(extensions: [])),
        help: "File with the value of the field 'eraseBy' names; all its documents"),
      Option("shard", nil, .number("INDEX", 0...(.max)), repeatable: true, help: "Index of a whole shard"),
      Option("group", "g", .text("GROUP"), repeatable: true, help: "A key group with all its shards"),
      .recipients,
    ] + Option.change,
    positionals: [.shards],
    examples: [
      Example(
        "sluice shard erase out/ -k a.jwk -s signing.jwk --document 3:17 --reason request-2026-4",
        "Withdraw one document at once"),
      Example(
        "sluice shard erase out/ -k a.jwk -s signing.jwk --shard 3 -r a.public.jwk --reason ended",
        "Destroy a shard"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try ShardEraseOptions(invocation.arguments).erase() })
}

private struct ShardEraseOptions {
  let dataset: DatasetOptions
  let documents: [String]
  let subjectFile: String?
  let shards: [Int]
  let groups: [String]

  init(_ arguments: Arguments) {
    dataset = DatasetOptions(arguments)
    documents = arguments.values("document")
    subjectFile = arguments.value("subject")
    shards = arguments.values("shard").compactMap { Int($0) }
    groups = arguments.values("group")
  }

  func erase() throws(SluiceError) -> Outcome {
    let isWithdrawal = !documents.isEmpty || subjectFile != nil
    guard isWithdrawal != (!shards.isEmpty || !groups.isEmpty) else {
      throw SluiceError(
        .usage,
        isWithdrawal ? "documents and whole shards are erased one after the other" : "nothing is named",
        hint: "give '--document', '--subject', '--shard' or '--group'")
    }
    let reason = try dataset.reason()
    var keeper = try dataset.keeper()
    guard isWithdrawal else {
      let record = try keeper.erase(
        shards: Set(shards), groups: Set(groups), reason: reason, recipients: dataset.recipients())
      return Outcome(record, of: dataset.folder)
    }
    var ranges: [Int: [Range<Int>]] = [:]
    for text in documents {
      let (shard, range) = try Self.documents(text)
      ranges[shard, default: []].append(range)
    }
    if let subjectFile {
      var value = try InputFile.contents(of: subjectFile, limit: 1 << 16)
      while value.last == UInt8(ascii: "\n") || value.last == UInt8(ascii: "\r") { value.removeLast() }
      for (shard, found) in try keeper.documents(ofSubject: value) { ranges[shard, default: []] += found }
    }
    return Outcome(try keeper.withdraw(ranges, reason: reason), of: dataset.folder)
  }

  /// `3:17` or `3:17-20`.
  private static func documents(_ text: String) throws(SluiceError) -> (shard: Int, Range<Int>) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let ends = parts.last?.split(separator: "-", omittingEmptySubsequences: false) ?? []
    let numbers = ends.map { Int($0) ?? -1 }
    guard parts.count == 2, let shard = Int(parts[0]), shard >= 0, (1...2).contains(numbers.count),
      let first = numbers.first, let last = numbers.last, first >= 0, first <= last, last < .max
    else {
      throw SluiceError(
        .usage, "'\(text)' names no documents", hint: "SHARD:N or SHARD:N-M, as 'shard cat' shows them")
    }
    return (shard, first..<last + 1)
  }
}
