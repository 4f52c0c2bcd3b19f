/// Check-digit schemes that several identifiers share.
enum CheckDigits {
  /// Luhn's scheme over all digits of `range` (ISO/IEC 7812-1, annex B).
  static func luhn(_ code: Code, _ range: Range<Int>) -> Bool {
    var sum = 0
    var double = false
    for position in range.reversed() {
      let digit = code.digit(position) << (double ? 1 : 0)
      sum += digit > 9 ? digit - 9 : digit
      double.toggle()
    }
    return sum % 10 == 0
  }

  static func luhn(_ code: Code) -> Bool { luhn(code, 0..<code.count) }

  /// ISO 7064 MOD 97-10 over letters (A = 10) and digits, starting at `start` and wrapping round.
  static func mod97(_ code: Code, from start: Int) -> Bool {
    var remainder = 0
    for step in 0..<code.count {
      let byte = code[(start + step) % code.count]
      remainder = byte.isDigit ? remainder * 10 + Int(byte - 0x30) : remainder * 100 + Int(byte - 0x41) + 10
      remainder %= 97
    }
    return remainder == 1
  }

  /// ISO 7064 MOD 11,10 over all digits.
  static func mod11And10(_ code: Code, _ range: Range<Int>) -> Bool {
    var product = 10
    for position in range.dropLast() {
      let sum = (code.digit(position) + product) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (11 - product) % 10 == code.digit(range.upperBound - 1)
  }

  /// Sum of digits times weights, from `start`.
  @inline(__always)
  static func sum<let n: Int>(_ code: Code, from start: Int = 0, _ weights: InlineArray<n, Int>) -> Int {
    var sum = 0
    for position in weights.indices { sum &+= code.digit(start + position) &* weights[position] }
    return sum
  }

  /// Verhoeff's scheme over all digits of `range`, the check digit last.
  static func verhoeff(_ code: Code, _ digits: [Int]) -> Bool {
    var check = 0
    for (position, digit) in digits.reversed().enumerated() {
      check = dihedral(check, permuted(digit, times: position % 8))
    }
    return check == 0
  }

  /// Product in the dihedral group of order ten.
  private static func dihedral(_ a: Int, _ b: Int) -> Int {
    switch (a < 5, b < 5) {
    case (true, true): (a + b) % 5
    case (true, false): (a + b) % 5 + 5
    case (false, true): (a - b) % 5 + 5
    case (false, false): (a - b + 5) % 5
    }
  }

  private static func permuted(_ digit: Int, times: Int) -> Int {
    let permutation: InlineArray<10, Int> = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    var digit = digit
    for _ in 0..<times { digit = permutation[digit] }
    return digit
  }

  /// Whether the calendar has the day, in a year of four digits.
  static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    return day <= daysIn(month, year)
  }

  /// Whether some century has the day; `year` has two digits.
  static func isDay(shortYear year: Int, _ month: Int, _ day: Int) -> Bool {
    isDay(1900 + year, month, day) || isDay(2000 + year, month, day)
  }

  private static func daysIn(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
