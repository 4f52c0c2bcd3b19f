internal import SluiceCore

/// Sums up the parts of a tokenizer in 64 bits.
struct TokenizerDigest {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The digest as sixteen hexadecimal digits.
  var text: String { Hex.string((0..<8).map { UInt8(truncatingIfNeeded: state >> UInt64(56 - 8 * $0)) }) }

  mutating func add(_ vocabulary: Vocabulary) {
    add(UInt64(vocabulary.count))
    for id in 0..<vocabulary.count { add(UInt64(vocabulary.offsets[id])) }
    for index in 0..<vocabulary.bytes.count { add(UInt64(vocabulary.bytes[index])) }
  }

  mutating func add(_ rules: [MergeTable.Rule]) {
    for rule in rules {
      add(UInt64(rule.left) << 32 | UInt64(rule.right))
      add(UInt64(rule.priority) << 32 | UInt64(rule.result))
    }
  }

  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes { add(UInt64(byte)) }
  }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  mutating func add(_ value: UInt64) {
    let product = (state ^ value).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    state = (product.high ^ product.low) &+ 0x9E37_79B9_7F4A_7C15
  }
}
