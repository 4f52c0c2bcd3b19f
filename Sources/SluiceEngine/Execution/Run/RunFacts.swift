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
  /// Facts that gather stages measured, such as `smallestGroup('date')`.
  var measured: [String: Double] = [:]
}
