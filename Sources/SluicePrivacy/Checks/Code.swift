/// The letters (in capitals) and digits of a candidate without its separators, at most `capacity` of them.
struct Code {
  static let capacity = 48

  private var bytes = InlineArray<48, UInt8>(repeating: 0)
  private(set) var count = 0
  private(set) var digitCount = 0

  init() {}

  init(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    guard count < Code.capacity else { return }
    bytes[count] = byte
    count &+= 1
    if byte.isDigit { digitCount &+= 1 }
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

  var isDigits: Bool { digitCount == count }

  /// The part at `range`.
  func slice(_ range: Range<Int>) -> Code {
    var part = Code()
    for position in range { part.append(bytes[position]) }
    return part
  }

  func hasPrefix(_ prefix: StaticString) -> Bool {
    guard prefix.utf8CodeUnitCount <= count else { return false }
    for position in 0..<prefix.utf8CodeUnitCount
    where unsafe prefix.utf8Start[position] != bytes[position] { return false }
    return true
  }
}
