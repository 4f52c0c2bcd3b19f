/// Reads the capitalised words of a name from a given place on.
enum NameReader {
  /// Most words looked at, titles and particles included.
  private static let longest = 12

  struct Name {
    var range: Range<Int>
    /// Words without particles, titles and initials.
    var words = 0
    var hasComma = false
    var hasGivenName = false
  }

  /// The name at `position`, titles before it left out; nil if no capitalised word stands there.
  ///
  /// A form field may hold `Müller, Anna`, and ends before the next label.
  static func read(at position: Int, limit: Int, _ cue: NameCue?, in text: ByteText, _ set: DetectorSet)
    -> Name?
  {
    let isField = cue?.isField ?? false
    let acceptsParticle = cue?.acceptsParticle ?? false
    var cursor = position
    var start = -1
    var name = Name(range: position..<position)
    var steps = 0
    while name.words < limit, steps < NameReader.longest {
      steps += 1
      var reader = WordCursor(at: cursor)
      guard let word = reader.next(in: text), word.start == cursor, !text[word.start].isDigit else { break }
      let role = set.people.role(of: word.hash)
      let isCapital = text.isCapital(at: word.start)
      let isInitial = word.letters == 1 && text[word.end] == UInt8(ascii: ".")
      if start < 0, role.contains(.title), word.letters <= 12, !isField || text[word.end] == UInt8(ascii: ".")
      {
        if text[word.end] == UInt8(ascii: ".") { reader.position += 1 }
      } else if role.contains(.particle) && !isInitial && (start >= 0 || isCapital || acceptsParticle) {
        guard hasCapital(after: word.end, in: text) else { break }
        if start < 0 { start = word.start }
        if isCapital { name.words += 1 }
      } else {
        guard isCapital, isInitial || word.letters > 1 || text[word.end] == UInt8(ascii: "'"),
          !isBarred(word, role, name, isField, in: text, set)
        else { break }
        if start < 0 { start = word.start }
        reader.position = isInitial ? word.end + 1 : word.end
        name.range = start..<reader.position
        name.words += isInitial ? 0 : 1
        if role.contains(.given) { name.hasGivenName = true }
      }
      let acceptsComma = isField && !name.hasComma && name.words >= 1
      guard let next = gap(from: reader.position, acceptsComma, &name.hasComma, in: text) else { break }
      cursor = next
    }
    return name.words > 0 && name.range.count >= 2 ? name : nil
  }

  /// Whether a capitalised word cannot be part of a name: a label, a month, what follows a title but names nobody.
  private static func isBarred(
    _ word: WordCursor.Word, _ role: PeopleWords.Role, _ name: Name, _ isField: Bool, in text: ByteText,
    _ set: DetectorSet
  ) -> Bool {
    if role.contains(.noName) || role.contains(.label) { return true }
    if !role.contains(.given),
      set.labels.meaning(of: word.hash) != nil || set.calendar.month(word.hash) != nil
    {
      return true
    }
    return isField && name.words > 0 && text.colon(after: word.end) != nil
  }

  /// The next word's start after one blank, a hyphen, an apostrophe or, in a form field, a comma.
  private static func gap(
    from position: Int, _ acceptsComma: Bool, _ sawComma: inout Bool, in text: ByteText
  ) -> Int? {
    let blank = text.blankLength(at: position)
    if blank > 0 {
      let second = text.blankLength(at: position + blank)
      return second > 0 && text.blankLength(at: position + blank + second) > 0
        ? nil : position + blank + second
    }
    switch text[position] {
    case UInt8(ascii: "-"): return position + 1
    case UInt8(ascii: "'"): return text.isCapital(at: position + 1) ? position + 1 : nil
    case 0xE2 where text[position + 1] == 0x80 && (text[position + 2] == 0x99 || text[position + 2] == 0x91):
      return position + 3
    case UInt8(ascii: ",") where acceptsComma:
      sawComma = true
      return position + 1 + text.blankLength(at: position + 1)
    default: return nil
    }
  }

  private static func hasCapital(after position: Int, in text: ByteText) -> Bool {
    var cursor = WordCursor(at: position)
    for _ in 0..<3 {
      guard let word = cursor.next(in: text), word.start - position <= 16 else { return false }
      if text.isCapital(at: word.start) { return true }
      guard word.letters <= 5 else { return false }
    }
    return false
  }
}

extension ByteText {
  /// Whether the letter at `position` is a capital of the Latin, Greek or Cyrillic script.
  func isCapital(at position: Int) -> Bool {
    let byte = self[position]
    if byte < 0x80 { return byte.isUppercase }
    let second = self[position + 1]
    switch byte {
    case 0xC3: return second >= 0x80 && second <= 0x9E && second != 0x97
    case 0xC4, 0xC5:
      let scalar = Int(byte & 0x1F) << 6 | Int(second & 0x3F)
      let isShifted = (0x139...0x148).contains(scalar) || (0x179...0x17E).contains(scalar)
      return scalar == 0x178 || scalar % 2 == (isShifted ? 1 : 0)
    case 0xC8: return second == 0x98 || second == 0x9A
    case 0xCE: return second >= 0x86 && second <= 0xAB && second != 0x90
    case 0xD0: return second < 0xB0
    default: return false
    }
  }

  /// Whether the word has no small letter; of letters outside ASCII only the first is looked at.
  func isAllCapitals(_ word: WordCursor.Word) -> Bool {
    for position in word.start..<word.end where self[position].isLowercase { return false }
    return isCapital(at: word.start)
  }

  /// Where to go on after a colon that follows `position`, at most one bracketed or slashed word between.
  func colon(after position: Int) -> Int? {
    var cursor = position
    let limit = position + 28
    while cursor < limit {
      switch self[cursor] {
      case UInt8(ascii: ":"): return cursor + 1
      case 0x0A, 0, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "."): return nil
      case let byte where byte.isDigit: return nil
      case 0x20
      where cursor > position && self[cursor - 1].isLetter && self[cursor + 1].isLetter
        && cursor - position > 1:
        return nil
      default: cursor += 1
      }
    }
    return nil
  }

  /// First position from `position` that holds no blank.
  func skipBlanks(_ position: Int) -> Int {
    var cursor = position
    while cursor < position + 16 {
      let blank = blankLength(at: cursor)
      if blank == 0 { break }
      cursor += blank
    }
    return cursor
  }

  /// Start of the next line with text on it, at most three lines on; nil if the line goes on after `position`.
  func nextLine(after position: Int) -> Int? {
    var cursor = position
    var breaks = 0
    while cursor < position + 80, cursor < count {
      switch self[cursor] {
      case 0x0A: breaks += 1
      case 0x20, 0x09, 0x0D, UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"): break
      default: return breaks > 0 && breaks <= 3 ? cursor : nil
      }
      cursor += 1
    }
    return nil
  }
}

extension UInt8 {
  /// Whether a street's number may follow: a blank, or the point of an abbreviation.
  @inline(__always) var isBlankBeforeNumber: Bool { self == 0x20 || self == 0x2E || self == 0xC2 }
}
