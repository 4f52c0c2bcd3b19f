import CSluice
import Testing

@testable import SluiceText

@Suite("Text measures")
struct TextMeterTests {
  /// The definitions, written with the Unicode properties of the standard library.
  private func expected(_ text: String) -> TextCounts {
    var counts = TextCounts()
    counts.bytes = text.utf8.count
    var inWord = false
    for scalar in text.unicodeScalars {
      counts.characters += 1
      if scalar.properties.isWhitespace {
        inWord = false
        continue
      }
      if !inWord { counts.words += 1 }
      inWord = true
      counts.wordCharacters += 1
      switch scalar.properties.generalCategory {
      case .uppercaseLetter:
        counts.letters += 1
        counts.capitals += 1
      case .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
        .enclosingMark:
        counts.letters += 1
      case .decimalNumber: counts.digits += 1
      default: break
      }
    }
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    counts.lines = lines.count
    let endsInFeed = text.unicodeScalars.last == "\n"
    var seen: Set<String> = []
    for (index, line) in lines.enumerated() {
      let hasFeed = endsInFeed || index < lines.count - 1
      let content = hasFeed && line.last == "\r" ? line.dropLast() : line
      if content.isEmpty { continue }
      counts.filledLines += 1
      // Strings compare by canonical equivalence; lines by their bytes.
      let identity = content.map { String($0.value, radix: 16) }.joined(separator: " ")
      if !seen.insert(identity).inserted { counts.repeatedLines += 1 }
    }
    return counts
  }

  private func measured(_ text: String) -> TextCounts {
    var meter = TextMeter(MeasureSet(rawValue: .max))
    return meter.count(Array(text.utf8).span)
  }

  @Test(
    "counts what the definitions say",
    arguments: [
      "", " ", "\n", "\r\n", "word", " two  words ", "Ärger über 12 Öfen – ½ €!",
      "a\u{A0}b\u{2003}c\u{3000}d",
      "日本語　テキスト。", "नमस्ते दुनिया १२३", "no\u{200B}space", "x\u{85}y\u{1680}z\u{2028}w\u{202F}v\u{205F}u",
      "a\nb\na\n\na\r\nb", "e\u{301}\n\u{E9}\ne\u{301}", "👩‍👩‍👧 emoji", "\u{0}\u{1}",
    ])
  func definitions(text: String) {
    #expect(measured(text) == expected(text))
  }

  @Test("agrees with the definitions on random text of every script and length, in every kernel")
  func random() {
    var generator = SeededGenerator(seed: 7)
    let alphabets: [[Unicode.Scalar]] = [
      Array("abcXYZ019 \n\t.,-".unicodeScalars),
      Array("äöüßÄ é ñ\u{A0}\u{85}ab \n".unicodeScalars),
      Array("日本語。\u{3000}かなカナ \n".unicodeScalars),
      Array("“q” – …\u{2003}\u{2028}\u{202F}\u{205F}\u{1680}€ ab\n".unicodeScalars),
      Array("𝔸😀𞤀𝟘 \u{10FFFF}a\n".unicodeScalars),
    ]
    var scanned = 0
    for round in 0..<1500 {
      let alphabet = alphabets[round % alphabets.count]
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<200, using: &generator) {
        view.append(alphabet.randomElement(using: &generator) ?? "a")
      }
      let text = String(view)
      #expect(measured(text) == expected(text))
      let bytes = Array(text.utf8)
      var fast = sl_text_counts()
      var reference = sl_text_counts()
      sl_text_count(bytes, bytes.count, CharacterClasses.table, &fast)
      sl_text_count_scalar(bytes, bytes.count, CharacterClasses.table, &reference)
      #expect(equal(fast, reference))
      sl_text_count(bytes, bytes.count, nil, &fast)
      #expect(fast.letters == 0 && fast.words == reference.words && fast.scalars == reference.scalars)
      scanned += 1
    }
    #expect(scanned == 1500)
  }

  @Test("reads nothing outside ill-formed text")
  func illFormed() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0..<140, using: &generator)).map { _ in
        Bool.random(using: &generator) ? UInt8.random(in: 0xC0...0xFF, using: &generator) : 0x20
      }
      var meter = TextMeter(MeasureSet(rawValue: .max))
      #expect(meter.count(bytes.span).bytes == bytes.count)
    }
  }

  @Test("one meter serves many texts")
  func reuse() {
    var meter = TextMeter(MeasureSet(.repeatedLineRatio))
    for count in [3000, 2, 70_000, 5] {
      let lines = (0..<count).map { "line \($0 % 1500)\n" }.joined()
      let counts = meter.count(Array(lines.utf8).span)
      #expect(counts.filledLines == count)
      #expect(counts.repeatedLines == max(0, count - 1500))
    }
  }

  @Test("a quotient without divisor has no value")
  func noDivisor() {
    let counts = measured(" \n")
    #expect(counts.value(.meanWordLength) == nil)
    #expect(counts.value(.symbolRatio) == 0)
    #expect(counts.value(.upperRatio) == nil)
    #expect(measured("").value(.symbolRatio) == nil)
    #expect(measured("Ab 1!").value(.upperRatio) == 0.5)
    #expect(measured("Ab 1!").value(.symbolRatio) == 0.2)
    #expect(measured("Ab 1!").value(.meanWordLength) == 2)
  }

  @Test("counts only what is wanted")
  func onlyWanted() {
    var meter = TextMeter(MeasureSet(.bytes))
    let counts = meter.count(Array("three plain words".utf8).span)
    #expect(counts.bytes == 17 && counts.words == 0)
  }

  private func equal(_ left: sl_text_counts, _ right: sl_text_counts) -> Bool {
    left.scalars == right.scalars && left.words == right.words && left.word_scalars == right.word_scalars
      && left.line_feeds == right.line_feeds && left.letters == right.letters
      && left.capitals == right.capitals && left.digits == right.digits
  }
}

@Suite("Character classes")
struct CharacterClassesTests {
  @Test("agree with the Unicode properties of the standard library")
  func properties() {
    let (pages, classes) = CharacterClasses.build()
    #expect(pages.count == 0x1100)
    var differences = 0
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      guard let age = properties.age, age.major <= 17 else { continue }
      let expected: UInt8 =
        switch properties.generalCategory {
        case .uppercaseLetter: 5
        case .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
          .spacingMark, .enclosingMark:
          1
        case .decimalNumber: 2
        default: 0
        }
      if classes[Int(pages[Int(value >> 8)]) << 8 | Int(value & 255)] != expected { differences += 1 }
    }
    #expect(differences == 0)
  }
}
