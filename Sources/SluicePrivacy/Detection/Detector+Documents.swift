extension Detector {
  /// An IBAN whose country letters stand at `start`, its characters separated by anything that people or line breaks
  /// put there: up to four blanks, hyphens, points, slashes, underscores and line ends between any two.
  func findIBAN(at start: Int, in text: ByteText) -> Bool {
    var second = start + 1
    if !text[second].isAlphanumeric { second += gapLength(at: second, in: text) }
    let length = AccountChecks.length(text[start].uppercased, text[second].uppercased)
    let isUppercase = text[start].isUppercase
    guard length > 0, isUppercase == text[second].isUppercase else { return false }
    var code = Code()
    var position = start
    while code.count < length {
      let byte = text[position]
      if byte.isAlphanumeric {
        guard byte.isDigit || code.count > 3 || byte.isUppercase == isUppercase else { return false }
        code.append(byte.uppercased)
        position += 1
        if code.count == 4, !code[2].isDigit || !code[3].isDigit { return false }
      } else {
        let gap = gapLength(at: position, in: text)
        guard gap > 0, text[position + gap].isAlphanumeric else { return false }
        position += gap
      }
    }
    guard !text.isWordByte(at: position) else { return false }
    if AccountChecks.iban(code) { return report(.iban, start..<position, 6, [.form, .checkDigits]) }
    let context = LabelContext(before: start, in: text, set.labels)
    guard let distance = context.distance(to: .iban), distance <= 2 else {
      scanned = max(scanned, position)
      return false
    }
    return report(.iban, start..<position, 2.2, [.form, .label])
  }

  /// Bytes of what may stand between two characters of one code.
  private func gapLength(at start: Int, in text: ByteText) -> Int {
    var end = start
    while end - start < 5, [0x20, 0x09, 0x0A, 0x0D, 0x2D, 0x2E, 0x2F, 0x5F].contains(text[end]) { end += 1 }
    return end - start
  }

  /// The machine-readable zone of a passport or identity card around a `<` beside `position` (ICAO Doc 9303).
  func findMachineReadableZone(around position: Int, in text: ByteText) -> Bool {
    let line = zoneLine(around: position, in: text)
    guard line.count == 44 || line.count == 36 || line.count == 30 else { return false }
    var start = line.lowerBound
    var end = line.upperBound
    for _ in 0..<2 {
      if let before = zoneNeighbour(endingBefore: start, length: line.count, in: text) { start = before }
      if text[end] == 0x0A, zoneLine(around: end + 1, in: text).count == line.count { end += 1 + line.count }
    }
    return report(.machineReadableZone, start..<end, 5, [.form])
  }

  private func zoneLine(around position: Int, in text: ByteText) -> Range<Int> {
    var start = position
    while start > max(0, position - 45), isZoneByte(text[start - 1]) { start -= 1 }
    var end = position
    while end < position + 45, isZoneByte(text[end]) { end += 1 }
    return start..<end
  }

  private func zoneNeighbour(endingBefore start: Int, length: Int, in text: ByteText) -> Int? {
    guard start > length, text[start - 1] == 0x0A else { return nil }
    for position in start - 1 - length..<start - 1 where !isZoneByte(text[position]) { return nil }
    return start - 1 - length
  }

  private func isZoneByte(_ byte: UInt8) -> Bool {
    byte.isUppercase || byte.isDigit || byte == UInt8(ascii: "<")
  }

  /// Latitude and longitude in decimal degrees, four decimals at least unless a label stands before.
  func findCoordinates(at start: Int, in text: ByteText) -> Bool {
    guard let latitude = decimalDegrees(at: start, in: text), latitude.magnitude <= 90 else { return false }
    var position = latitude.end
    var blanks = 0
    var hasComma = false
    while blanks < 4 {
      let blank = text.blankLength(at: position)
      let byte = text[position]
      if blank > 0 {
        position += blank
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "/"), !hasComma
      {
        hasComma = true
        position += 1
      } else {
        break
      }
      blanks += 1
    }
    guard blanks > 0, let longitude = decimalDegrees(at: position, in: text), longitude.magnitude <= 180
    else {
      return false
    }
    let context = LabelContext(before: start, in: text, set.labels)
    let isLabelled = (context.distance(to: .coordinates) ?? 9) <= 3
    let isNamed = text[latitude.end - 1].isUppercase && text[longitude.end - 1].isUppercase
    guard min(latitude.decimals, longitude.decimals) >= (isLabelled || isNamed ? 2 : 4),
      hasComma || isLabelled || isNamed
    else { return false }
    let isSigned = text[start - 1] == UInt8(ascii: "-") || text[start - 1] == UInt8(ascii: "+")
    let range = (isSigned ? start - 1 : start)..<longitude.end
    return report(.coordinates, range, isLabelled ? 5 : 3, isLabelled ? [.form, .label] : [.form])
  }

  private func decimalDegrees(
    at start: Int, in text: ByteText
  ) -> (magnitude: Int, decimals: Int, end: Int)? {
    var position = start
    if text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") { position += 1 }
    let first = position
    var whole = 0
    while text[position].isDigit, position - first < 4 {
      whole = whole * 10 + Int(text[position] - 0x30)
      position += 1
    }
    guard position > first, position - first <= 3, text[position] == UInt8(ascii: ".") else { return nil }
    position += 1
    let point = position
    while text[position].isDigit, position - point < 16 { position += 1 }
    let decimals = position - point
    guard decimals > 0, !text[position].isDigit else { return nil }
    if text[position] == 0xC2, text[position + 1] == 0xB0 { position += 2 }
    let blank = text.blankLength(at: position)
    let letter = text[position + blank]
    if "NSEW".utf8.contains(letter), !text.isWordByte(at: position + blank + 1) { position += blank + 1 }
    return text.isWordByte(at: position) ? nil : (whole, decimals, position)
  }
}
