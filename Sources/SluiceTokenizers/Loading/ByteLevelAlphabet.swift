/// GPT-2's way to write bytes as printable characters, which byte-level vocabularies are stored in.
///
/// The bytes 21–7E, A1–AC and AE–FF stand for themselves; the rest are U+0100 onwards in order.
enum ByteLevelAlphabet {
  /// The character of each byte.
  static let scalars: [UInt32] = {
    var next: UInt32 = 0x100
    return (UInt32(0)..<256).map { byte in
      if isPrintable(byte) { return byte }
      defer { next += 1 }
      return next
    }
  }()

  /// The byte of each character from U+0000 on, 256 where it stands for none.
  static let bytes: [UInt16] = {
    var bytes = [UInt16](repeating: 256, count: 0x100 + 68)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar)] = UInt16(byte) }
    return bytes
  }()

  private static func isPrintable(_ byte: UInt32) -> Bool {
    (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || (0xAE...0xFF).contains(byte)
  }
}
