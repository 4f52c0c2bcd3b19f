public import SluiceCore

/// A shard whose file is complete under its final name, and the wrapped key that opens it.
public struct SealedShard: Sendable, Equatable {
  /// What the manifest will say.
  public let record: ShardRecord
  /// The shard's key under the key of its group.
  public let wrappedKey: [UInt8]

  init(record: ShardRecord, wrappedKey: [UInt8]) {
    self.record = record
    self.wrappedKey = wrappedKey
  }

  /// The receipt as JSON, for a run's journal; it holds no secret in the clear.
  public var json: JSON { ["record": record.json, "key": JSON(Base64.urlString(wrappedKey))] }

  /// Reads a receipt.
  public init(json: JSON) throws(SluiceError) {
    let reader = try MemberDecoder(json, ["record", "key"], subject: "shard receipt")
    record = try ShardRecord(json: reader.value("record"))
    guard let key = Base64.urlBytes(try reader.string("key")) else {
      throw reader.wrong("key", "is not strict base64url")
    }
    wrappedKey = key
  }
}
