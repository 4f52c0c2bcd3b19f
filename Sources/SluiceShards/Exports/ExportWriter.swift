internal import SluiceCore
internal import SluiceStorage

/// A document on its way out.
struct ExportedDocument {
  /// Index of its shard.
  let shard: Int
  /// Its number in the shard.
  let number: Int
  /// Where it came from.
  let entry: DocumentEntry
  /// Token ids, or bytes of text.
  let tokens: [UInt32]

  /// The bytes, where tokens are bytes.
  var text: [UInt8] { tokens.map { UInt8(truncatingIfNeeded: $0) } }
}

/// Writes documents in a format of other programs; files appear complete or not at all.
protocol ExportWriter: AnyObject {
  /// Adds a document; those of one shard follow each other.
  func append(_ document: ExportedDocument) throws(SluiceError)
  /// Called behind the last document of a shard.
  func endShard() throws(SluiceError)
  /// Writes what is left and publishes the last file, by which readers know the export is whole.
  func finish() throws(SluiceError) -> [ExportedFile]
}
