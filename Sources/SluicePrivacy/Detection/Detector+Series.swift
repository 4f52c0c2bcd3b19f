extension Detector {
  /// Makes tracks of coordinates and readings of a meter one finding each.
  func mergeSeries(in text: ByteText) {
    guard findings.count >= 3 else { return }
    if set.types.contains(.trajectory) {
      merge(.coordinates, into: .trajectory, least: 3, 5) { $1.lowerBound - $0.upperBound <= 80 }
    }
    if set.types.contains(.loadCurve) {
      merge(.date, into: .loadCurve, least: 4, 3.2) { left, right in
        isReading(left.upperBound..<right.lowerBound, in: text)
      }
    }
  }

  /// Replaces each run of `least` findings or more of one type, of which any two neighbours belong together.
  private func merge(
    _ part: IdentifierType, into whole: IdentifierType, least: Int, _ score: Float,
    _ belong: (Range<Int>, Range<Int>) -> Bool
  ) {
    var start = 0
    while start < findings.count {
      var end = start
      if findings[start].type == part {
        while end + 1 < findings.count, findings[end + 1].type == part,
          belong(findings[end].range, findings[end + 1].range)
        { end += 1 }
      }
      if end - start + 1 >= least {
        let range = findings[start].range.lowerBound..<findings[end].range.upperBound
        findings.replaceSubrange(
          start...end, with: [Finding(range: range, type: whole, score: score, evidence: [.form])])
      }
      start = end - start + 1 >= least ? start + 1 : end + 1
    }
  }

  /// Whether between two dates stands the rest of one line: a time, a number, perhaps a unit of energy.
  private func isReading(_ gap: Range<Int>, in text: ByteText) -> Bool {
    guard gap.count <= 64 else { return false }
    var lines = 0
    var digits = 0
    var letters = 0
    for position in gap {
      let byte = text[position]
      if byte == 0x0A { lines += 1 }
      if byte.isDigit { digits += 1 }
      if byte.isLetter {
        guard [UInt8]("TZkKMWVhAr".utf8).contains(byte) else { return false }
        letters += 1
      }
    }
    return lines == 1 && digits >= 5 && letters <= 5
  }
}
