internal import SluiceCore

/// What was measured during a run, by name: what assertions, policies and reports may ask about.
struct RunFacts: Sendable {
  /// Records read from all sources, faulty ones included.
  var recordsIn = 0
  /// Records that could not be read.
  var recordsFaulty = 0
  /// Records dropped by stages, by `stage.reason`.
  var dropped: [String: Int] = [:]
  /// Counts of stages, by `stage.counter`.
  var counts: [String: Int] = [:]
  /// Findings of personal data in all stages.
  var detections = 0
  /// Records that left through each stage, by name.
  var recordsOut: [String: Int] = [:]

  /// Fields declared as not personal in which identifiers were found; nil if nobody looked.
  var conflicts: Int? {
    let watched = counts.filter { $0.key.hasSuffix(".conflict") }
    return watched.isEmpty ? nil : watched.count { $0.value > 0 }
  }

  /// Records dropped for a reason, in whichever stage.
  func dropped(for reason: String) -> Int {
    dropped.filter { $0.key.hasSuffix("." + reason) }.reduce(0) { $0 + $1.value }
  }

  /// Sum of a counter over all stages that have it.
  func counted(_ counter: String) -> Int {
    counts.filter { $0.key.hasSuffix("." + counter) }.reduce(0) { $0 + $1.value }
  }

  /// Share of the records at stages that remove duplicates which repeated another record; nil without such stages.
  var duplicateRate: Double? {
    let duplicates = dropped.filter { $0.key.hasSuffix(".duplicate") }
    guard !duplicates.isEmpty else { return nil }
    let kept = duplicates.keys.reduce(0) {
      $0 + recordsOut[String($1.dropLast(".duplicate".count)), default: 0]
    }
    let removed = duplicates.values.reduce(0, +)
    return removed + kept == 0 ? 0 : Double(removed) / Double(removed + kept)
  }
}
