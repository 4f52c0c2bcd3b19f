public import SluiceCore

/// Who can open an `age` file: an X25519 key, written `age1…` (c2sp.org/age).
public struct AgeRecipient: Sendable, Equatable {
  /// The 32 bytes of RFC 7748.
  public let publicKey: [UInt8]

  private static let prefix = "age"

  /// The recipient that `text` names.
  ///
  /// - Throws: A `badData` error for anything but the Bech32 form of 32 bytes with the prefix `age`.
  public init(_ text: String) throws(SluiceError) {
    guard let bytes = Bech32.decode(text, prefix: Self.prefix), bytes.count == 32 else {
      throw SluiceError(
        .badData, "not a recipient of age", hint: "a recipient looks like age1…; age-keygen -y prints it")
    }
    publicKey = bytes
  }
}

/// Text with a checksum, as in BIP 173.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let checksumSize = 6
  private static let lengthLimit = 90

  /// The bytes, nil for a wrong checksum, another prefix, mixed case or padding that is not zero.
  static func decode(_ text: String, prefix: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    let head = Array(prefix.utf8) + [UInt8(ascii: "1")]
    guard characters.count <= lengthLimit, characters.starts(with: head) else { return nil }
    var values: [UInt8] = []
    for character in characters.dropFirst(head.count) {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      values.append(UInt8(value))
    }
    let expanded = prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
    guard values.count >= checksumSize, polymod(expanded + values) == 1 else { return nil }
    return bytes(of: values.dropLast(checksumSize))
  }

  private static func bytes(of values: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var pending: UInt32 = 0
    var bits = 0
    for value in values {
      pending = pending << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
      }
    }
    guard bits < 5, pending & (1 << UInt32(bits) - 1) == 0 else { return nil }
    return bytes
  }

  private static func polymod(_ values: [UInt8]) -> UInt32 {
    let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    return values.reduce(1) { checksum, value in
      let top = checksum >> 25
      let shifted = (checksum & 0x1FF_FFFF) << 5 ^ UInt32(value)
      return generators.enumerated().reduce(shifted) { result, generator in
        top >> UInt32(generator.offset) & 1 == 1 ? result ^ generator.element : result
      }
    }
  }
}
