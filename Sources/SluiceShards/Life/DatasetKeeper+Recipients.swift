public import SluiceCore
public import SluiceCrypto

extension DatasetKeeper {
  /// Lets further recipients into every group; only `keys.json` changes.
  public mutating func add(_ recipients: [any HeldKey], reason: String) throws(SluiceError) -> ChangeRecord {
    try commit(
      Change(
        action: .rewrap, reason: reason, keyFile: keyFile.adding(recipients, using: key), secrets: secrets))
  }

  /// Takes recipients off every group; only `keys.json` changes.
  ///
  /// They keep whatever they have opened before, the group keys included: use `rewrap` to renew those.
  public mutating func remove(_ names: Set<String>, reason: String) throws(SluiceError) -> ChangeRecord {
    try requireKnown(names)
    return try commit(
      Change(action: .rewrap, reason: reason, keyFile: keyFile.removing(names), secrets: secrets))
  }

  /// Gives every group a new key and wraps it for exactly these recipients; only `keys.json` changes.
  ///
  /// Recipients of some groups stay with those; recipients that are new join every group.
  public mutating func rewrap(for recipients: [any HeldKey], reason: String) throws(SluiceError)
    -> ChangeRecord
  {
    let new = try secrets.renewed()
    let keys = try keyFile.renewed(
      new, replacing: secrets, generation: manifest.generation, recipients: assigned(recipients))
    return try commit(
      Change(action: .rewrap, reason: reason, keyFile: keys, secrets: new, renewedGroups: new.groups))
  }

  /// Which of `recipients` may open which group: those it has already, and those that no group has.
  func assigned(_ recipients: [any HeldKey]) throws(SluiceError) -> [String: [any HeldKey]] {
    let names = recipients.compactMap(\.name)
    guard names.count == recipients.count, Set(names).count == names.count else {
      throw SluiceError(.badData, "recipients need names ('kid') that differ")
    }
    let known = keyFile.recipients
    var assigned: [String: [any HeldKey]] = [:]
    for group in keyFile.groups {
      let own = Set(group.envelope.recipientIDs)
      assigned[group.name] = recipients.filter { recipient in
        recipient.name.map { own.contains($0) || !known.contains($0) } ?? false
      }
    }
    return assigned
  }

  private func requireKnown(_ names: Set<String>) throws(SluiceError) {
    let strangers = names.subtracting(keyFile.recipients)
    guard strangers.isEmpty else {
      throw SluiceError(
        .badData, "'\(strangers.sorted()[0])' is not a recipient of the dataset",
        hint: "recipients: " + keyFile.recipients.sorted().joined(separator: ", "))
    }
  }
}
