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
    for cue in NameCue.all where !role.isDisjoint(with: cue.role) {
      if let end = cue.position(after: word, role, in: text),
        let end = take(after: end, cue, &names, in: text)
      {
        return end
      }
    }
    guard role.contains(.given), text.isCapital(at: word.start) else { return nil }
    return takeGiven(word, &names, in: text)
  }

  /// Reports the capitalised words from `position`, if they are as many and end as the cue wants.
  private func take(after position: Int, _ cue: NameCue, _ names: inout NameMemory, in text: ByteText) -> Int?
  {
    guard let name = NameReader.read(at: position, limit: cue.limit, cue, in: text, set)
    else { return nil }
    guard name.words >= cue.least || cue.acceptsComma && name.hasComma else { return nil }
    if cue.wantsGivenName, !name.hasGivenName, !name.hasComma { return nil }
    let next = text[text.skipBlanks(name.range.upperBound)]
    switch cue.ending {
    case .any: break
    case .punctuation: guard [0x2C, 0x21, 0x0A, 0x3A, 0x0D].contains(next) else { return nil }
    case .age:
      let comma = text.skipBlanks(name.range.upperBound)
      guard next == 0x2C, (comma..<comma + 8).contains(where: { text[$0].isDigit }) else { return nil }
    case .lineOrComma:
      guard [0x2C, 0x3A, 0x3B, 0x29, 0x2E, 0x0A, 0x0D, 0].contains(next), name.words <= 4 else { return nil }
    }
    keep(name, cue.score, cue.evidence, &names, in: text)
    return name.range.upperBound
  }

  /// A given name and at least one more capitalised word; a line in capitals says nothing.
  private func takeGiven(_ word: WordCursor.Word, _ names: inout NameMemory, in text: ByteText) -> Int? {
    guard !text.isAllCapitals(word) else { return nil }
    guard let name = NameReader.read(at: word.start, limit: 4, nil, in: text, set), name.words >= 2
    else { return nil }
    keep(name, 2.1, [.form], &names, in: text)
    return name.range.upperBound
  }

  private func keep(
    _ name: NameReader.Name, _ score: Float, _ evidence: Evidence, _ names: inout NameMemory,
    in text: ByteText
  ) {
    guard score >= set.profile.threshold else { return }
    work &+= 1
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
      // Short words in capitals may be abbreviations that the document goes on to use.
      guard word.letters >= 5 || !text.isAllCapitals(word) else { continue }
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
