/// What was counted in one text; every measure is a count or the quotient of two.
public struct TextCounts: Sendable, Equatable {
  /// Bytes of UTF-8.
  public var bytes = 0
  /// Unicode scalars.
  public var characters = 0
  /// Maximal runs of characters other than white space.
  public var words = 0
  /// Characters in words.
  public var wordCharacters = 0
  /// Lines.
  public var lines = 0
  /// Characters of the general categories L and M.
  public var letters = 0
  /// Characters of the general category Lu.
  public var capitals = 0
  /// Characters of the general category Nd.
  public var digits = 0
  /// Lines that hold at least one byte before their end.
  public var filledLines = 0
  /// Filled lines that are byte for byte the same as an earlier one.
  public var repeatedLines = 0

  /// Counts of an empty text.
  public init() {}

  /// Characters that are neither letter, digit nor white space.
  public var symbols: Int { wordCharacters - letters - digits }

  /// The value of a measure whose values are whole numbers, 0 for the others.
  public func whole(_ measure: TextMeasure) -> Int {
    switch measure {
    case .bytes: bytes
    case .characters: characters
    case .words: words
    case .lines: lines
    case .meanWordLength, .symbolRatio, .digitRatio, .alphaRatio, .upperRatio, .repeatedLineRatio: 0
    }
  }

  /// The value of any measure, nil where the divisor is zero.
  public func value(_ measure: TextMeasure) -> Double? {
    switch measure {
    case .bytes, .characters, .words, .lines: Double(whole(measure))
    case .meanWordLength: quotient(wordCharacters, words)
    case .symbolRatio: quotient(symbols, characters)
    case .digitRatio: quotient(digits, characters)
    case .alphaRatio: quotient(letters, characters)
    case .upperRatio: quotient(capitals, letters)
    case .repeatedLineRatio: quotient(repeatedLines, filledLines)
    }
  }

  private func quotient(_ dividend: Int, _ divisor: Int) -> Double? {
    divisor == 0 ? nil : Double(dividend) / Double(divisor)
  }
}
