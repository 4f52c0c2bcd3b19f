internal import SluiceCrypto

/// Check sums of addresses of crypto wallets, over the text as it is written.
enum WalletChecks {
  /// Bitcoin's Base58Check: 25 bytes, the last four of the double SHA-256 of the others.
  static func base58(_ text: [UInt8]) -> Bool {
    guard (26...35).contains(text.count), text[0] == UInt8(ascii: "1") || text[0] == UInt8(ascii: "3") else {
      return false
    }
    var bytes = [UInt8](repeating: 0, count: 25)
    for sign in text {
      guard var carry = alphabet.firstIndex(of: sign) else { return false }
      for index in bytes.indices.reversed() {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 0xFF)
        carry >>= 8
      }
      guard carry == 0 else { return false }
    }
    let once = HashFunction.sha256.digest(of: Array(bytes[..<21]))
    return HashFunction.sha256.digest(of: once)[..<4].elementsEqual(bytes[21...])
  }

  private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  /// Bech32 (BIP 173) and Bech32m (BIP 350) with the prefix of Bitcoin.
  static func bech32(_ text: [UInt8]) -> Bool {
    guard (14...90).contains(text.count) else { return false }
    let lower = text.map { $0 | ($0.isUppercase ? 0x20 : 0) }
    guard lower.starts(with: Array("bc1".utf8)) else { return false }
    var sum: UInt32 = 1
    for value in [3, 3, 0, 2, 3] { step(&sum, UInt32(value)) }
    for sign in lower[3...] {
      guard let value = signs.firstIndex(of: sign) else { return false }
      step(&sum, UInt32(value))
    }
    return sum == 1 || sum == 0x2BC8_30A3
  }

  private static func step(_ sum: inout UInt32, _ value: UInt32) {
    let generators: InlineArray<5, UInt32> = [
      0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
    ]
    let top = sum >> 25
    sum = (sum & 0x1FF_FFFF) << 5 ^ value
    for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { sum ^= generators[bit] }
  }

  private static let signs = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
}
