extension Detector {
  /// Whatever starts with the word around the digit at `position`.
  func findNumber(around position: Int, in text: ByteText) {
    let start = text.wordStart(before: position, floor: max(floor, position - 40))
    guard position - start < 40, !isInsideNumber(start, in: text) else {
      scanned = max(scanned, text.wordEnd(from: position))
      return
    }
    if findByForm(at: start, around: position, in: text) { return }
    chain.read(at: leadingCapitals(before: start, in: text) ?? start, in: text)
    if findIPv4(chain, in: text) { return }
    let end = chain.count > 0 ? endOfWord(holding: position, chain, in: text) : text.wordEnd(from: position)
    if let best = bestReading(chain, in: text) { report(best.type, best.range, best.score, best.evidence) }
    scanned = max(scanned, end)
  }

  /// Identifiers that their punctuation or first letters give away.
  private func findByForm(at start: Int, around position: Int, in text: ByteText) -> Bool {
    if text[start].isLetter, text[start + 1].isLetter || !text[start + 1].isAlphanumeric {
      if findIBAN(at: start, in: text) { return true }
    } else if text[start].isDigit, let letters = countryLetters(before: start, in: text),
      findIBAN(at: letters, in: text)
    {
      return true
    }
    let end = text.wordEnd(from: position)
    switch text[end] {
    case UInt8(ascii: ":"):
      if text[position - 1] != UInt8(ascii: "<"), findHexGroups(around: position, in: text) { return true }
    case UInt8(ascii: "<"):
      if findMachineReadableZone(around: position, in: text) { return true }
    case UInt8(ascii: "-"):
      if end - start == 2, findHexGroups(around: position, in: text) { return true }
      if end - start == 8, findUUID(at: start, in: text) { return true }
    case UInt8(ascii: "."):
      if text[start].isDigit, end - start <= 3, findCoordinates(at: start, in: text) { return true }
    default: break
    }
    if text[start - 1] == UInt8(ascii: ":"), findHexGroups(around: position, in: text) { return true }
    if text[start - 1] == UInt8(ascii: "<"), findMachineReadableZone(around: position, in: text) {
      return true
    }
    if end - start >= 26, findWallet(start..<end, in: text) { return true }
    return text[start].isDigit && findDate(at: start, in: text)
  }

  /// Start of two capitals that stand before a digit, each perhaps apart: `DE 89`, `D E 8 9`.
  private func countryLetters(before digit: Int, in text: ByteText) -> Int? {
    var position = digit
    for _ in 0..<2 {
      var gap = 0
      while gap < 3, [0x20, 0x09, 0x0A, 0x2D, 0x2E, 0x5F].contains(text[position - 1 - gap]) { gap += 1 }
      position -= gap + 1
      guard position >= floor, text[position].isUppercase else { return nil }
    }
    return position == 0 || !text.isWordByte(at: position - 1) ? position : nil
  }

  /// Whether the word continues a number: the fraction after a decimal sign, or a digit group after one.
  private func isInsideNumber(_ start: Int, in text: ByteText) -> Bool {
    text[start - 1] == UInt8(ascii: ",") && text[start - 2].isDigit && text[start].isDigit
  }

  private func endOfWord(holding position: Int, _ chain: Chain, in text: ByteText) -> Int {
    for index in 0..<chain.count where chain[index].end > position { return chain[index].end }
    return text.wordEnd(from: position)
  }

  /// Start of the letters that open a code right before `start`: a word of one to three capitals, as in
  /// `AB 12 34 56 C`; right after a label also one of six at most, or two of three, as in `RSS MRA 85T10 A562S`.
  private func leadingCapitals(before start: Int, in text: ByteText) -> Int? {
    guard let near = wordOfCapitals(before: start, in: text) else { return nil }
    let length = start - 1 - near
    if length > 3 { return set.labels.mayEnd(before: near, in: text) ? near : nil }
    guard length == 3, let far = wordOfCapitals(before: near, in: text), near - 1 - far == 3,
      set.labels.mayEnd(before: far, in: text)
    else { return near }
    return far
  }

  /// Start of a word of one to six capitals, no label, that a blank or hyphen joins to the word at `start`.
  private func wordOfCapitals(before start: Int, in text: ByteText) -> Int? {
    let joint = text[start - 1]
    guard joint == 0x20 || joint == UInt8(ascii: "-"), text[start - 2].isUppercase else { return nil }
    var first = start - 2
    while first > floor, start - first <= 8, text[first - 1].isUppercase { first -= 1 }
    guard start - 1 - first <= 6, first >= floor, first == 0 || !text.isWordByte(at: first - 1) else {
      return nil
    }
    var cursor = WordCursor(at: first)
    guard let word = cursor.next(in: text), set.labels.meaning(of: word.hash) == nil else { return nil }
    return first
  }

  /// The best reading of a chain that starts with its first word, or with the second after leading capitals.
  private func bestReading(_ chain: Chain, in text: ByteText) -> Candidate? {
    guard chain.count > 0, isWorthwhile(chain, in: text) else { return nil }
    let context = LabelContext(before: chain[0].start, in: text, set.labels)
    var best: Candidate?
    let hasLeadingCapitals = chain[0].digits == 0
    for first in 0..<(hasLeadingCapitals ? min(2, chain.count) : 1) {
      for last in (first..<chain.count).reversed() {
        let range = first..<last + 1
        let length = chain[last].last - chain[first].first
        guard length >= (context.isEmpty ? 5 : 3), length <= 36, isBounded(chain, range, in: text) else {
          continue
        }
        work &+= 1
        consider(chain, range, context, &best, in: text)
      }
    }
    for other in [record(chain, context, in: text), plate(chain, context, in: text)] {
      if let other, other.score > best?.score ?? -.infinity { best = other }
    }
    return best
  }

  /// Whether the chain may be a code: short ones are only right after a label, or where capitals and digits mix.
  private func isWorthwhile(_ chain: Chain, in text: ByteText) -> Bool {
    let digits = chain.code.digitCount
    if digits >= 7 || digits >= 2 && chain[0].length >= 9 { return true }
    guard digits >= 2 else { return false }
    if digits >= 4 && digits < chain.code.count { return true }
    if digits < chain.code.count, chain.count > 1, chain.code.count <= 9 { return true }
    return set.labels.mayEnd(before: chain[0].start, in: text)
  }

  /// Whether a code stands in prose: a word or a sign of punctuation before it, and an end, a word or a stop after it.
  func isInProse(_ range: Range<Int>, in text: ByteText) -> Bool {
    var before = range.lowerBound - 1
    while before >= 0, text[before] == 0x20 { before -= 1 }
    guard before < 0 || before < range.lowerBound - 1 || text[before] == 0x0A else { return false }
    let previous = text[before]
    guard before < 0 || previous.isLetter || previous >= 0x80 || [0x2C, 0x3A, 0x2E, 0x0A].contains(previous)
    else {
      return false
    }
    var after = range.upperBound
    if [0x2E, 0x2C].contains(text[after]) { after += 1 }
    guard after >= text.count || text[after] == 0x20 || text[after] == 0x0A || text[after] == 0x0D else {
      return false
    }
    while text[after] == 0x20 { after += 1 }
    return after >= text.count || text[after].isLetter || text[after] >= 0x80 || text[after] == 0x0A
      || text[after] == 0x0D || text[after] == UInt8(ascii: "(")
  }

  /// Whether more figures stand before or after, as in a table or a dump.
  func isInSeries(_ range: Range<Int>, in text: ByteText) -> Bool {
    func isNumber(from position: Int, _ step: Int) -> Bool {
      var position = position
      var blanks = 0
      while text.blankLength(at: position) > 0, blanks < 8 {
        position += step
        blanks += 1
      }
      return blanks > 0 && text[position].isDigit
    }
    return isNumber(from: range.lowerBound - 1, -1) || isNumber(from: range.upperBound, 1)
  }

  /// Whether the digits follow a rule that people make up: the same step each time, or a round number.
  func isRegular(_ code: Code) -> Bool {
    guard code.isDigits, code.count >= 7 else { return false }
    if code.number(code.count - 5..<code.count) == 0 { return true }
    let step = (code.digit(1) - code.digit(0) + 10) % 10
    for position in 2..<min(code.count, 9)
    where (code.digit(position) - code.digit(position - 1) + 10) % 10 != step { return false }
    return true
  }

  private func isBounded(_ chain: Chain, _ range: Range<Int>, in text: ByteText) -> Bool {
    let end = chain[range.upperBound - 1].end
    if text.isWordByte(at: end) || text.isWordByte(at: chain[range.lowerBound].start - 1) { return false }
    if text[end] == UInt8(ascii: ",") && text[end + 1].isDigit { return false }
    guard range.upperBound < chain.count else {
      return !(chain.isCut && range.upperBound == chain.count && text[end + 1].isDigit)
    }
    let joint = chain[range.upperBound].joint
    return joint == UInt8(ascii: " ") || joint == 0x0A || joint == UInt8(ascii: "(")
      || !chain[range.upperBound].isDigits
      || text.blankLength(at: end) > 0
  }

  private func consider(
    _ chain: Chain, _ range: Range<Int>, _ context: LabelContext, _ best: inout Candidate?, in text: ByteText
  ) {
    func offer(_ candidate: Candidate?) {
      guard var candidate else { return }
      if context.negativeDistance <= 1 { candidate.score -= 4 }
      if candidate.score > best?.score ?? -.infinity { best = candidate }
    }
    let code = chain.code(range)
    let grouping = chain.grouping(range)
    if range.count == 1 || !context.isEmpty || set.rules.isKnown(grouping) {
      for index in set.rules.indices(length: code.count) where set.rules.fits(index, code) {
        let isUsual = range.count > 1 && set.rules.isUsual(grouping, index)
        guard range.count == 1 || isUsual || !context.isEmpty else { continue }
        offer(reading(index, code, chain, range, isUsual, context, in: text))
      }
    }
    if set.types.contains(.phone) { offer(phone(chain, range, code, grouping, context, in: text)) }
    if set.types.contains(.vat) { offer(vat(code, chain, range, context)) }
  }

  /// What a rule makes of a code of its form: nil if the check digits fail without a label.
  private func reading(
    _ index: Int, _ code: Code, _ chain: Chain, _ range: Range<Int>, _ isGrouped: Bool,
    _ context: LabelContext,
    in text: ByteText
  ) -> Candidate? {
    let rule = set.rules[index]
    let distance = context.distance(to: rule.type)
    guard range.count == 1 || isGrouped || (distance ?? 9) <= 2 else { return nil }
    let bytes = chain[range.lowerBound].start..<chain[range.upperBound - 1].end
    var candidate = Candidate(
      type: rule.type, range: bytes, score: rule.strength, evidence: [.form, .checkDigits])
    guard rule.check(code) else {
      guard let distance, distance <= 1 else { return nil }
      candidate.score = 2.2
      candidate.evidence = [.form, .label]
      return candidate
    }
    if let distance {
      candidate.score += 4 - Float(min(distance, 8)) * 0.4
      candidate.evidence.insert(.label)
    } else {
      if isRegular(code) { return nil }
      if range.count > 1, isInSeries(bytes, in: text) { return nil }
      if chain.hasLowercase { candidate.score -= 1.5 }
      if isInProse(bytes, in: text) { candidate.score += 0.7 }
    }
    if isGrouped { candidate.score += 0.9 }
    if !languages(of: text).isDisjoint(with: rule.languages) {
      candidate.score += 1.4
      candidate.evidence.insert(.language)
    }
    return candidate
  }

  /// A VAT number: with its country prefix, or the national part right after a label.
  private func vat(_ code: Code, _ chain: Chain, _ range: Range<Int>, _ context: LabelContext) -> Candidate? {
    guard code.count >= 8, code.count <= 14 else { return nil }
    let bytes = chain[range.lowerBound].start..<chain[range.upperBound - 1].end
    var candidate = Candidate(type: .vat, range: bytes, score: 3.6, evidence: [.form, .checkDigits])
    let distance = context.distance(to: .vat)
    if code[0].isUppercase, code[1].isUppercase, VATChecks.isPrefix(VATChecks.key(code[0], code[1])) {
      let isRight = VATChecks.isValid(VATChecks.key(code[0], code[1]), code.slice(2..<code.count))
      guard isRight || (distance ?? 9) <= 1 else { return nil }
      if !isRight { (candidate.score, candidate.evidence) = (0.2, [.form]) }
    } else {
      guard code.digitCount >= 7, (distance ?? 9) <= 3, VATChecks.isValidSomewhere(code) else { return nil }
      candidate.score = 0
    }
    if let distance {
      candidate.score += 4 - Float(min(distance, 8)) * 0.4
      candidate.evidence.insert(.label)
    }
    return candidate
  }

  /// A case, customer or document number right after its label.
  private func record(_ chain: Chain, _ context: LabelContext, in text: ByteText) -> Candidate? {
    guard !context.isEmpty else { return nil }
    let before = text[chain[0].start - 1]
    guard before != UInt8(ascii: "-"), before != UInt8(ascii: "/"), before != UInt8(ascii: "_"),
      before != UInt8(ascii: "#") || chain.code.count > 5
    else { return nil }
    let near = set.labels.labelled.first { context.distance(to: $0) == 0 && set.types.contains($0) }
    return near.flatMap { labelled($0, chain) }
  }

  /// The first word of the chain, what hyphens and slashes join to it, and the digits that go on after blanks.
  private func labelled(_ type: IdentifierType, _ chain: Chain) -> Candidate? {
    var last = 0
    while last + 1 < chain.count,
      chain[last + 1].joint != 0x0A,
      chain[last + 1].joint != UInt8(ascii: " ") || chain[last].digits == 0
        || chain[last].isDigits && chain[last + 1].isDigits
    { last += 1 }
    let digits = (0...last).reduce(0) { $0 + chain[$1].digits }
    guard digits >= 3 else { return nil }
    return Candidate(
      type: type, range: chain[0].start..<chain[last].end, score: 3.6, evidence: [.form, .label])
  }
}
