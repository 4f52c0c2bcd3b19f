internal import SluiceCore

extension Int {
  /// The number with its noun: `1 stage`, `12 stages`.
  func counted(_ noun: String) -> String { "\(Decimal.grouped(self)) \(noun)\(self == 1 ? "" : "s")" }
}
