extension Detector {
  /// An address that a street word or its label gives away.
  func findPlace(_ word: WordCursor.Word, _ role: PeopleWords.Role, in text: ByteText) -> Int? {
    guard set.types.contains(.address) else { return nil }
    if role.contains(.streetBefore), let end = findStreetByPrefix(word, in: text) { return end }
    if role.contains(.streetAfter), findStreetBySuffixWord(word, in: text) { return word.end }
    if role.contains(.addressLabel), let colon = text.colon(after: word.end) {
      return findLabelledAddress(colon, in: text)
    }
    return nil
  }

  /// `Hauptstraße 5`, a compound that ends like a street; or any capitalised words and a number before postcode and town.
  func findStreetBySuffix(_ word: WordCursor.Word, in text: ByteText) -> Bool {
    guard set.types.contains(.address), text.isCapital(at: word.start), word.letters >= 3 else {
      return false
    }
    guard let number = HouseNumber.end(after: word.end, in: text) else { return false }
    guard
      word.letters >= 5 && set.people.endsLikeStreet(text, word)
        || Postcode.hasTown(afterStreet: number, in: text)
    else { return false }
    return reportAddress(startOfStreet(before: word.start, in: text), number, in: text)
  }

  /// `12 High Street`, `Lange Straße 7`, `Kossuth utca 3`.
  private func findStreetBySuffixWord(_ word: WordCursor.Word, in text: ByteText) -> Bool {
    let start = startOfStreet(before: word.start, in: text)
    guard start < word.start else { return false }
    if let number = HouseNumber.end(after: word.end, in: text) {
      return reportAddress(start, number, in: text)
    }
    guard text.isCapital(at: word.start), let number = HouseNumber.start(before: start, in: text) else {
      return false
    }
    return reportAddress(number, word.end, in: text)
  }

  /// `Calle Mayor, 23`, `12 rue de la Paix`, `ul. Długa 5/7`.
  private func findStreetByPrefix(_ word: WordCursor.Word, in text: ByteText) -> Int? {
    let after =
      text[word.end] == UInt8(ascii: ".") || text[word.end] == UInt8(ascii: "/") ? word.end + 1 : word.end
    var cursor = WordCursor(at: text.skipBlanks(after))
    var end = -1
    var words = 0
    while words < 6, let next = cursor.next(in: text) {
      guard text.isOnlyJoint(end < 0 ? after : end, next.start), !text[next.start].isDigit else { break }
      let isParticle = set.people.role(of: next.hash).contains(.particle)
      guard text.isCapital(at: next.start) || isParticle else { break }
      end = next.end
      words += 1
    }
    guard end > 0 else { return nil }
    if let number = HouseNumber.end(after: end, in: text) {
      return reportAddress(word.start, number, in: text) ? number : nil
    }
    guard let number = HouseNumber.start(before: word.start, in: text) else { return nil }
    return reportAddress(number, end, in: text) ? end : nil
  }

  private func findLabelledAddress(_ colon: Int, in text: ByteText) -> Int? {
    let start = text.skipBlanks(colon)
    var end = start
    while end < start + 120, end < text.count, text[end] != 0x0A, text[end] != UInt8(ascii: ";") { end += 1 }
    while end > start, [0x20, 0x2E, 0x2C, 0x0D].contains(text[end - 1]) { end -= 1 }
    guard end > start + 3, end < start + 120,
      text.isCapital(at: start) || text[start].isDigit || text[start].isLetter
    else { return nil }
    var hasDigit = false
    for position in start..<end where text[position].isDigit { hasDigit = true }
    guard hasDigit else { return nil }
    return report(.address, start..<end, 3.5, [.label]) ? end : nil
  }

  /// Reports the street with the postcode and town that follow on the same or the next line.
  private func reportAddress(_ start: Int, _ end: Int, in text: ByteText) -> Bool {
    let whole = Postcode.townEnd(afterStreet: end, in: text) ?? end
    findings.append(Finding(range: start..<whole, type: .address, score: 3.2, evidence: [.form]))
    return 3.2 >= set.profile.threshold
  }

  /// Start of the capitalised words that lead up to `position`, at most three.
  private func startOfStreet(before position: Int, in text: ByteText) -> Int {
    var start = position
    for _ in 0..<3 {
      let joint = text[start - 1]
      guard joint == 0x20 || joint == UInt8(ascii: "-") else { break }
      var first = start - 1
      while first > 0, text.isWordByte(at: first - 1) || text[first - 1] == UInt8(ascii: "'"),
        start - first < 32
      {
        first -= 1
      }
      guard first < start - 1, text.isCapital(at: first) else { break }
      var cursor = WordCursor(at: first)
      guard let word = cursor.next(in: text),
        set.people.role(of: word.hash).isDisjoint(with: [.title, .noName])
      else { break }
      start = first
    }
    return start
  }
}

extension ByteText {
  /// Whether between two words of a street's name stand only blanks, hyphens or apostrophes.
  func isOnlyJoint(_ start: Int, _ end: Int) -> Bool {
    guard end >= start, end - start <= 4 else { return false }
    var position = start
    while position < end {
      let blank = blankLength(at: position)
      guard
        blank > 0 || self[position] == UInt8(ascii: "-") || self[position] == UInt8(ascii: "'")
          || self[position] == 0xE2 || self[position] >= 0x80
      else { return false }
      position += max(blank, 1)
    }
    return true
  }
}

/// Numbers of houses: `5`, `12a`, `7-9`, `5/7`, `23, 1D`.
enum HouseNumber {
  static func end(after street: Int, in text: ByteText) -> Int? {
    var position = street
    if text[position] == UInt8(ascii: ".") || text[position] == UInt8(ascii: ",") { position += 1 }
    position = text.skipBlanks(position)
    if text[position] == UInt8(ascii: "n") || text[position] == UInt8(ascii: "N") {
      guard text[position + 1] == 0xC2 || text[position + 1] == UInt8(ascii: ".") else { return nil }
      position = text.skipBlanks(position + (text[position + 1] == 0xC2 ? 3 : 2))
    }
    guard position > street, let end = digits(from: position, in: text) else { return nil }
    return suffix(from: end, in: text)
  }

  static func start(before street: Int, in text: ByteText) -> Int? {
    var end = street
    while end > 0, text[end - 1] == 0x20 || text[end - 1] == UInt8(ascii: ",") { end -= 1 }
    guard end < street else { return nil }
    let start = text.wordStart(before: end, floor: max(0, end - 8))
    guard text[start].isDigit, end - start <= 5 else { return nil }
    return start
  }

  private static func digits(from position: Int, in text: ByteText) -> Int? {
    var end = position
    while text[end].isDigit { end += 1 }
    guard end > position, end - position <= 4 else { return nil }
    if text[end].isLetter { end += 1 }
    if text[end] == UInt8(ascii: "%") || text[end] == 0x20 && text[end + 1] == UInt8(ascii: "%") {
      return nil
    }
    return text.isWordByte(at: end) ? nil : end
  }

  private static func suffix(from end: Int, in text: ByteText) -> Int {
    var end = end
    while text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: "/"),
      let next = digits(from: end + 1, in: text)
    { end = next }
    if text[end] == UInt8(ascii: ","), text[end + 1] == 0x20, text[end + 2].isDigit,
      let next = digits(from: end + 2, in: text), next - end <= 5,
      text[next - 1].isLetter || text[next] == 0xC2
    {
      end = text[next] == 0xC2 ? next + 2 : next
      if text[end].isLetter, !text.isWordByte(at: end + 1) { end += 1 }
    }
    if text[end] == 0x20, text[end + 1].isLowercase, !text.isWordByte(at: end + 2),
      text[end + 1] < UInt8(ascii: "g")
    {
      end += 2
    }
    return end
  }
}

/// Postcodes of the member states before a town.
enum Postcode {
  /// End of postcode and town after a street that ends at `end`.
  static func townEnd(afterStreet end: Int, in text: ByteText) -> Int? {
    var position = end
    for _ in 0..<6 {
      let blank = text.blankLength(at: position)
      if blank > 0 {
        position += blank
      } else if [0x2C, 0x0A, 0x0D, 0x2D].contains(text[position]) {
        position += 1
      } else {
        break
      }
    }
    guard position > end else { return nil }
    if text.isCapital(at: position), text[end] == UInt8(ascii: ","),
      let code = islandCode(after: town(at: position, in: text), in: text)
    {
      return code
    }
    guard let code = codeEnd(at: position, in: text) else { return nil }
    let town = text.skipBlanks(code)
    guard town > code, text.isCapital(at: town) else { return code }
    return self.town(at: town, in: text)
  }

  /// Whether a comma or a line end, a postcode and a capitalised town follow.
  static func hasTown(afterStreet end: Int, in text: ByteText) -> Bool {
    let isComma = text[end] == UInt8(ascii: ",") && text.blankLength(at: end + 1) > 0
    guard isComma || text[end] == 0x0A, !text[end - 4].isDigit || !text[end - 3].isDigit,
      let whole = townEnd(afterStreet: end, in: text)
    else {
      return false
    }
    return !text[whole - 1].isDigit
  }

  /// Four to six digits, also `00-123`, `1000-001`, `123 45`, `1234 AB`, with the sign of the country before.
  private static func codeEnd(at start: Int, in text: ByteText) -> Int? {
    var position = start
    while text[position].isUppercase, position < start + 3 { position += 1 }
    if position > start {
      guard text[position] == UInt8(ascii: "-") || text[position] == 0x20 else { return nil }
      position += 1
    }
    let first = position
    while text[position].isDigit { position += 1 }
    let digits = position - first
    switch digits {
    case 2 where text[position] == UInt8(ascii: "-") && text[position + 4].isDigit == false:
      return position + 4
    case 3 where text[position] == 0x20 && text[position + 1].isDigit && text[position + 2].isDigit:
      return position + 3
    case 4 where text[position] == UInt8(ascii: "-") && text[position + 1].isDigit: return position + 4
    case 4
    where text[position] == 0x20 && text[position + 1].isUppercase && text[position + 2].isUppercase
      && !text.isWordByte(at: position + 3):
      return position + 3
    case 4, 5, 6: return text.isWordByte(at: position) ? nil : position
    default: return nil
    }
  }

  /// End of an Irish or British code after a town: `D02 X285`, `SW1A 1AA`.
  private static func islandCode(after town: Int, in text: ByteText) -> Int? {
    let start = text.skipBlanks(text[town] == UInt8(ascii: ",") ? town + 1 : town)
    let middle = text.wordEnd(from: start)
    guard start > town, text[start].isUppercase, (2...4).contains(middle - start), text[middle] == 0x20 else {
      return nil
    }
    let end = text.wordEnd(from: middle + 1)
    guard (3...4).contains(end - middle - 1), !text.isWordByte(at: end) else { return nil }
    var digits = 0
    for position in start..<end where text[position].isDigit { digits += 1 }
    return digits >= 2 ? end : nil
  }

  private static func town(at start: Int, in text: ByteText) -> Int {
    var cursor = WordCursor(at: start)
    var end = start
    for index in 0..<4 {
      guard let word = cursor.next(in: text), index == 0 || isJoined(word, in: text) else { break }
      for position in word.start..<word.end where text[position].isDigit { return end }
      if text.isCapital(at: word.start) { end = word.end } else if word.letters > 3 { break }
    }
    return end
  }

  /// Whether only a blank or a hyphen stands between the town's last word and the next.
  private static func isJoined(_ word: WordCursor.Word, in text: ByteText) -> Bool {
    let gap = text[word.start - 1]
    return gap == 0x20 && text[word.start - 2] != UInt8(ascii: ",")
      && text[word.start - 2] != UInt8(ascii: ".")
      || gap == UInt8(ascii: "-")
  }
}
