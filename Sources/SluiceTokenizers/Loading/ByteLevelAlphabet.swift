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

  /// Appends the bytes that `text` stands for in the byte-level alphabet, or `text` itself and false.
  static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    let start = bytes.count
    var index = text.startIndex
    while index < text.endIndex {
      let lead = UInt32(text[index])
      var scalar = lead
      if lead >= 0x80 {
        index += 1
        guard (0xC2...0xC5).contains(lead), index < text.endIndex else {
          return keep(text, in: &bytes, from: start)
        }
        scalar = (lead & 31) << 6 | UInt32(text[index] & 63)
      }
      guard scalar < UInt32(ByteLevelAlphabet.bytes.count) else { return keep(text, in: &bytes, from: start) }
      let byte = ByteLevelAlphabet.bytes[Int(scalar)]
      guard byte < 256 else { return keep(text, in: &bytes, from: start) }
      bytes.append(UInt8(byte))
      index += 1
    }
    return true
  }

  private static func keep(_ text: ArraySlice<UInt8>, in bytes: inout [UInt8], from start: Int) -> Bool {
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: text)
    return false
  }
}
