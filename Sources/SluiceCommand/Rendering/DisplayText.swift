/// Text as a terminal shows it: how wide it is, and free of what a terminal would obey.
enum DisplayText {
  /// Columns that `text` takes: none for marks and format characters, two for wide East Asian characters.
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Blocks of wide characters (Unicode Standard Annex 11, East Asian Width W and F), rounded to whole blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]

  /// `text` with control characters replaced, so that a file's content cannot drive the terminal.
  static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
      let isDirection = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      result.append(scalar == "\t" ? " " : isControl || isDirection ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// `text` followed by as many blanks as fill `columns`.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  /// The beginning of `text` that fits, with an ellipsis where something was cut.
  static func truncated(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var result = String.UnicodeScalarView()
    var used = 1
    for scalar in text.unicodeScalars {
      used += width(scalar)
      if used > columns { break }
      result.append(scalar)
    }
    return String(result) + "…"
  }

  /// `text` broken into lines of at most `columns` at blanks; its own line breaks stay.
  static func wrapped(_ text: String, to columns: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines = [""]
      for word in paragraph.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty {
          lines[lines.count - 1] = String(word)
        } else if width(last) + 1 + width(String(word)) <= columns {
          lines[lines.count - 1] += " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines
    }
  }
}
