/// A number of bytes as people write it: `512MiB`, `1.5 GB`, `4096`.
public struct ByteSize: Sendable, Equatable, Hashable {
  /// The number of bytes.
  public var bytes: Int

  /// That many bytes.
  public init(bytes: Int) { self.bytes = bytes }

  /// Reads a whole or decimal number with an optional unit (B, kB, KiB, MB, MiB, GB, GiB, TB, TiB).
  public init?(_ text: String) {
    let trimmed = text.filter { $0 != " " }
    let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let units: [String: Double] = [
      "": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1024, "mib": 1_048_576,
      "gib": 1_073_741_824, "tib": 1_099_511_627_776,
    ]
    guard let number = Double(digits), let unit = units[trimmed.dropFirst(digits.count).lowercased()],
      number * unit < 9e18
    else { return nil }
    bytes = Int(number * unit)
  }
}

extension ByteSize: CustomStringConvertible {
  /// Three significant digits in binary units, such as `4.00 MiB`.
  public var description: String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    guard unit > 0 else { return "\(bytes) B" }
    let decimals = value < 10 ? 2 : value < 100 ? 1 : 0
    return Decimal.fixed(value, decimals) + " " + units[unit]
  }
}

/// Numbers as text for people.
public enum Decimal {
  /// `value` rounded to `decimals` digits after the point.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { result, _ in result * 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return String(value) }
    let whole = Int(scaled) / Int(scale)
    let fraction = Int(scaled) % Int(scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let digits = String(fraction)
    return sign + String(whole) + "." + String(repeating: "0", count: decimals - digits.count) + digits
  }

  /// A whole number with thin groups of three digits, such as `12 345`.
  public static func grouped(_ value: Int) -> String {
    var text: [Character] = []
    for (position, digit) in String(value.magnitude).reversed().enumerated() {
      if position > 0, position.isMultiple(of: 3) { text.append("\u{202F}") }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + String(text.reversed())
  }
}
