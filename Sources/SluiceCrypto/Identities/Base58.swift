/// Base58 in the alphabet of Bitcoin, as multibase `z` uses it; for short values only.
enum Base58 {
  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  /// The bytes of `text`; nil for another character, or for more than `limit` characters.
  static func bytes(_ text: String, limit: Int = 512) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count <= limit else { return nil }
    var bytes: [UInt8] = []
    for character in characters {
      guard var carry = alphabet.firstIndex(of: character) else { return nil }
      for position in bytes.indices.reversed() {
        carry += Int(bytes[position]) * 58
        bytes[position] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      while carry > 0 {
        bytes.insert(UInt8(truncatingIfNeeded: carry), at: 0)
        carry >>= 8
      }
    }
    return characters.prefix { $0 == alphabet[0] }.map { _ in 0 } + bytes
  }

  /// The text of `bytes`.
  static func string(_ bytes: [UInt8]) -> String {
    var digits: [Int] = []
    for byte in bytes {
      var carry = Int(byte)
      for position in digits.indices.reversed() {
        carry += digits[position] << 8
        digits[position] = carry % 58
        carry /= 58
      }
      while carry > 0 {
        digits.insert(carry % 58, at: 0)
        carry /= 58
      }
    }
    let zeros = bytes.prefix { $0 == 0 }.map { _ in alphabet[0] }
    return String(decoding: zeros + digits.map { alphabet[$0] }, as: UTF8.self)
  }
}
