/// Base64 of RFC 4648: the URL-safe alphabet without padding (§5) and the classic one with padding (§4).
public enum Base64 {
  private static let urlAlphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let classicAlphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// URL-safe text without padding.
  public static func urlString(_ bytes: [UInt8]) -> String { encode(bytes, urlAlphabet, padding: false) }

  /// Classic text with padding.
  public static func string(_ bytes: [UInt8]) -> String { encode(bytes, classicAlphabet, padding: true) }

  /// The bytes of strict URL-safe text: no padding, no blanks, unused bits zero; nil otherwise.
  public static func urlBytes(_ text: String) -> [UInt8]? { decode(Array(text.utf8), urlAlphabet) }

  /// The bytes of strict classic text: padding as required, no blanks, unused bits zero; nil otherwise.
  public static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    return decode(Array(digits.dropLast(padding)), classicAlphabet)
  }

  private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], padding: Bool) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var position = 0
    while position < bytes.count {
      let left = min(3, bytes.count - position)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < left ? UInt32(bytes[position + offset]) : 0) }
      for digit in 0...left { text.append(alphabet[Int(group >> UInt32(18 - 6 * digit)) & 63]) }
      if padding { text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - left)) }
      position += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func decode(_ digits: [UInt8], _ alphabet: [UInt8]) -> [UInt8]? {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
    guard digits.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3 + 2)
    var group: UInt32 = 0
    var bits = 0
    for digit in digits {
      let value = values[Int(digit)]
      guard value != 255 else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
        group &= (1 << UInt32(bits)) - 1
      }
    }
    return group == 0 ? bytes : nil
  }
}
