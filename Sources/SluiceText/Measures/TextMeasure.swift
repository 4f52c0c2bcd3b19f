/// A figure about one text, by which records are kept or dropped.
///
/// Characters are Unicode scalars. White space has the property White_Space; letters have the general category
/// L or M (marks are parts of words in many scripts), capitals Lu, digits Nd; every other character that is
/// not white space is a symbol. Classes are those of Unicode 17.0, white space is the same in all versions.
public enum TextMeasure: String, Sendable, CaseIterable {
  /// Bytes of UTF-8.
  case bytes
  /// Unicode scalars.
  case characters
  /// Maximal runs of characters other than white space.
  case words
  /// Lines, ended by a line feed or the end of the text; an empty text has none.
  case lines
  /// Characters in words divided by words.
  case meanWordLength
  /// Symbols divided by characters.
  case symbolRatio
  /// Digits divided by characters.
  case digitRatio
  /// Letters divided by characters.
  case alphaRatio
  /// Capitals divided by letters.
  case upperRatio
  /// Non-empty lines that repeat an earlier line of the same text, divided by non-empty lines.
  case repeatedLineRatio

  /// Whether values are whole numbers; the others are shares or means, and null where the divisor is zero.
  public var isWhole: Bool {
    switch self {
    case .bytes, .characters, .words, .lines: true
    case .meanWordLength, .symbolRatio, .digitRatio, .alphaRatio, .upperRatio, .repeatedLineRatio: false
    }
  }

  /// What the measure is, as one sentence of the reference.
  public var summary: String {
    switch self {
    case .bytes: "Bytes of UTF-8."
    case .characters: "Unicode scalars."
    case .words: "Maximal runs of characters other than white space."
    case .lines: "Lines, ended by a line feed or the end of the text; an empty text has none."
    case .meanWordLength: "Characters in words divided by words."
    case .symbolRatio: "Characters that are neither letter, digit nor white space, divided by characters."
    case .digitRatio: "Digits divided by characters."
    case .alphaRatio: "Letters divided by characters."
    case .upperRatio: "Capital letters divided by letters."
    case .repeatedLineRatio: "Non-empty lines that repeat an earlier line, divided by non-empty lines."
    }
  }
}

/// The measures somebody wants; others are not computed where that saves time.
public struct MeasureSet: OptionSet, Sendable, Hashable {
  /// One bit for each measure.
  public let rawValue: UInt16

  /// The set with those bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The set of one measure.
  public init(_ measure: TextMeasure) {
    rawValue = 1 << UInt16(TextMeasure.allCases.firstIndex(of: measure) ?? 0)
  }

  /// Measures that need the class of every character.
  static let classes: MeasureSet = [
    MeasureSet(.symbolRatio), MeasureSet(.digitRatio), MeasureSet(.alphaRatio), MeasureSet(.upperRatio),
  ]
  /// Measures that need the text cut into lines.
  static let repetition = MeasureSet(.repeatedLineRatio)
  /// Measures that need to look at the text at all.
  static let scan = MeasureSet(rawValue: .max).subtracting(MeasureSet(.bytes))
}
