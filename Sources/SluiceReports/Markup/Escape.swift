/// Makes text safe inside markup.
enum Escape {
  /// Text for HTML and SVG, in elements and in quoted attributes; control characters become visible.
  static func markup(_ text: String) -> String {
    var output = ""
    output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return output
  }

  /// Text for a terminal: nothing in it can move the cursor, change colours or reorder what stands beside it.
  static func terminal(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isHarmless($0) ? $0 : "\u{FFFD}" }))
  }

  /// False for control characters and for marks that reorder text.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
