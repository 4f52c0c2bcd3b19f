/// Lower case of UTF-8 text: the lowercase mapping of each scalar on its own, whatever its language.
public enum Lowercase {
  /// Appends the lower case of `text`, which is valid UTF-8.
  public static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        output.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        position += 1
        continue
      }
      let (scalar, length) = decode(text, at: position)
      if uncased.contains(byte) {
        for offset in position..<position + length { output.append(text[offset]) }
        position += length
        continue
      }
      position += length
      let value = Int(scalar.value)
      if value < table.count, let mapped = Unicode.Scalar(table[value]), let bytes = UTF8.encode(mapped) {
        output.append(contentsOf: bytes)
      } else {
        output.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
  }

  /// Lead bytes of U+3000 to U+9FFF, where no letter has case.
  private static let uncased: ClosedRange<UInt8> = 0xE3...0xE9

  /// Mappings of the scalars below U+0600 that map to one scalar; a lone surrogate for the others.
  private static let table: [UInt32] = (0..<0x600).map { value in
    let mapped = Unicode.Scalar(UInt16(value))?.properties.lowercaseMapping.unicodeScalars
    return mapped.flatMap { $0.count == 1 ? $0.first?.value : nil } ?? 0xD800
  }

  private static func decode(_ text: Span<UInt8>, at position: Int) -> (Unicode.Scalar, Int) {
    let lead = text[position]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard position + length <= text.count else { return ("\u{FFFD}", text.count - position) }
    var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length { value = value << 6 | UInt32(text[position + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
