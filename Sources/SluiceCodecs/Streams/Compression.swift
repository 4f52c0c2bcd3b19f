/// How a file's bytes are compressed, told by its first bytes and never by its name.
public enum Compression: String, Sendable, CaseIterable {
  /// Not at all.
  case none
  /// RFC 1952, one member after the other.
  case gzip
  /// RFC 8878, frames and skippable frames one after the other.
  case zstd
  /// The .xz format.
  case xz
  /// bzip2.
  case bzip2

  /// Number of first bytes that tell.
  public static let prefixLength = 6

  /// What the first bytes of a file tell.
  public init(prefix: [UInt8]) {
    let isSkippable = prefix.count >= 4 && prefix[0] & 0xF0 == 0x50 && prefix[1...3] == [0x2A, 0x4D, 0x18]
    if prefix.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if prefix.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || isSkippable {
      self = .zstd
    } else if prefix.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else if prefix.starts(with: Array("BZh".utf8)), prefix.count > 3, (0x31...0x39).contains(prefix[3]) {
      self = .bzip2
    } else {
      self = .none
    }
  }
}
