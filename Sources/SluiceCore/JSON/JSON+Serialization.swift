extension JSON {
  /// The canonical form of RFC 8785 (JCS): sorted keys, no space, ECMAScript numbers.
  ///
  /// Whole numbers beyond ±2^53 are written as the double nearest to them, as the RFC asks.
  public var canonical: [UInt8] {
    var output: [UInt8] = []
    write(into: &output, style: .canonical, indent: 0)
    return output
  }

  /// The value as text for people: two blanks of indentation, members in their own order.
  public var pretty: String {
    var output: [UInt8] = []
    write(into: &output, style: .pretty, indent: 0)
    output.append(UInt8(ascii: "\n"))
    return String(decoding: output, as: UTF8.self)
  }

  /// The value on one line, members in their own order.
  public var compact: String {
    var output: [UInt8] = []
    write(into: &output, style: .compact, indent: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private enum Style { case canonical, compact, pretty }

  private func write(into output: inout [UInt8], style: Style, indent: Int) {
    switch node {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value):
      if style == .canonical, value.magnitude > 1 << 53 {
        output.append(contentsOf: JSON.ecmaScript(Double(value)).utf8)
      } else {
        output.append(contentsOf: String(value).utf8)
      }
    case .double(let value): output.append(contentsOf: JSON.ecmaScript(value).utf8)
    case .string(let value): JSON.quote(value, into: &output)
    case .array(let elements):
      JSON.writeList(elements, "[", "]", into: &output, style: style, indent: indent) { element, output in
        element.write(into: &output, style: style, indent: indent + 1)
      }
    case .object(let object):
      var members = object.members
      if style == .canonical { members.sort { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) } }
      JSON.writeList(members, "{", "}", into: &output, style: style, indent: indent) { member, output in
        JSON.quote(member.key, into: &output)
        output.append(UInt8(ascii: ":"))
        if style == .pretty { output.append(UInt8(ascii: " ")) }
        member.value.write(into: &output, style: style, indent: indent + 1)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], _ open: String, _ close: String, into output: inout [UInt8], style: Style,
    indent: Int, _ body: (Element, inout [UInt8]) -> Void
  ) {
    output.append(contentsOf: open.utf8)
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      if style == .pretty { newLine(into: &output, indent: indent + 1) }
      body(element, &output)
    }
    if style == .pretty, !elements.isEmpty { newLine(into: &output, indent: indent) }
    output.append(contentsOf: close.utf8)
  }

  private static func newLine(into output: inout [UInt8], indent: Int) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }

  /// Appends `text` as a JSON string with the shortest escapes, as RFC 8785 asks.
  public static func quote(_ text: String, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0x08: output.append(contentsOf: "\\b".utf8)
      case 0x09: output.append(contentsOf: "\\t".utf8)
      case 0x0A: output.append(contentsOf: "\\n".utf8)
      case 0x0C: output.append(contentsOf: "\\f".utf8)
      case 0x0D: output.append(contentsOf: "\\r".utf8)
      case 0..<0x20:
        output.append(contentsOf: "\\u00".utf8)
        output.append(contentsOf: Hex.string([byte]).utf8)
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// A finite double as ECMAScript writes it (`Number::toString`); infinities and NaN become `null`.
  static func ecmaScript(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == 0 { return "0" }
    let (digits, exponent) = shortestDigits(value.magnitude)
    let sign = value < 0 ? "-" : ""
    let count = digits.count
    switch exponent {
    case count...21: return sign + digits + String(repeating: "0", count: exponent - count)
    case 1...21:
      let split = digits.index(digits.startIndex, offsetBy: exponent)
      return sign + digits[..<split] + "." + digits[split...]
    case -5...0: return sign + "0." + String(repeating: "0", count: -exponent) + digits
    default:
      let power = exponent - 1
      let mantissa = count == 1 ? digits : String(digits.prefix(1)) + "." + digits.dropFirst()
      return "\(sign)\(mantissa)e\(power < 0 ? "-" : "+")\(power.magnitude)"
    }
  }

  /// The shortest digits that read back as `value`, and the exponent n of 0.digits × 10^n.
  private static func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
    let parts = value.description.lowercased().split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa[0])
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    var exponent = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    var digits = Substring(whole + fraction)
    while digits.hasPrefix("0"), digits.count > 1 {
      digits = digits.dropFirst()
      exponent -= 1
    }
    while digits.hasSuffix("0"), digits.count > 1 { digits = digits.dropLast() }
    return (String(digits), exponent)
  }
}
