public import SluiceCore

/// A length of time in calendar months, days and seconds, as ISO 8601 writes it: `P1Y6M`, `P30D`, `PT72H`.
public struct Period: Sendable, Equatable, Hashable {
  /// Calendar months; a year counts twelve.
  public var months: Int
  /// Days; a week counts seven.
  public var days: Int
  /// Seconds.
  public var seconds: Int

  /// A period of the given parts.
  public init(months: Int = 0, days: Int = 0, seconds: Int = 0) {
    self.months = months
    self.days = days
    self.seconds = seconds
  }

  /// Reads an ISO 8601 duration of whole numbers, no part above a million, at most 10,000 years.
  public init?(_ text: String) {
    var rest = Substring(text)
    guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
    self.init()
    var units = "YMWD"
    var isTime = false
    while !rest.isEmpty {
      if rest.first == "T" {
        guard !isTime, rest.count > 1 else { return nil }
        isTime = true
        units = "HMS"
        rest.removeFirst()
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits), number <= 1_000_000 else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let unit = rest.popFirst(), let position = units.firstIndex(of: unit) else { return nil }
      units = String(units[units.index(after: position)...])
      switch unit {
      case "Y": months += number * 12
      case "M" where !isTime: months += number
      case "W": days += number * 7
      case "D": days += number
      case "H": seconds += number * 3600
      case "M": seconds += number * 60
      default: seconds += number
      }
    }
    guard months <= 120_000 else { return nil }
  }

  /// About how long the period is, a month taken as 30.436875 days; used only to order periods.
  public var approximateSeconds: Double {
    Double(months) * 2_629_746 + Double(days) * 86_400 + Double(seconds)
  }

  /// The instant this long after `start`; a day that the month lacks becomes the month's last day.
  public func added(to start: Timestamp) -> Timestamp {
    let day = start.date
    let inDay = start.microseconds - Timestamp(day).microseconds
    let (year, month, dayOfMonth) = day.parts
    let monthIndex = year * 12 + month - 1 + months
    let newYear = Int((Double(monthIndex) / 12).rounded(.down))
    let newMonth = monthIndex - newYear * 12 + 1
    let lastDay = CivilDate.daysIn(month: newMonth, year: newYear)
    let shifted = CivilDate(year: newYear, month: newMonth, day: min(dayOfMonth, lastDay)) ?? day
    let moved = Timestamp(CivilDate(days: shifted.days + days))
    return Timestamp(microseconds: moved.microseconds + inDay + Int64(seconds) * 1_000_000)
  }
}

extension Period: CustomStringConvertible {
  /// The ISO 8601 form, such as `P18M` or `PT259200S`.
  public var description: String {
    var text = "P"
    if months > 0 { text += "\(months)M" }
    if days > 0 { text += "\(days)D" }
    if seconds > 0 { text += "T\(seconds)S" }
    return text == "P" ? "P0D" : text
  }
}
