/// The form of a code: `d` a digit, `a` a capital, `w` either, any other character itself.
enum Pattern {
  static func matches(_ code: Code, _ pattern: StaticString) -> Bool {
    let length = pattern.utf8CodeUnitCount
    guard code.count == length else { return false }
    for position in 0..<length {
      let byte = code[position]
      let fits =
        switch unsafe pattern.utf8Start[position] {
        case UInt8(ascii: "d"): byte.isDigit
        case UInt8(ascii: "a"): byte.isUppercase
        case UInt8(ascii: "w"): true
        case let literal: byte == literal
        }
      guard fits else { return false }
    }
    return true
  }
}
