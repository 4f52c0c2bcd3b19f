extension Detector {
  /// What speaks for a telephone number in the words `range` of `chain`; nil if the form does not fit.
  func phone(
    _ chain: Chain, _ range: Range<Int>, _ code: Code, _ grouping: Grouping, _ context: LabelContext,
    in text: ByteText
  ) -> Candidate? {
    guard code.isDigits, (5...16).contains(code.count) else { return nil }
    for index in range.dropFirst() where chain[index].joint == 0x0A { return nil }
    let start = chain[range.lowerBound].start
    let prefix = internationalPrefix(code, before: start, in: text)
    var candidate = Candidate(
      type: .phone, range: opening(before: start, in: text)..<chain[range.upperBound - 1].end, score: 0,
      evidence: [.form])
    if let prefix {
      guard let score = internationalScore(code, from: prefix.digits, hasPlus: prefix.bytes > 0) else {
        return nil
      }
      candidate.score = score
      candidate.range = opening(before: start - prefix.bytes, in: text)..<candidate.range.upperBound
    } else {
      guard let score = nationalScore(code, grouping, in: text) else {
        return labelled(candidate, code, context)
      }
      candidate.score = score + (isBesideEmail(candidate.range, in: text) ? 1.6 : 0)
      if context.distance(to: .phone) == nil,
        isPairOfYears(code, grouping) || isInSeries(candidate.range, in: text) || isRegular(code)
      {
        return nil
      }
    }
    if let distance = context.distance(to: .phone) {
      candidate.score += 4 - Float(min(distance, 8)) * 0.4
      candidate.evidence.insert(.label)
    }
    return candidate
  }

  private func isPairOfYears(_ code: Code, _ grouping: Grouping) -> Bool {
    grouping.lengths == 0x44 && code.count == 8 && (18...20).contains(code.number(0..<2))
      && (18...20).contains(code.number(4..<6))
  }

  /// Whether an e-mail address ends shortly before `range` or starts shortly after it.
  private func isBesideEmail(_ range: Range<Int>, in text: ByteText) -> Bool {
    if let last = findings.last, last.type == .email, range.lowerBound - last.range.upperBound <= 12 {
      return true
    }
    for position in range.upperBound..<range.upperBound + 40 {
      if text[position] == UInt8(ascii: "@") { return true }
      if text[position] == 0x0A || text[position] == UInt8(ascii: ".") && text[position + 1] == 0x20 {
        return false
      }
    }
    return false
  }

  /// A number no plan groups so still is one right after a label.
  private func labelled(_ candidate: Candidate, _ code: Code, _ context: LabelContext) -> Candidate? {
    guard let distance = context.distance(to: .phone), distance <= 1, (6...13).contains(code.count) else {
      return nil
    }
    var candidate = candidate
    candidate.score = 3 - Float(distance) * 0.5
    candidate.evidence.insert(.label)
    return candidate
  }

  private func internationalPrefix(
    _ code: Code, before start: Int, in text: ByteText
  ) -> (digits: Int, bytes: Int)? {
    if text[start - 1] == UInt8(ascii: "+"), !text.isWordByte(at: start - 2) { return (0, 1) }
    if text[start - 1] == 0x20, text[start - 2] == UInt8(ascii: "+"), !text.isWordByte(at: start - 3) {
      return (0, 2)
    }
    return code.count > 9 && code.digit(0) == 0 && code.digit(1) == 0 ? (2, 0) : nil
  }

  private func internationalScore(_ code: Code, from start: Int, hasPlus: Bool) -> Float? {
    guard let country = PhonePlan.country(code, from: start) else { return nil }
    var digits = code.count - start - country.length
    if digits > 0, code.digit(start + country.length) == 0 { digits -= 1 }
    guard (country.least...country.most).contains(digits) else { return nil }
    if code.count - start < 9 { return hasPlus ? 1.2 : nil }
    return hasPlus ? 4.5 : code.digit(start + country.length) == 0 ? nil : 2.4
  }

  private func nationalScore(_ code: Code, _ grouping: Grouping, in text: ByteText) -> Float? {
    var best: Float?
    for plan in PhonePlan.plans(grouped: grouping) where starts(code, with: plan) {
      let score = plan.strength + (languages(of: text).isDisjoint(with: plan.languages) ? 0 : 1)
      best = max(best ?? score, score)
    }
    let isOneGroup = grouping.joints == 0 && grouping.lengths <= 15
    if best == nil, isOneGroup, code.digit(0) == 0, (9...11).contains(code.count) { return 0.4 }
    return best
  }

  private func starts(_ code: Code, with plan: PhonePlan.National) -> Bool {
    plan.prefixes.contains {
      $0 < 0 ? code.digit(0) == ~$0 : code.number(0..<2) == $0 || $0 >= 100 && code.number(0..<3) == $0 - 100
    }
  }

  /// Start with the bracket that opens right before, as in `(030) 1234`.
  private func opening(before start: Int, in text: ByteText) -> Int {
    guard text[start - 1] == UInt8(ascii: "(") else { return start }
    var position = start
    while position < start + 12, text[position] != 0x0A {
      if text[position] == UInt8(ascii: ")") { return start - 1 }
      position += 1
    }
    return start
  }
}
