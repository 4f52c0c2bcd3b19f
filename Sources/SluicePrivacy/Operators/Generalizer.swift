internal import SluiceCore

/// Coarser values.
enum Generalizer {
  static func date(_ date: CivilDate, _ how: Operator.Generalization) -> String? {
    let (year, month, _) = date.parts
    return switch how {
    case .year: String(year)
    case .quarter: "\(year)-Q\((month - 1) / 3 + 1)"
    case .month: "\(year)-\(month < 10 ? "0" : "")\(month)"
    case .ageBand(let width, let day): ageBand(born: date, on: day, width)
    default: nil
    }
  }

  private static func ageBand(born: CivilDate, on day: CivilDate, _ width: Int) -> String {
    let (birthYear, birthMonth, birthDay) = born.parts
    let (year, month, dayOfMonth) = day.parts
    let hadBirthday = (month, dayOfMonth) >= (birthMonth, birthDay)
    let age = year - birthYear - (hadBirthday ? 0 : 1)
    guard age >= 0 else { return "<0" }
    // Ages from 90 on are one band (45 CFR 164.514(b)(2)(i)(C)): single persons stand out there.
    guard age < 90 else { return "90+" }
    let lower = age / width * width
    return width == 1 ? String(lower) : "\(lower)-\(min(lower + width - 1, 89))"
  }

  static func band(_ value: Double, _ width: Double) -> String {
    guard value.isFinite else { return "" }
    let lower = (value / width).rounded(.down) * width
    if width == width.rounded(), lower.magnitude < 1e15 {
      return width == 1 ? String(Int64(lower)) : "\(Int64(lower))-\(Int64(lower + width - 1))"
    }
    return "\(Decimal.fixed(lower, 3))-\(Decimal.fixed(lower + width, 3))"
  }

  static func prefix(_ value: String, _ length: Int) -> String {
    let kept = value.unicodeScalars.prefix(length)
    let rest = value.unicodeScalars.dropFirst(length).map {
      $0.properties.isAlphabetic || $0.properties.numericType != nil ? "*" : String($0)
    }
    return String(String.UnicodeScalarView(kept)) + rest.joined()
  }

  static func grid(_ value: Double, _ degrees: Double) -> String {
    Decimal.fixed((value / degrees).rounded(.down) * degrees, degrees < 0.01 ? 4 : degrees < 1 ? 2 : 0)
  }

  /// Both numbers of a pair such as `48.137, 11.575`.
  static func gridPair(_ value: String, _ degrees: Double) -> String? {
    let numbers = value.split { !($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }.compactMap {
      Double($0)
    }
    guard numbers.count == 2 else { return nil }
    return "\(grid(numbers[0], degrees)), \(grid(numbers[1], degrees))"
  }

  static func mask(_ value: String, _ keepFirst: Int, _ keepLast: Int, _ character: String) -> String {
    let scalars = Array(value.unicodeScalars)
    let visible = scalars.indices.filter {
      scalars[$0].properties.isAlphabetic || scalars[$0].properties.numericType != nil
    }
    // A short value keeps nothing: what is left open must stay the smaller part.
    let opens = keepFirst + keepLast < visible.count
    let covered = Set(opens ? Array(visible.dropFirst(keepFirst).dropLast(keepLast)) : visible)
    return scalars.indices.map { covered.contains($0) ? character : String(scalars[$0]) }.joined()
  }
}
