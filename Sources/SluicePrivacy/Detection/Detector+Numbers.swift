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
    if text[start].isLetter, text[start + 1].isLetter, findIBAN(at: start, in: text) { return true }
    let end = text.wordEnd(from: position)
    switch text[end] {
    case UInt8(ascii: ":"):
      if text[position - 1] != UInt8(ascii: "<"), findHexGroups(around: position, in: text) { return true }
    case UInt8(ascii: "<"):
      if findMachineReadableZone(around: position, in: text) { return true }
    case UInt8(ascii: "-"):
      if end - start == 2, findHexGroups(around: position, in: text) { return true }
    case UInt8(ascii: "."):
      if text[start].isDigit, end - start <= 3, findCoordinates(at: start, in: text) { return true }
    default: break
    }
    if text[start - 1] == UInt8(ascii: ":"), findHexGroups(around: position, in: text) { return true }
    if text[start - 1] == UInt8(ascii: "<"), findMachineReadableZone(around: position, in: text) {
      return true
    }
    return text[start].isDigit && findDate(at: start, in: text)
  }

  /// Whether the word continues a number: the fraction after a decimal sign, or a digit group after one.
  private func isInsideNumber(_ start: Int, in text: ByteText) -> Bool {
    text[start - 1] == UInt8(ascii: ",") && text[start - 2].isDigit && text[start].isDigit
  }

  private func endOfWord(holding position: Int, _ chain: Chain, in text: ByteText) -> Int {
    for index in 0..<chain.count where chain[index].end > position { return chain[index].end }
    return text.wordEnd(from: position)
  }

  /// Start of a word of one to three capitals right before `start`, as in `AB 12 34 56 C`.
  private func leadingCapitals(before start: Int, in text: ByteText) -> Int? {
    let joint = text[start - 1]
    guard joint == 0x20 || joint == UInt8(ascii: "-"), text[start - 2].isUppercase else { return nil }
    var first = start - 2
    while first > floor, start - first <= 5, text[first - 1].isUppercase { first -= 1 }
    guard start - 1 - first <= 3, first >= floor, first == 0 || !text.isWordByte(at: first - 1) else {
      return nil
    }
    var cursor = WordCursor(at: first)
    guard let word = cursor.next(in: text), set.labels.meaning(of: word.hash) == nil else { return nil }
    return first
  }

  /// The best reading of a chain that starts with its first word, or with the second after leading capitals.
  private func bestReading(_ chain: Chain, in text: ByteText) -> Candidate? {
    guard chain.count > 0, chain.code.digitCount >= (chain[0].length >= 9 ? 2 : 4) else { return nil }
    let context = LabelContext(before: chain[0].start, in: text, set.labels)
    var best: Candidate?
    let hasLeadingCapitals = chain[0].digits == 0
    for first in 0..<(hasLeadingCapitals ? min(2, chain.count) : 1) {
      for last in (first..<chain.count).reversed() {
        let range = first..<last + 1
        let length = chain[last].last - chain[first].first
        guard length >= 5, length <= 36, isBounded(chain, range, in: text) else { continue }
        work &+= 1
        consider(chain, range, context, &best, in: text)
      }
    }
    if let record = record(chain, context, in: text), record.score > best?.score ?? -.infinity {
      best = record
    }
    return best
  }

  private func isBounded(_ chain: Chain, _ range: Range<Int>, in text: ByteText) -> Bool {
    let end = chain[range.upperBound - 1].end
    if text.isWordByte(at: end) || text.isWordByte(at: chain[range.lowerBound].start - 1) { return false }
    if text[end] == UInt8(ascii: ",") && text[end + 1].isDigit { return false }
    guard range.upperBound < chain.count else {
      return !(chain.isCut && range.upperBound == chain.count && text[end + 1].isDigit)
    }
    let joint = chain[range.upperBound].joint
    return joint == UInt8(ascii: " ") || joint == UInt8(ascii: "(") || !chain[range.upperBound].isDigits
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
    let near = [IdentifierType.record, .travelDocument].filter { context.distance(to: $0) == 0 }
    return near.first.flatMap { labelled($0, chain) }
  }

  /// The first word of the chain, what hyphens and slashes join to it, and the digits that go on after blanks.
  private func labelled(_ type: IdentifierType, _ chain: Chain) -> Candidate? {
    var last = 0
    while last + 1 < chain.count,
      chain[last + 1].joint != UInt8(ascii: " ") || chain[last].digits == 0
        || chain[last].isDigits && chain[last + 1].isDigits
    { last += 1 }
    let digits = (0...last).reduce(0) { $0 + chain[$1].digits }
    guard digits >= 3 else { return nil }
    return Candidate(
      type: type, range: chain[0].start..<chain[last].end, score: 3.6, evidence: [.form, .label])
  }
}
