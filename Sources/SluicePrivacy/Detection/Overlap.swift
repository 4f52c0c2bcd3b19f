/// Makes findings disjoint and ordered.
enum Overlap {
  /// Of findings that overlap the surer one gives the type, and the union is covered: nothing found comes back.
  static func resolve(_ findings: inout [Finding]) {
    guard findings.count > 1 else { return }
    if !isOrdered(findings) {
      findings.sort {
        ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
      }
    }
    var kept = 0
    for index in 1..<findings.count {
      let next = findings[index]
      let last = findings[kept]
      if next.range.lowerBound >= last.range.upperBound {
        kept += 1
        findings[kept] = next
        continue
      }
      let winner = isBetter(next, than: last) ? next : last
      findings[kept] = winner
      findings[kept].range =
        min(last.range.lowerBound, next.range.lowerBound)..<max(last.range.upperBound, next.range.upperBound)
    }
    findings.removeSubrange((kept + 1)...)
  }

  private static func isOrdered(_ findings: [Finding]) -> Bool {
    for index in 1..<findings.count
    where findings[index].range.lowerBound < findings[index - 1].range.upperBound { return false }
    return true
  }

  /// A known value never hides what it is; otherwise the surer finding wins, and of equals the longer.
  private static func isBetter(_ left: Finding, than right: Finding) -> Bool {
    if left.type == .knownValue || right.type == .knownValue { return right.type == .knownValue }
    if left.score != right.score { return left.score > right.score }
    return left.range.count > right.range.count
  }
}
