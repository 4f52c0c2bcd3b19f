public import SluiceCrypto

/// A file that an export left under its final name.
public struct ExportedFile: Sendable, Equatable {
  /// Name in the export's folder.
  public let name: String
  /// Size in bytes.
  public let bytes: Int
  /// Digest of the file.
  public let digest: Digest256
}
