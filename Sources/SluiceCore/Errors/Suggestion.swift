/// Finds what somebody probably meant to type.
public enum Suggestion {
  /// The candidate nearest to `word`, if any is near enough to be worth naming.
  ///
  /// Distance counts insertions, deletions, substitutions and swaps of neighbours as one edit each
  /// (optimal string alignment); a third of the word's length may differ, at least one edit.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = editDistance(word.lowercased(), candidate.lowercased())
      if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The hint `did you mean 'x'?`, or a list of what is allowed when nothing is near.
  public static func hint(for word: String, among candidates: [String], listing limit: Int = 12) -> String? {
    if let nearest = nearest(to: word, among: candidates) { return "did you mean '\(nearest)'?" }
    guard !candidates.isEmpty, limit > 0 else { return nil }
    let shown = candidates.sorted().prefix(limit).joined(separator: ", ")
    return "one of: " + shown + (candidates.count > limit ? ", …" : "")
  }

  /// Number of edits that turn `left` into `right`, a swap of neighbours counted as one.
  public static func editDistance(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
