public import SluiceCore
internal import SluiceCrypto

/// The UUID of a dataset, bound into every shard and envelope.
public struct DatasetID: Sendable, Hashable {
  /// The 16 bytes in the order of the text.
  public let bytes: [UInt8]

  /// A random identifier (version 4 of RFC 9562).
  public static func random() throws(SluiceError) -> DatasetID {
    var bytes = try Random.bytes(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    return DatasetID(bytes: bytes)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The identifier that `text` spells in lower case with hyphens, nil for any other text.
  public init?(_ text: String) {
    guard let bytes = Hex.bytes(text.filter { $0 != "-" }), bytes.count == 16 else { return nil }
    self.init(bytes: bytes)
    guard description == text else { return nil }
  }

  /// The identifier of 16 given bytes, nil for any other number.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    self.init(bytes: Array(bytes))
  }
}

extension DatasetID: CustomStringConvertible {
  /// Lower-case text of 36 characters.
  public var description: String {
    [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hex.string(bytes[$0]) }.joined(separator: "-")
  }
}
