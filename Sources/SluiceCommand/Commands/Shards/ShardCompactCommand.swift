internal import SluiceCore
internal import SluiceShards

extension Command {
  static let shardCompact = Command(
    name: "compact", summary: "Remove withdrawn documents from the files for good",
    discussion: """
      Writes only those shards anew that have withdrawn documents, under new keys, and destroys the keys and \
      files of the old ones; all other shards keep their files. If it is interrupted, the next command that \
      changes the dataset finishes or undoes it.
      """,
    options: [.recipients] + Option.change,
    positionals: [.shards],
    examples: [
      Example(
        "sluice shard compact out/ -k a.jwk -s signing.jwk -r a.public.jwk --reason request-2026-4",
        "Remove what was withdrawn")
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in
      let dataset = DatasetOptions(invocation.arguments)
      let reason = try dataset.reason()
      let recipients = try dataset.recipients()
      var keeper = try dataset.keeper()
      return Outcome(try keeper.compact(reason: reason, recipients: recipients), of: dataset.folder)
    })
}
