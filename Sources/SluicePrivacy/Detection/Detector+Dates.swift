extension Detector {
  /// A date that starts at `start`, or whose day stands there after the name of its month.
  func findDate(at start: Int, in text: ByteText) -> Bool {
    guard let reading = DateReader.read(at: start, in: text, set.calendar) else { return false }
    let context = LabelContext(before: reading.range.lowerBound, in: text, set.labels)
    if let distance = context.distance(to: .birthDate), distance <= 3, set.types.contains(.birthDate) {
      return report(.birthDate, reading.range, 5, [.form, .label])
    }
    let isBornSign =
      text[reading.range.lowerBound - 1] == UInt8(ascii: "*") || hasBirthSign(reading.range, in: text)
    if isBornSign, set.types.contains(.birthDate) {
      return report(.birthDate, reading.range, 4, [.form, .label])
    }
    let found = report(.date, reading.range, 3, [.form])
    scanned = max(scanned, reading.range.upperBound)
    return found
  }

  /// A `*` before the date, with a blank between.
  private func hasBirthSign(_ range: Range<Int>, in text: ByteText) -> Bool {
    text[range.lowerBound - 1] == 0x20 && text[range.lowerBound - 2] == UInt8(ascii: "*")
      && (text[range.lowerBound - 3] == 0x20 || text[range.lowerBound - 3] == UInt8(ascii: "("))
  }
}
