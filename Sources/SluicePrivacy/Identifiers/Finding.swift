/// A stretch of text that holds an identifier.
public struct Finding: Sendable, Equatable {
  /// The bytes it covers.
  public var range: Range<Int>
  /// What it is.
  public var type: IdentifierType
  /// How sure the detector is, as log-odds; above 0 more likely right than wrong.
  public var score: Float
  /// What speaks for it.
  public var evidence: Evidence

  /// How sure the detector is, from 0 to 1.
  public var confidence: Double { 1 / (1 + Finding.exponential(-Double(score))) }

  private static func exponential(_ value: Double) -> Double {
    // (1 + x/1024)^1024: good to three digits over the scores in use, and free of libm.
    var power = 1 + max(-20, min(20, value)) / 1024
    for _ in 0..<10 { power *= power }
    return power
  }
}

/// What speaks for a finding.
public struct Evidence: OptionSet, Sendable, Hashable {
  /// The bits.
  public var rawValue: UInt16

  /// Evidence of the given bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The form fits: length, character classes, separators, ranges of parts.
  public static let form = Evidence(rawValue: 1)
  /// The check digits are right.
  public static let checkDigits = Evidence(rawValue: 2)
  /// A label such as `IBAN:` or `geboren am` stands nearby.
  public static let label = Evidence(rawValue: 4)
  /// The language of the document is one of the country that issues the number.
  public static let language = Evidence(rawValue: 8)
  /// A title or salutation stands before it.
  public static let title = Evidence(rawValue: 16)
  /// The same name was found elsewhere in the document.
  public static let propagated = Evidence(rawValue: 32)
  /// It is a value, or part of a value, of an identifying field of the same record.
  public static let knownValue = Evidence(rawValue: 64)
  /// A model found it.
  public static let model = Evidence(rawValue: 128)

  /// The names of the evidence, in order.
  public var names: [String] {
    let all: [(Evidence, String)] = [
      (.form, "form"), (.checkDigits, "check digits"), (.label, "label"), (.language, "language"),
      (.title, "title"), (.propagated, "propagated"), (.knownValue, "known value"), (.model, "model"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
