internal import SluiceCore
internal import SluiceCrypto
internal import SluiceShards

extension Command {
  static let keysRewrap = Command(
    name: "rewrap", summary: "Change who may open a dataset",
    discussion: """
      Only `keys.json` changes, whatever the size of the dataset; neither the manifest nor a byte of a shard is \
      written. '--add' lets recipients in, '--remove' takes them off. '--recipient' names all recipients from \
      now on: the groups then get new keys, so that who has left can open nothing that is still to come.

      Nobody can be made to forget: a recipient that has opened the keys before may have kept them. A signed \
      record of the change is put into the folder `records`.
      """,
    options: [
      Option(
        "add", "a", .text("KEY"), repeatable: true, help: "Recipient that joins: a file or a did:key"),
      Option("remove", "d", .text("KID"), repeatable: true, help: "Name of a recipient that leaves"),
      .recipients,
    ] + Option.change,
    positionals: [.shards],
    examples: [
      Example(
        "sluice keys rewrap out/ -k a.jwk -s signing.jwk --add c.public.jwk --reason new-node",
        "Let a node in"),
      Example(
        "sluice keys rewrap out/ -k a.jwk -s signing.jwk -r a.public.jwk --reason b-is-sold",
        "Name all recipients and renew the group keys"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try KeysRewrapOptions(invocation.arguments).rewrap() })
}

private struct KeysRewrapOptions {
  let dataset: DatasetOptions
  let added: [String]
  let removed: [String]

  init(_ arguments: Arguments) {
    dataset = DatasetOptions(arguments)
    added = arguments.values("add")
    removed = arguments.values("remove")
  }

  func rewrap() throws(SluiceError) -> Outcome {
    let ways = [!added.isEmpty, !removed.isEmpty, dataset.hasRecipients].filter { $0 }.count
    guard ways == 1 else {
      throw SluiceError(
        .usage, ways == 0 ? "nothing is to change" : "one change at a time",
        hint: "give one of '--add KEY', '--remove KID' and '--recipient KEY'")
    }
    let reason = try dataset.reason()
    var keeper = try dataset.keeper()
    let record =
      if dataset.hasRecipients {
        try keeper.rewrap(for: dataset.recipients(), reason: reason)
      } else if added.isEmpty {
        try keeper.remove(Set(removed), reason: reason)
      } else {
        try keeper.add(KeyReference.recipients(added), reason: reason)
      }
    return Outcome(record, of: dataset.folder)
  }
}
