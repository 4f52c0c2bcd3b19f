/// What the patterns of pretokenizers tell apart; the order is that of the generated table.
enum CharacterClass: UInt8, Sendable {
  /// Neither of the others: controls, formats, unassigned.
  case other = 0
  /// Lu and Lt.
  case upper
  /// Ll.
  case lower
  /// Lm and Lo.
  case caseless
  /// M.
  case mark
  /// N.
  case number
  /// U+0020.
  case space
  /// White space other than U+0020, CR and LF.
  case blank
  /// CR and LF.
  case newline
  /// P.
  case punctuation
  /// S.
  case symbol
  /// Unassigned for the engines of regular expressions, a number for the pre-tokenizer `Digits`.
  case laterNumber
}
