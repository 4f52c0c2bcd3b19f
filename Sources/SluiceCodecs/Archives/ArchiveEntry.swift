/// A regular file in an archive.
public struct ArchiveEntry: Sendable, Equatable {
  /// Path as the archive gives it: only a name, never looked up on the disk; bytes that are not UTF-8 replaced.
  public var name: String
  /// Position among all entries of the archive, from 0.
  public var index: Int
  /// Size in bytes, nil where the archive tells it only afterwards.
  public var size: Int?
}
