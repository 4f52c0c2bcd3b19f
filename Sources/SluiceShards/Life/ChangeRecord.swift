public import SluiceCore
public import SluiceCrypto
public import SluiceStorage

/// A signed record of one change to a dataset: who may open it, what was withdrawn, what was destroyed.
public struct ChangeRecord: Sendable, Equatable {
  /// What was done.
  public enum Action: String, Sendable, CaseIterable {
    /// Other recipients; only the key file changed.
    case rewrap
    /// Documents were withdrawn from readers.
    case tombstone
    /// Keys were destroyed, and with them the content of shards.
    case erase
    /// Shards were written anew without withdrawn documents, and the old ones' keys destroyed.
    case compact
  }

  /// A file before and after the change; equal digests for one that did not change.
  public struct Step: Sendable, Equatable {
    /// Digest before.
    public let before: Digest256
    /// Digest after.
    public let after: Digest256
  }

  /// A shard whose key was destroyed.
  public struct Loss: Sendable, Equatable {
    /// What the manifest said about it.
    public let record: ShardRecord
    /// The file that stands in its place, if any.
    public let successor: String?
  }

  /// The dataset.
  public let dataset: DatasetID
  /// Number of the record, from 1.
  public let number: Int
  /// Digest of the record before.
  public let previous: Digest256?
  /// What was done.
  public let action: Action
  /// When.
  public let at: Timestamp
  /// Why, as the holder said.
  public let reason: String
  /// Generation of the manifest after the change.
  public let generation: Int
  /// The manifest file.
  public let manifest: Step
  /// The key file.
  public let keys: Step
  /// Names of the recipients after the change.
  public let recipients: [String]
  /// Names of recipients that joined.
  public let added: [String]
  /// Names of recipients that left.
  public let removed: [String]
  /// Key groups that have a new key.
  public let renewedGroups: [String]
  /// Key groups whose key was destroyed.
  public let destroyedGroups: [String]
  /// Shards whose keys were destroyed.
  public let losses: [Loss]
  /// Documents that were withdrawn.
  public let tombstones: [Manifest.Tombstone]

  /// What no change of keys reaches, in words that stand in the record.
  public var notReached: [String] {
    switch action {
    case .rewrap where removed.isEmpty: []
    case .rewrap: [Self.opened]
    case .tombstone: ["documents stay in the shard files until they are compacted", Self.copies]
    case .erase, .compact: [Self.opened, Self.copies, Self.models, Self.run]
    }
  }

  private static let opened = "keys that a recipient has opened and kept"
  private static let copies = "tokens that a recipient has read and kept"
  private static let models = "models that were trained on the data"

  private static let run = "the folder of the run, which opens the shards with the key of the run"

  /// Folder of the records in a dataset's folder.
  public static let folderName = "records"

  /// Whether the dataset in `folder` was changed since it was written.
  public static func exist(in folder: String, of fileSystem: any FileSystem) throws(SluiceError) -> Bool {
    try fileSystem.status(at: Path.join(folder, folderName)) != nil
  }

  /// Removes all records of a dataset that is removed itself.
  public static func removeAll(in folder: String, of fileSystem: any FileSystem) throws(SluiceError) {
    let records = Path.join(folder, folderName)
    guard try fileSystem.status(at: records)?.kind == .folder else { return }
    for name in try fileSystem.names(inFolder: records) { try fileSystem.remove(Path.join(records, name)) }
    try fileSystem.remove(records)
  }

  /// Name of record number `number` in that folder.
  static func fileName(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".json"
  }
}
