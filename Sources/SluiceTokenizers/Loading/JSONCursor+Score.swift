internal import SluiceCore

extension JSONCursor {
  /// Reads a number as Hugging Face tokenizers does, which is not always the nearest of 64 bits.
  ///
  /// Its parser takes the digits as a whole number, drops those that do not fit 64 bits, and multiplies or divides
  /// by a power of ten. The last bit of a score decides between segmentations of equal score.
  mutating func score() throws(SluiceError) -> Double {
    let isNegative = take(UInt8(ascii: "-"))
    let start = position
    var significand: UInt64 = 0
    var exponent = 0
    let whole = digits(into: &significand, &exponent, isFraction: false)
    guard whole > 0 else { throw error("expected a number", at: start) }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard digits(into: &significand, &exponent, isFraction: true) > 0 else {
        throw error("expected a digit")
      }
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      exponent += try writtenExponent()
    }
    var value = Double(significand)
    if significand != 0 {
      while exponent < -308 {
        value /= 1e308
        exponent += 308
        guard value != 0 else { return 0 }
      }
      guard exponent <= 308 else { throw error("the number is too large", at: start) }
      let power = JSONCursor.powersOfTen[abs(exponent)]
      value = exponent < 0 ? value / power : value * power
      guard value.isFinite else { throw error("the number is too large", at: start) }
    }
    return isNegative ? -value : value
  }

  private static let powersOfTen: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }

  /// Reads digits and returns their number; those that do not fit are dropped.
  private mutating func digits(
    into significand: inout UInt64, _ exponent: inout Int, isFraction: Bool
  ) -> Int {
    let start = position
    var isFull = false
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      if !isFull {
        let (product, overflows) = significand.multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = product.addingReportingOverflow(UInt64(bytes[position] - 0x30))
        isFull = overflows || overflowsToo
        if !isFull { significand = sum }
      }
      if isFull != isFraction { exponent += isFraction ? -1 : 1 }
      position += 1
    }
    return position - start
  }

  private mutating func writtenExponent() throws(SluiceError) -> Int {
    var isNegative = false
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    let value = try index(below: 10_000)
    return isNegative ? -value : value
  }
}
