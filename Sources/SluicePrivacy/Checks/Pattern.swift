/// The form of a code: `d` a digit, `a` a capital, `w` either, any other character itself.
struct Pattern: Sendable {
  /// Number of characters.
  let count: Int
  /// One bit a character, the first lowest.
  private var digits: UInt64 = 0
  private var capitals: UInt64 = 0
  private var literals: [(position: Int, byte: UInt8)] = []

  init(_ pattern: String) {
    count = pattern.utf8.count
    for (position, byte) in pattern.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "d"): digits |= 1 << UInt64(position)
      case UInt8(ascii: "a"): capitals |= 1 << UInt64(position)
      case UInt8(ascii: "w"): break
      default: literals.append((position, byte))
      }
    }
  }

  /// Whether the pattern asks for nothing but digits.
  var isDigits: Bool { digits.nonzeroBitCount + literals.count { $0.byte.isDigit } == count }

  @inline(__always)
  func matches(_ code: Code) -> Bool {
    guard code.count == count, code.digitMask & digits == digits, code.digitMask & capitals == 0 else {
      return false
    }
    for literal in literals where code[literal.position] != literal.byte { return false }
    return true
  }
}
