/// A set of character classes, one bit for each.
struct ClassSet: OptionSet, Sendable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  private init(_ classes: CharacterClass...) {
    rawValue = classes.reduce(0) { $0 | 1 << UInt16($1.rawValue) }
  }

  /// Letters, `\p{L}`.
  static let letter = ClassSet(.upper, .lower, .caseless)
  /// Letters and marks, `\p{L}` and `\p{M}`.
  static let letterOrMark = ClassSet(.upper, .lower, .caseless, .mark)
  /// What a word in upper case is made of, `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`.
  static let notLower = ClassSet(.upper, .caseless, .mark)
  /// What a word in lower case is made of, `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`.
  static let notUpper = ClassSet(.lower, .caseless, .mark)
  /// Numbers, `\p{N}`.
  static let number = ClassSet(.number)
  /// What the pre-tokenizer `Digits` calls numbers.
  static let digit = ClassSet(.number, .laterNumber)
  /// White space, `\s`.
  static let white = ClassSet(.space, .blank, .newline)
  /// Line breaks, `[\r\n]`.
  static let newline = ClassSet(.newline)
  /// Punctuation and symbols, `[\p{P}\p{S}]`.
  static let sign = ClassSet(.punctuation, .symbol)
  /// Neither white space, letter nor number, `[^\s\p{L}\p{N}]`.
  static let other = ClassSet(.other, .mark, .punctuation, .symbol, .laterNumber)
  /// Neither white space, letter, mark nor number, `[^\s\p{L}\p{M}\p{N}]`.
  static let otherThanMark = ClassSet(.other, .punctuation, .symbol, .laterNumber)
  /// What may lead a word, `[^\r\n\p{L}\p{N}]`.
  static let lead = ClassSet(.other, .mark, .space, .blank, .punctuation, .symbol, .laterNumber)
  /// What may lead a word in DeepSeek 3, `[^\r\n\p{L}\p{P}\p{S}]`.
  static let leadWithoutSigns = ClassSet(.other, .mark, .number, .space, .blank, .laterNumber)

  @inline(__always)
  func contains(_ kind: UInt8) -> Bool { rawValue &>> UInt16(kind) & 1 != 0 }
}
