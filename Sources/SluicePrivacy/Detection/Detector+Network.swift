extension Detector {
  /// An IPv4 address made of the first words of `chain`.
  func findIPv4(_ chain: Chain, in text: ByteText) -> Bool {
    guard chain.count >= 4 else { return false }
    var small = true
    for index in 0..<4 {
      let atom = chain[index]
      guard atom.isDigits, atom.length <= 3, atom.end - atom.start == atom.length else { return false }
      guard index == 0 || atom.joint == UInt8(ascii: ".") && atom.start == chain[index - 1].end + 1 else {
        return false
      }
      let value = chain.code.number(atom.first..<atom.last)
      guard value <= 255, atom.length == 1 || chain.code.digit(atom.first) != 0 else { return false }
      if value > 31 { small = false }
    }
    let range = chain[0].start..<chain[3].end
    guard !text.isWordByte(at: range.upperBound), text[range.lowerBound - 1] != UInt8(ascii: "."),
      !(text[range.upperBound] == UInt8(ascii: ".") && text[range.upperBound + 1].isAlphanumeric),
      text[range.lowerBound - 1] != UInt8(ascii: "-"), text[range.upperBound] != UInt8(ascii: "-")
    else { return false }
    let context = LabelContext(before: range.lowerBound, in: text, set.labels)
    var score: Float = small ? 0.5 : 2.4
    if namesNoHost(chain) || isLocal(chain) && !isInProse(range, in: text) { score = 0.4 }
    if text[range.lowerBound - 1] == UInt8(ascii: "/") || text[range.upperBound] == UInt8(ascii: "/") {
      score -= 1
    }
    var evidence: Evidence = [.form]
    if let distance = context.distance(to: .ipv4), distance <= 4 {
      score += 2.5
      evidence.insert(.label)
    }
    if context.negativeDistance <= 2 { score -= 3 }
    return report(.ipv4, range, score, evidence)
  }

  /// Whether an address names no single host: this network, loopback, masks, multicast, or the zeroth host (RFC 6890).
  private func namesNoHost(_ chain: Chain) -> Bool {
    func number(_ index: Int) -> Int { chain.code.number(chain[index].first..<chain[index].last) }
    let first = number(0)
    return first == 0 || first == 127 || first >= 224 || number(3) == 0
  }

  /// Whether an address is private, link-local or kept for documentation (RFC 6890): in configurations one names no
  /// person, in prose it is the machine that somebody used.
  private func isLocal(_ chain: Chain) -> Bool {
    func number(_ index: Int) -> Int { chain.code.number(chain[index].first..<chain[index].last) }
    let (first, second) = (number(0), number(1))
    if first == 10 || first == 192 && (second == 168 || second == 0 && number(2) == 2) { return true }
    return first == 172 && (16...31).contains(second) || first == 169 && second == 254
  }

  /// An IPv6 or MAC address whose groups surround `position`.
  func findHexGroups(around position: Int, in text: ByteText) -> Bool {
    var start = position
    let least = max(floor, position - 48)
    let joint =
      text[text.wordEnd(from: position)] == UInt8(ascii: "-") ? UInt8(ascii: "-") : UInt8(ascii: ":")
    while start > least, text[start - 1].isHexDigit || text[start - 1] == joint { start -= 1 }
    if start > 0, text.isWordByte(at: start - 1) || text[start - 1] == UInt8(ascii: ":") { return false }
    return findMAC(at: start, in: text) || findIPv6(at: start, in: text)
  }

  private func findMAC(at start: Int, in text: ByteText) -> Bool {
    let joint = text[start + 2]
    guard joint == UInt8(ascii: ":") || joint == UInt8(ascii: "-") else { return false }
    for group in 0..<6 {
      let first = start + group * 3
      guard text[first].isHexDigit, text[first + 1].isHexDigit, group == 5 || text[first + 2] == joint else {
        return false
      }
    }
    let end = start + 17
    guard !text.isWordByte(at: end), text[end] != joint || !text[end + 1].isHexDigit else { return false }
    let isConstant = (0..<17).allSatisfy { text[start + $0] == joint || text[start + $0] == text[start] }
    return report(.mac, start..<end, isConstant ? 0.2 : 4, [.form])
  }

  /// RFC 4291: eight groups, or fewer with one `::`; an IPv4 tail and a zone are left outside.
  private func findIPv6(at start: Int, in text: ByteText) -> Bool {
    var position = start
    var groups = 0
    var gap = false
    var digits = 0
    var end = start
    if text[start] == UInt8(ascii: ":") {
      guard text[start + 1] == UInt8(ascii: ":") else { return false }
      gap = true
      position += 2
    }
    while groups < 8 {
      let first = position
      while text[position].isHexDigit, position - first < 5 {
        if text[position].isDigit { digits += 1 }
        position += 1
      }
      let length = position - first
      guard length > 0, length <= 4 else { break }
      groups += 1
      end = position
      guard text[position] == UInt8(ascii: ":") else { break }
      if text[position + 1] == UInt8(ascii: ":") {
        guard !gap else { break }
        gap = true
        position += 2
        end = position
      } else {
        guard text[position + 1].isHexDigit else { break }
        position += 1
      }
    }
    guard groups == 8 && !gap || gap && groups <= 7 && groups >= 2, digits > 0 else { return false }
    guard !text.isWordByte(at: end), text[end] != UInt8(ascii: ":") else { return false }
    // Slices such as `x[1::2]`, and addresses of this host or of no host, are short; RFC 3849 keeps 2001:db8 for texts.
    let isLong = !gap || end - start >= 12 && groups >= 3
    let isMulticast = text[start] | 0x20 == UInt8(ascii: "f") && text[start + 1] | 0x20 == UInt8(ascii: "f")
    return report(.ipv6, start..<end, isLong && !isMulticast ? 4.5 : 0.8, [.form])
  }
}
