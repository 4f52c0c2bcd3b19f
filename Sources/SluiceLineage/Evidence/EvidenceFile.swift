/// A file of a run's folder and the digest of its bytes.
public struct EvidenceFile: Sendable, Equatable, Hashable {
  /// Path relative to the run's folder, parts separated by `/`.
  public var path: String
  /// Size in bytes.
  public var bytes: Int
  /// SHA-256 of the bytes, hexadecimal.
  public var sha256: String

  /// A file.
  public init(path: String, bytes: Int, sha256: String) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
  }
}
