extension Detector {
  /// The identifiers of one document with their places in code points, as people and other tools count.
  ///
  /// For reports of single documents; frames go through `Anonymizer`.
  public func scan(_ text: Span<UInt8>, known: KnownValues? = nil) -> [Finding] {
    find(in: text, known: known)
    var result = findings
    var position = 0
    var codePoints = 0
    func count(to end: Int) -> Int {
      while position < end {
        if text[position] & 0xC0 != 0x80 { codePoints += 1 }
        position += 1
      }
      return codePoints
    }
    for index in result.indices {
      let start = count(to: findings[index].range.lowerBound)
      result[index].range = start..<count(to: findings[index].range.upperBound)
    }
    return result
  }
}
