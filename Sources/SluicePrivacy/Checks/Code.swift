/// The letters (in capitals) and digits of a candidate without its separators, at most `capacity` of them.
struct Code {
  static let capacity = 48

  private var bytes = InlineArray<48, UInt8>(repeating: 0)
  private(set) var count = 0
  /// One bit a character, the first lowest: whether it is a digit.
  private(set) var digitMask: UInt64 = 0

  var digitCount: Int { digitMask.nonzeroBitCount }

  init() {}

  init(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    guard count < Code.capacity else { return }
    bytes[count] = byte
    if byte.isDigit { digitMask |= 1 << UInt64(count) }
    count &+= 1
  }

  @inline(__always)
  subscript(position: Int) -> UInt8 { bytes[position] }

  /// Value of the digit at `position`, which must be one.
  @inline(__always)
  func digit(_ position: Int) -> Int { Int(bytes[position] &- 0x30) }

  /// The number written at `range`.
  func number(_ range: Range<Int>) -> Int {
    var value = 0
    for position in range { value = value &* 10 &+ digit(position) }
    return value
  }

  var isDigits: Bool { digitMask == 1 << UInt64(count) &- 1 }

  /// The part at `range`.
  func slice(_ range: Range<Int>) -> Code {
    var part = Code()
    for position in range { part.append(bytes[position]) }
    return part
  }

  /// Whether the code has a form written like a `Pattern`.
  func fits(_ form: StaticString) -> Bool {
    guard count == form.utf8CodeUnitCount else { return false }
    for position in 0..<count {
      let byte = bytes[position]
      let fits =
        switch unsafe form.utf8Start[position] {
        case UInt8(ascii: "d"): byte.isDigit
        case UInt8(ascii: "a"): byte.isUppercase
        case UInt8(ascii: "w"): true
        case let literal: byte == literal
        }
      guard fits else { return false }
    }
    return true
  }

  func hasPrefix(_ prefix: StaticString) -> Bool {
    guard prefix.utf8CodeUnitCount <= count else { return false }
    for position in 0..<prefix.utf8CodeUnitCount
    where unsafe prefix.utf8Start[position] != bytes[position] { return false }
    return true
  }
}
