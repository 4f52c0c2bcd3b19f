internal import Glibc

/// An instant in UTC, to the microsecond; text form is RFC 3339.
public struct Timestamp: Sendable, Equatable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  /// That many microseconds since 1970.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The instant of the call.
  public static var now: Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// Midnight UTC of a calendar day.
  public init(_ date: CivilDate) { microseconds = Int64(date.days) * 86_400_000_000 }

  /// Reads `2026-11-20`, `2026-11-20T13:45:00Z`, fractions and offsets such as `+01:00`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let date = CivilDate(ascii: bytes.prefix(10)) else { return nil }
    self.init(date)
    guard bytes.count > 10 else { return }
    var position = 11
    func number(_ width: Int) -> Int64? {
      guard position + width <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[position..<position + width] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 48)
      }
      position += width
      return value
    }
    func skip(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
      let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60
    else { return nil }
    var seconds: Int64 = 0
    if skip(":") {
      guard let value = number(2), value <= 60 else { return nil }
      seconds = value
    }
    microseconds += (hour * 3600 + minute * 60 + seconds) * 1_000_000
    if skip(".") {
      var unit: Int64 = 100_000
      let start = position
      while position < bytes.count, (48...57).contains(bytes[position]) {
        microseconds += Int64(bytes[position] - 48) * unit
        unit /= 10
        position += 1
      }
      guard position > start else { return nil }
    }
    if skip("Z") || skip("z") {
      guard position == bytes.count else { return nil }
      return
    }
    let sign: Int64 = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let offsetHour = number(2), skip(":"), let offsetMinute = number(2),
      position == bytes.count, offsetHour < 24, offsetMinute < 60
    else { return nil }
    microseconds -= sign * (offsetHour * 3600 + offsetMinute * 60) * 1_000_000
  }

  /// The calendar day in UTC.
  public var date: CivilDate {
    let perDay: Int64 = 86_400_000_000
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: perDay)
    return CivilDate(days: Int(remainder < 0 ? quotient - 1 : quotient))
  }

  /// Earlier first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

extension Timestamp: CustomStringConvertible {
  /// `2026-11-20T13:45:00.123456Z`, the fraction left out when it is zero.
  public var description: String {
    let perDay: Int64 = 86_400_000_000
    let inDay = (microseconds % perDay + perDay) % perDay
    let seconds = Int(inDay / 1_000_000)
    let fraction = Int(inDay % 1_000_000)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    var text = "\(date)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    if fraction > 0 {
      let digits = String(fraction)
      text += "." + String(repeating: "0", count: 6 - digits.count) + digits
    }
    return text + "Z"
  }
}

/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Sendable, Equatable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public var days: Int

  /// That many days since 1970-01-01.
  public init(days: Int) { self.days = days }

  /// A day by its parts, or nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= CivilDate.daysIn(month: month, year: year) else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Reads ten ASCII bytes of the form `2026-11-20`.
  public init?(ascii bytes: some Collection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    var parts = [0, 0, 0]
    var part = 0
    for (position, byte) in bytes.enumerated() {
      if position == 4 || position == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        part += 1
      } else {
        guard (48...57).contains(byte) else { return nil }
        parts[part] = parts[part] * 10 + Int(byte - 48)
      }
    }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }

  /// Days in a month of a year.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month from 1, day from 1.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Earlier first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }
}

extension CivilDate: CustomStringConvertible {
  /// `2026-11-20`.
  public var description: String {
    let (year, month, day) = parts
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value.magnitude)
      return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
