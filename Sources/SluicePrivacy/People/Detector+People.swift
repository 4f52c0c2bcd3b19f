extension Detector {
  /// Names after titles, labels and given names, addresses, bank codes; then every name again wherever it stands.
  func findPeople(in text: ByteText) {
    var names = NameMemory()
    var cursor = WordCursor(at: 0)
    while let word = cursor.next(in: text) {
      work &+= 1
      let role = set.people.role(of: word.hash)
      if role.isEmpty {
        if text[word.end].isBlankBeforeNumber, findStreetBySuffix(word, in: text) { continue }
        continue
      }
      if let end = findPerson(word, role, &names, in: text) ?? findPlace(word, role, in: text) {
        cursor.position = max(cursor.position, end)
      }
    }
    if !names.isEmpty { propagate(names, in: text) }
  }

  private func findPerson(
    _ word: WordCursor.Word, _ role: PeopleWords.Role, _ names: inout NameMemory, in text: ByteText
  ) -> Int? {
    guard set.types.contains(.person) else { return nil }
    let afterPoint = text[word.end] == UInt8(ascii: ".") ? word.end + 1 : word.end
    if role.contains(.title) || role.contains(.dottedTitle) && afterPoint > word.end,
      text.isCapital(at: word.start) || Titles.mayBeSmall(text, word)
    {
      if let end = take(after: afterPoint, 3, [.form, .title], limit: 4, &names, in: text) { return end }
    }
    if role.contains(.label) || role.contains(.part) {
      if let colon = text.colon(after: word.end),
        let end = take(after: colon, 4.5, [.form, .label], limit: 6, isField: true, &names, in: text)
      {
        return end
      }
      if role.contains(.part),
        let end = take(after: word.end, 2.2, [.form, .label], limit: 4, least: 2, &names, in: text)
      {
        return end
      }
    }
    if role.contains(.greeting), text.isCapital(at: word.start),
      let end = take(after: word.end, 2.6, [.form, .title], limit: 4, untilComma: true, &names, in: text)
    {
      return end
    }
    if role.contains(.closing), let line = text.nextLine(after: word.end),
      let end = take(after: line, 2.4, [.form, .label], limit: 5, untilLineEnd: true, &names, in: text)
    {
      return end
    }
    if role.contains(.given), text.isCapital(at: word.start) { return takeGiven(word, &names, in: text) }
    return nil
  }

  /// Reports the capitalised words after `position`, unless conditions on their number or what follows fail.
  private func take(
    after position: Int, _ score: Float, _ evidence: Evidence, limit: Int, least: Int = 1,
    isField: Bool = false,
    untilComma: Bool = false, untilLineEnd: Bool = false, _ names: inout NameMemory, in text: ByteText
  ) -> Int? {
    let start = untilLineEnd ? position : text.skipBlanks(position)
    guard let name = NameReader.read(at: start, limit: limit, acceptsComma: isField, in: text, set) else {
      return nil
    }
    guard name.words >= least else { return nil }
    let next = text.skipBlanks(name.range.upperBound)
    if untilComma, ![0x2C, 0x21, 0x0A, 0x3A].contains(text[next]) { return nil }
    if untilLineEnd, text[next] != 0x0A && next < text.count || name.words > 4 { return nil }
    keep(name, score, evidence, &names, in: text)
    return name.range.upperBound
  }

  private func takeGiven(_ word: WordCursor.Word, _ names: inout NameMemory, in text: ByteText) -> Int? {
    guard let name = NameReader.read(at: word.start, limit: 4, acceptsComma: false, in: text, set),
      name.words >= 2
    else { return nil }
    keep(name, 2.1, [.form], &names, in: text)
    return name.range.upperBound
  }

  private func keep(
    _ name: NameReader.Name, _ score: Float, _ evidence: Evidence, _ names: inout NameMemory,
    in text: ByteText
  ) {
    guard score >= set.profile.threshold else { return }
    findings.append(Finding(range: name.range, type: .person, score: score, evidence: evidence))
    names.remember(name.range, in: text, set.people)
  }

  /// Every further occurrence of a remembered name, its genitive and its spelling in capitals.
  private func propagate(_ names: NameMemory, in text: ByteText) {
    var cursor = WordCursor(at: 0)
    while let word = cursor.next(in: text) {
      work &+= 1
      guard names.contains(word.hash), text.isCapital(at: word.start) else { continue }
      var end = word.end
      while text[end] == 0x20 || text[end] == UInt8(ascii: "-") {
        var ahead = WordCursor(at: end + 1)
        guard let next = ahead.next(in: text), next.start == end + 1, names.contains(next.hash),
          text.isCapital(at: next.start)
        else { break }
        end = next.end
        cursor.position = end
      }
      findings.append(
        Finding(range: word.start..<end, type: .person, score: 2.05, evidence: [.form, .propagated]))
    }
  }
}

/// Titles that languages write small.
enum Titles {
  private static let small: Set<UInt64> = Set(
    [
      "dhr", "mevr", "mw", "drs", "pan", "pani", "panu", "panem", "panią", "pana", "don", "doña", "dr",
      "prof", "med",
      "sr", "sra", "herra", "rouva", "fru", "herr", "paní", "pán", "sig", "signora", "signor", "dott",
      "gospodin",
      "madame", "monsieur", "mme", "senhor", "senhora", "señor", "señora", "heer", "mevrouw", "meneer",
      "domnul",
      "doamna", "г-н", "г-жа", "господин", "госпожа", "κ", "κα", "mgr", "úr", "maître", "härra", "proua",
      "gospa",
    ].map { Folding.hash(of: $0) })

  static func mayBeSmall(_ text: ByteText, _ word: WordCursor.Word) -> Bool { small.contains(word.hash) }
}

/// The names found in one document, by the hash of their words.
struct NameMemory {
  private var hashes: [UInt64] = []
  private var slots = [UInt64](repeating: 0, count: 256)

  var isEmpty: Bool { hashes.isEmpty }

  /// Keeps the words of three letters and more that are no particle or title, with their genitive in s.
  mutating func remember(_ range: Range<Int>, in text: ByteText, _ people: PeopleWords) {
    var cursor = WordCursor(at: range.lowerBound)
    while let word = cursor.next(in: text, before: range.upperBound) {
      guard word.letters >= 3, hashes.count < 96, text.isCapital(at: word.start) else { continue }
      guard people.role(of: word.hash).isDisjoint(with: [.particle, .title, .noName, .part, .label]) else {
        continue
      }
      insert(word.hash)
      insert(Folding.mix(word.hash, UInt32(UInt8(ascii: "s"))))
    }
  }

  private mutating func insert(_ hash: UInt64) {
    guard hash != 0, !contains(hash) else { return }
    var slot = Int(hash & 255)
    while slots[slot] != 0 { slot = (slot + 1) & 255 }
    slots[slot] = hash
    hashes.append(hash)
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    var slot = Int(hash & 255)
    while slots[slot] != 0 {
      if slots[slot] == hash { return true }
      slot = (slot &+ 1) & 255
    }
    return false
  }
}
