internal import SluiceCore

/// The one spelling of a value, so that all its spellings get one pseudonym.
enum CanonicalForm {
  /// Codes lose their separators, telephone numbers become E.164, names are folded and composed, dates become ISO.
  static func make(_ value: String, _ type: IdentifierType, callingCode: Int?, _ calendar: CalendarWords)
    -> String
  {
    switch type {
    case .address, .knownValue, .url, .email, .place, .country, .trajectory, .loadCurve: return folded(value)
    case .phone: return phone(value, callingCode)
    case .date, .birthDate: return date(value, calendar) ?? folded(value)
    case .coordinates: return folded(value).filter { $0 != " " && $0 != "°" }
    case .wallet: return value
    default:
      let isWords = [.person, .organization, .attribute].contains(type.family)
      return isWords ? folded(value) : code(value)
    }
  }

  /// Lower case, one composed character for each letter (NFC), single blanks, no invisible characters.
  static func folded(_ value: String) -> String {
    var result = ""
    var pendingBlank = false
    for character in value.lowercased() {
      if character.isWhitespace {
        pendingBlank = !result.isEmpty
        continue
      }
      if let first = character.unicodeScalars.first, character.unicodeScalars.count == 1, isInvisible(first) {
        continue
      }
      if pendingBlank { result.append(" ") }
      pendingBlank = false
      result.append(composed[character] ?? character)
    }
    return result
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{AD}" || ("\u{200B}"..."\u{200F}").contains(scalar) || scalar == "\u{2060}"
      || scalar == "\u{FEFF}"
  }

  // Equal characters hash alike whether composed or not, so looking one up yields its composed form.
  private static let composed: [Character: Character] = {
    var table: [Character: Character] = [:]
    for range: ClosedRange<UInt32> in [0xC0...0x24F, 0x370...0x3FF, 0x400...0x4FF, 0x1E00...0x1FFF] {
      for value in range {
        guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
        if table[Character(scalar)] == nil { table[Character(scalar)] = Character(scalar) }
      }
    }
    return table
  }()

  private static func code(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      if ("\u{FF10}"..."\u{FF19}").contains(scalar) {
        result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)))
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal {
        result += scalar.properties.uppercaseMapping
      }
    }
    return result
  }

  private static func phone(_ value: String, _ callingCode: Int?) -> String {
    let isInternational =
      value.unicodeScalars.first { $0 != " " && $0 != "(" } == "+" || value.contains("\u{FF0B}")
    var digits = code(value.replacing("(0)", with: "")).filter(\.isNumber)
    if isInternational { return "+" + digits }
    if digits.hasPrefix("00") { return "+" + digits.dropFirst(2) }
    guard let callingCode else { return digits }
    if digits.hasPrefix("0"), callingCode != 39 { digits.removeFirst() }
    return "+\(callingCode)\(digits)"
  }

  private static func date(_ value: String, _ calendar: CalendarWords) -> String? {
    let bytes = Array(value.utf8)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      let text = unsafe ByteText(buffer)
      let start = bytes.firstIndex(where: \.isDigit) ?? 0
      return DateReader.read(at: start, in: text, calendar)?.date.description
    }
  }
}
