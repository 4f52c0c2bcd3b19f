internal import SluiceCore

/// How many faulty records a source may have before the run fails: a number, or a share of its records.
public struct Tolerance: Sendable, Equatable {
  /// Most records, if a number was given.
  public var count: Int?
  /// Largest share from 0 to 1, if a share was given.
  public var share: Double?

  /// Reads `10` or `"0.1%"`; nil if it is neither.
  init?(_ value: JSON) {
    if let number = value.integer, number >= 0 {
      count = number
    } else if let text = value.string, text.hasSuffix("%"), let percent = Double(text.dropLast()),
      (0...100).contains(percent)
    {
      share = percent / 100
    } else {
      return nil
    }
  }

  /// A tolerance of that many records.
  init(count: Int) { self.count = count }

  /// Whether `faults` of `records` are more than allowed.
  func isExceeded(faults: Int, records: Int) -> Bool {
    if let count { return faults > count }
    return Double(faults) > (share ?? 1) * Double(records)
  }
}

extension Tolerance: CustomStringConvertible {
  /// As it is written in a pipeline.
  public var description: String {
    if let count { return String(count) }
    return Decimal.fixed((share ?? 1) * 100, 3) + "%"
  }
}
