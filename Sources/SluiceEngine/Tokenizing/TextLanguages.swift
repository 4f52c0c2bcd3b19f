/// The languages that get figures of their own.
enum TextLanguages {
  /// ISO 639-1 codes: the official languages of the Union, then others that are written in Europe.
  static let codes = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt",
    "nl", "pl",
    "pt", "ro", "sk", "sl", "sv", "be", "bs", "ca", "cy", "eu", "gl", "is", "lb", "mk", "nb", "nn", "no",
    "ru", "sq",
    "sr", "tr", "uk", "ar", "he", "hi", "ja", "ko", "zh",
  ]

  /// Codes, and behind them the word for all other languages.
  static let names = codes + ["other"]

  private static let positions = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })

  /// Position in `names` of the language that a tag such as `de` or `pt-BR` begins with.
  ///
  /// A value that is no known language is `other`: figures never show what a record holds.
  static func position(_ tag: some Sequence<UInt8>) -> Int {
    var code = ""
    for byte in tag {
      guard byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") else { break }
      guard code.utf8.count < 3 else { return codes.count }
      code.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
    }
    return positions[code] ?? codes.count
  }
}
