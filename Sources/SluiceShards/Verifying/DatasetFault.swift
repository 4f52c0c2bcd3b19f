/// One thing that is wrong with a dataset.
public struct DatasetFault: Sendable, Equatable {
  /// What kind of thing is wrong; the raw value is its stable name.
  public enum Kind: String, Sendable, CaseIterable {
    /// `manifest.json` is missing.
    case manifestMissing = "manifest-missing"
    /// The manifest is not well-formed, or its numbers contradict each other.
    case manifestMalformed = "manifest-malformed"
    /// The manifest was changed after it was signed.
    case manifestSignature = "manifest-signature"
    /// No trusted key signed the manifest.
    case manifestSigner = "manifest-signer"
    /// The manifest is older than the floor it was checked against.
    case manifestRollback = "manifest-rollback"
    /// The manifest is no longer valid.
    case manifestExpired = "manifest-expired"
    /// The manifest is not bound to the profile that was asked for, or signed outside its own.
    case manifestMechanism = "manifest-mechanism"
    /// A recipient's mechanism is not in the profile of the manifest.
    case keysMechanism = "keys-mechanism"
    /// `keys.json` is missing.
    case keysMissing = "keys-missing"
    /// The key file is not well-formed.
    case keysMalformed = "keys-malformed"
    /// The key file is for another dataset.
    case keysDataset = "keys-dataset"
    /// The key file is for another generation of the dataset.
    case keysGeneration = "keys-generation"
    /// The key is no recipient of the dataset, or of the shard's group.
    case keysRecipient = "keys-recipient"
    /// An envelope or a wrapped key of the key file was changed.
    case keysChanged = "keys-changed"
    /// The key file lacks a shard's key.
    case keyMissing = "key-missing"
    /// A shard's key opens, but it is the key of something else.
    case keySwapped = "key-swapped"
    /// The key file holds a key of a shard that the manifest does not list.
    case keyExtra = "key-extra"
    /// A record of a change is missing.
    case recordMissing = "record-missing"
    /// A record of a change is not well-formed.
    case recordMalformed = "record-malformed"
    /// A record of a change is not signed by a trusted key, or was changed.
    case recordSignature = "record-signature"
    /// A record of a change does not follow the one before it.
    case recordBroken = "record-broken"
    /// The key file is not the one that the last record left.
    case keysReplaced = "keys-replaced"
    /// A change was interrupted.
    case changeUnfinished = "change-unfinished"
    /// A shard of the manifest is missing.
    case shardMissing = "shard-missing"
    /// A shard stands in the folder that the manifest does not list.
    case shardExtra = "shard-extra"
    /// A shard is another shard of the dataset.
    case shardSwapped = "shard-swapped"
    /// A shard is shorter than it was.
    case shardTruncated = "shard-truncated"
    /// A shard is longer than it was.
    case shardExtended = "shard-extended"
    /// The salt or commitment at the start of a shard was changed.
    case shardHeader = "shard-header"
    /// A chunk of a shard was changed.
    case shardChunk = "shard-chunk"
    /// A shard's bytes were changed; where cannot be told without its key.
    case shardChanged = "shard-changed"
    /// The index behind a shard's frames is not the one that was signed.
    case shardIndex = "shard-index"
    /// The tokens or documents of a shard are not those that were signed.
    case shardContent = "shard-content"
    /// A file that an interrupted writer left behind.
    case leftover = "leftover"
    /// A file could not be read.
    case unreadable = "unreadable"
  }

  /// What kind of thing is wrong.
  public let kind: Kind
  /// Name of the file it is wrong with.
  public let file: String
  /// Details, as one sentence without a full stop.
  public let message: String
}

extension DatasetFault: CustomStringConvertible {
  /// `file: message [kind]`.
  public var description: String { "\(file): \(message) [\(kind.rawValue)]" }
}
