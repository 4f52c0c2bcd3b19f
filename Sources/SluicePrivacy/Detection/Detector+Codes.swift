extension Detector {
  /// A BIC (ISO 9362) after its label or shortly after an IBAN: a run of eight or eleven capitals and digits.
  func findBankCode(at start: Int, in text: ByteText) {
    guard set.types.contains(.bic) else { return }
    let end = text.wordEnd(from: start)
    guard end - start == 8 || end - start == 11,
      AccountChecks.isBankCountry(text[start + 4], text[start + 5]),
      !text.isWordByte(at: end), start == 0 || !text.isWordByte(at: start - 1)
    else { return }
    for position in start..<end where text[position].isLowercase { return }
    let context = LabelContext(before: start, in: text, set.labels)
    if let distance = context.distance(to: .bic), distance <= 3 {
      report(.bic, start..<end, 4.5 - Float(distance) * 0.3, [.form, .label])
    } else if let last = findings.last, last.type == .iban, start - last.range.upperBound < 40 {
      report(.bic, start..<end, 2.6, [.form])
    }
  }

  /// A UUID (RFC 9562) that starts at `start`; alone it may name anything.
  func findUUID(at start: Int, in text: ByteText) -> Bool {
    let end = start + 36
    guard set.types.contains(.uuid), end <= text.count, !text.isWordByte(at: end),
      text[end] != UInt8(ascii: "-"),
      start == 0 || text[start - 1] != UInt8(ascii: "-")
    else { return false }
    for offset in 0..<36 {
      let byte = text[start + offset]
      let isHyphen = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isHyphen ? byte == UInt8(ascii: "-") : byte.isHexDigit else { return false }
    }
    let context = LabelContext(before: start, in: text, set.labels)
    let isLabelled = (context.distance(to: .uuid) ?? 9) <= 3
    scanned = max(scanned, end)
    return report(.uuid, start..<end, isLabelled ? 3.6 : 0.6, isLabelled ? [.form, .label] : [.form])
  }

  /// The address of a wallet in one long word.
  func findWallet(_ word: Range<Int>, in text: ByteText) -> Bool {
    guard set.types.contains(.wallet), word.count <= 90, !text.isWordByte(at: word.upperBound) else {
      return false
    }
    let bytes = word.map { text[$0] }
    if WalletChecks.base58(bytes) || WalletChecks.bech32(bytes) {
      return report(.wallet, word, 6, [.form, .checkDigits])
    }
    guard word.count == 42, bytes[0] == UInt8(ascii: "0"), bytes[1] == UInt8(ascii: "x"),
      bytes[2...].allSatisfy(\.isHexDigit)
    else { return false }
    let context = LabelContext(before: word.lowerBound, in: text, set.labels)
    guard let distance = context.distance(to: .wallet), distance <= 3 else {
      return report(.wallet, word, 0.8, [.form])
    }
    return report(.wallet, word, 3.6, [.form, .label])
  }

  /// A plate in a chain of short groups of capitals and digits, right after its label.
  func plate(_ chain: Chain, _ context: LabelContext, in text: ByteText) -> Candidate? {
    guard set.types.contains(.plate), let distance = context.distance(to: .plate), distance <= 2 else {
      return nil
    }
    var last = 0
    while last + 1 < min(chain.count, 3), chain[last + 1].joint != 0x0A, chain[last].length <= 4 { last += 1 }
    while last > 0, chain[last].length > 4 { last -= 1 }
    var start = chain[0].start
    var count = chain[last].last
    if chain[0].digits == 0, text[start - 1] == UInt8(ascii: "-") || text[start - 1] == 0x20,
      text[start - 2].isUppercase
    {
      let before = text.wordStart(before: start - 1, floor: max(floor, start - 5))
      if start - 1 - before <= 3, (before..<start - 1).allSatisfy({ text[$0].isUppercase }) {
        (start, count) = (before, count + chain[0].start - 1 - before)
      }
    }
    let hasLetters = count > (0...last).reduce(0) { $0 + chain[$1].digits }
    guard hasLetters, (4...9).contains(count) else { return nil }
    return Candidate(
      type: .plate, range: start..<chain[last].end, score: 3.4 - Float(distance) * 0.3,
      evidence: [.form, .label])
  }
}
