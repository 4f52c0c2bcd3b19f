internal import CSluiceJSON
internal import SluiceCore

/// Values of the declared types as text spells them.
///
/// Integers are an optional minus and digits; numbers follow JSON's grammar, leading zeros allowed; booleans are
/// true and false in any case of letters; dates are `2026-11-20`; timestamps are RFC 3339 with its offset, or a
/// date for its midnight UTC. Blanks around a value are not allowed.
internal enum TextValue {
  /// A value, or why there is none.
  internal enum Reading<Value> {
    case value(Value)
    case fault(FaultReason)
  }

  internal static func integer(_ text: UnsafeRawBufferPointer) -> Reading<Int64> {
    let isNegative = unsafe text.first == UInt8(ascii: "-")
    let digits = unsafe UnsafeRawBufferPointer(rebasing: text.dropFirst(isNegative ? 1 : 0))
    guard unsafe !digits.isEmpty, unsafe digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return .fault(.wrongType)
    }
    var value: Int64 = 0
    for position in digits.indices {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let step = unsafe Int64(digits[position] - 0x30)
      let (sum, carry) =
        isNegative ? product.subtractingReportingOverflow(step) : product.addingReportingOverflow(step)
      if overflow || carry { return .fault(.outOfRange) }
      value = sum
    }
    return .value(value)
  }

  internal static func number(_ text: UnsafeRawBufferPointer) -> Reading<Double> {
    var value = 0.0
    let bytes = unsafe text.assumingMemoryBound(to: UInt8.self)
    guard let base = bytes.baseAddress else { return .fault(.wrongType) }
    switch unsafe sl_json_read_number(base, bytes.count, &value) {
    case SL_JSON_GOOD: return .value(value)
    case SL_JSON_OUT_OF_RANGE: return .fault(.outOfRange)
    default: return .fault(.wrongType)
    }
  }

  internal static func boolean(_ text: UnsafeRawBufferPointer) -> Reading<Int64> {
    let lower = unsafe text.prefix(6).map { $0 | 0x20 }
    if lower == Array("true".utf8) { return .value(1) }
    if lower == Array("false".utf8) { return .value(0) }
    return .fault(.wrongType)
  }

  /// Days since 1970.
  internal static func date(_ text: UnsafeRawBufferPointer) -> Reading<Int64> {
    guard let date = unsafe day(text), text.count == 10 else { return .fault(.wrongType) }
    return .value(Int64(date.days))
  }

  /// Microseconds since 1970.
  internal static func timestamp(_ text: UnsafeRawBufferPointer) -> Reading<Int64> {
    guard (10...64).contains(text.count), unsafe text.allSatisfy({ $0 < 0x80 }),
      let timestamp = unsafe Timestamp(String(decoding: text, as: UTF8.self))
    else { return .fault(.wrongType) }
    return .value(timestamp.microseconds)
  }

  /// The day that the first ten bytes spell.
  private static func day(_ text: UnsafeRawBufferPointer) -> CivilDate? {
    guard text.count >= 10, unsafe text[4] == UInt8(ascii: "-"), unsafe text[7] == UInt8(ascii: "-"),
      let year = unsafe digits(text, 0..<4), let month = unsafe digits(text, 5..<7),
      let day = unsafe digits(text, 8..<10)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private static func digits(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var value = 0
    for position in range {
      let byte = unsafe text[position]
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
