public import SluiceCore

/// Identifier of a run: a UUID of version 7 (RFC 9562 §5.7), which sorts by the time the run started.
public struct RunID: Sendable, Equatable, Hashable {
  /// The 16 bytes, most significant first.
  public let bytes: [UInt8]

  /// An identifier of `time`, to the millisecond, and ten random bytes, of which 74 bits are used.
  public init(time: Timestamp, random: [UInt8]) {
    precondition(random.count == 10)
    let milliseconds = UInt64(max(0, time.microseconds)) / 1000
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * $0)) } + random
    bytes[6] = 0x70 | bytes[6] & 0x0F
    bytes[8] = 0x80 | bytes[8] & 0x3F
    self.bytes = bytes
  }

  /// Reads the usual text form; nil unless it is a UUID of version 7.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12], let bytes = Hex.bytes(parts.joined()),
      bytes[6] >> 4 == 7, bytes[8] >> 6 == 2
    else { return nil }
    self.bytes = bytes
  }
}

extension RunID: CustomStringConvertible {
  /// `018f3c1e-7a2b-7cde-8f01-23456789abcd`.
  public var description: String {
    [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hex.string(bytes[$0]) }.joined(separator: "-")
  }
}
