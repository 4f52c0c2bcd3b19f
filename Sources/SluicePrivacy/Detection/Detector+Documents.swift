extension Detector {
  /// An IBAN whose country letters stand at `start`, its groups of four separated by blanks or hyphens or not at all.
  func findIBAN(at start: Int, in text: ByteText) -> Bool {
    let length = AccountChecks.length(text[start].uppercased, text[start + 1].uppercased)
    let isUppercase = text[start].isUppercase
    guard length > 0, isUppercase == text[start + 1].isUppercase else { return false }
    var code = Code()
    var position = start
    while code.count < length {
      let byte = text[position]
      if byte.isAlphanumeric {
        guard byte.isDigit || byte.isUppercase == isUppercase else { return false }
        code.append(byte.uppercased)
        position += 1
      } else if let digit = Chain.wideDigit(at: position, in: text) {
        code.append(digit)
        position += 3
      } else {
        let skip = max(text.blankLength(at: position), text.invisibleLength(at: position))
        let isJoint = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        guard skip > 0 || isJoint, code.count >= 2 else { return false }
        position += max(skip, 1)
        guard text[position].isAlphanumeric || text[position] >= 0x80 else { return false }
      }
    }
    guard code[2].isDigit, code[3].isDigit, !text.isWordByte(at: position) else { return false }
    if AccountChecks.iban(code) { return report(.iban, start..<position, 6, [.form, .checkDigits]) }
    let context = LabelContext(before: start, in: text, set.labels)
    guard let distance = context.distance(to: .iban), distance <= 2 else {
      scanned = max(scanned, position)
      return false
    }
    return report(.iban, start..<position, 2.2, [.form, .label])
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
    return report(.travelDocument, start..<end, 5, [.form])
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
    guard min(latitude.decimals, longitude.decimals) >= (isLabelled ? 2 : 4) else { return false }
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
