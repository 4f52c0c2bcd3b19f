internal import SluiceCore

/// How page and terminal put a verdict, and in which order they list verdicts.
enum VerdictWords {
  private static let order = ["deny", "undetermined", "waived", "permit", "not-applicable"]
  private static let outcomes = [
    "permit": "met", "deny": "not met", "undetermined": "not decided", "waived": "waived",
    "not-applicable": "does not apply",
  ]

  static func outcome(_ verdict: JSON) -> String {
    let word = verdict["outcome"]?.string ?? ""
    return outcomes[word] ?? word
  }

  /// What the verdict rests on, and whose word that is.
  static func basis(_ verdict: JSON) -> (word: String, party: String?) {
    let basis = verdict["basis"]?.string ?? ""
    let isWaived = verdict["outcome"]?.string == "waived"
    return (
      isWaived ? "waived" : basis == "machine" ? "checked by machine" : basis, verdict["party"]?.string
    )
  }

  /// Refusals first, otherwise in the order of the report.
  static func sorted(_ verdicts: [JSON]) -> [JSON] {
    func rank(_ verdict: JSON) -> Int { order.firstIndex(of: verdict["outcome"]?.string ?? "") ?? 0 }
    return verdicts.enumerated().sorted { left, right in
      (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }.map(\.element)
  }
}
