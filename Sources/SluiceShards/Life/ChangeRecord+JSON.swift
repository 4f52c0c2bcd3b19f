public import SluiceCore
internal import SluiceCrypto

extension ChangeRecord {
  private static let format = "record/1"
  private static let type = "sluice-record+json"
  private static let limit = 1 << 20
  private static let members = [
    "sluice", "dataset", "n", "prev", "action", "at", "reason", "generation", "manifest", "keys",
    "recipients", "added", "removed", "renewed_groups", "destroyed_groups", "shards", "tombstones",
    "not_reached",
  ]

  /// The payload of the signature, as JSON.
  public var json: JSON {
    [
      "sluice": JSON(Self.format), "dataset": JSON(dataset.description), "n": JSON(number),
      "prev": previous.map { JSON($0.hex) } ?? nil, "action": JSON(action.rawValue),
      "at": JSON(at.description), "reason": JSON(reason), "generation": JSON(generation),
      "manifest": manifest.json, "keys": keys.json, "recipients": Self.list(recipients),
      "added": Self.list(added), "removed": Self.list(removed), "renewed_groups": Self.list(renewedGroups),
      "destroyed_groups": Self.list(destroyedGroups), "shards": JSON(losses.map(\.json)),
      "tombstones": JSON(tombstones.map(\.json)), "not_reached": Self.list(notReached),
    ]
  }

  private static func list(_ texts: [String]) -> JSON { JSON(texts.map { JSON($0) }) }

  /// Reads the payload.
  ///
  /// - Throws: A `badData` error for anything unknown, missing or at odds with the rest.
  public init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(json, Self.members, subject: "record")
    guard try reader.string("sluice") == Self.format else {
      throw reader.wrong("sluice", "is of another version")
    }
    guard let action = Action(rawValue: try reader.string("action")) else {
      throw reader.wrong("action", "is not known")
    }
    self.action = action
    dataset = try reader.dataset("dataset")
    number = try reader.integer("n", 1...Self.limit)
    previous = try reader.isNull("prev") ? nil : try reader.digest("prev")
    at = try reader.timestamp("at")
    reason = try reader.string("reason")
    generation = try reader.integer("generation", 1...MemberDecoder.highest)
    manifest = try Step(json: reader.value("manifest"))
    keys = try Step(json: reader.value("keys"))
    recipients = try Self.strings(reader, "recipients")
    added = try Self.strings(reader, "added")
    removed = try Self.strings(reader, "removed")
    renewedGroups = try Self.strings(reader, "renewed_groups")
    destroyedGroups = try Self.strings(reader, "destroyed_groups")
    losses = try reader.list("shards", limit: Self.limit, Loss.init(json:))
    tombstones = try reader.list("tombstones", limit: Self.limit, Manifest.Tombstone.init(json:))
    guard try Self.strings(reader, "not_reached") == notReached else {
      throw reader.wrong("not_reached", "does not fit the action")
    }
  }

  private static func strings(_ reader: MemberDecoder, _ name: String) throws(SluiceError) -> [String] {
    try reader.list(name, limit: limit) { (json: JSON) throws(SluiceError) in
      guard let text = json.string else { throw reader.wrong(name, "must be an array of strings") }
      return text
    }
  }

  /// The signed file's bytes.
  func signed(by key: any HeldKey) throws(SluiceError) -> [UInt8] {
    try JWS.sign(json.canonical, with: [key], type: Self.type).json.canonical + [UInt8(ascii: "\n")]
  }

  /// Verifies and reads the file of a record.
  static func verified(_ message: JWS, trusted: [JWK]) throws(SluiceError) -> ChangeRecord {
    let payload = try message.verify(with: trusted, type: type).payload
    let json = try JSON.parse(payload)
    guard json.canonical == payload else {
      throw SluiceError(.badData, "the record is not in the canonical form of RFC 8785")
    }
    return try ChangeRecord(json: json)
  }
}

extension ChangeRecord.Step {
  var json: JSON { ["before": JSON(before.hex), "after": JSON(after.hex)] }

  init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(json, ["before", "after"], subject: "step of a record")
    self.init(before: try reader.digest("before"), after: try reader.digest("after"))
  }
}

extension ChangeRecord.Loss {
  var json: JSON { ["shard": record.json, "successor": successor.map { JSON($0) } ?? nil] }

  init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(json, ["shard", "successor"], subject: "shard of a record")
    self.init(
      record: try ShardRecord(json: reader.value("shard")),
      successor: try reader.isNull("successor") ? nil : try reader.name("successor", limit: 128))
  }
}
