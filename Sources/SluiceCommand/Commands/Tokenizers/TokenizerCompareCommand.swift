internal import SluiceCore
internal import SluiceCrypto
internal import SluiceEngine

extension Command {
  static let tokenizerCompare = Command(
    name: "compare", summary: "Compare two tokenizers on the same texts",
    discussion: """
      Says how many tokens each takes, for all texts and for each language: tokens for a word, which is a run of \
      characters other than white space, and bytes for a token. Then it says where they disagree: documents with \
      other ids, and how many of the places where one cuts are places where the other cuts too. No text is shown.
      """,
    options: [
      .encoding, .languageField, Option("places", help: "List where the first differences stand, up to ten"),
      .textField, .workers,
    ],
    positionals: [
      Positional("TOKENIZER", .path(.file(extensions: ["json"])), "File of the one tokenizer"),
      Positional("OTHER", .path(.file(extensions: ["json"])), "File of the other"), .texts,
    ],
    examples: [
      Example(
        "sluice tokenizer compare -l lang old.json new.json letters.jsonl",
        "See which languages a new vocabulary serves better")
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in
      try TokenizerCompareOptions(invocation.arguments).run(invocation.console.outputStyle)
    })
}

private struct TokenizerCompareOptions {
  let files: [TokenizerFile]
  let texts: TextFiles
  let listsPlaces: Bool

  init(_ arguments: Arguments) throws(SluiceError) {
    files = try arguments.positionals.prefix(2).map { path throws(SluiceError) in try .open(path, arguments) }
    texts = TextFiles(
      arguments, files: Array(arguments.positionals.dropFirst(2)), language: arguments.value("language"))
    listsPlaces = arguments.flag("places")
  }

  func run(_ style: Style) throws -> Outcome {
    let found = try TokenizerComparison(files[0].tokenizer, files[1].tokenizer, texts).run()
    return Outcome(
      text: text(found, style),
      result: [
        "tokenizers": JSON(files.map { ["file": JSON($0.path), "sha256": JSON($0.digest.hex)] }),
        "languages": JSON(
          found.languages.map { language, pair in
            ["language": JSON(language), "first": json(pair.first), "second": json(pair.second)]
          }),
        "documents": JSON(found.documents), "otherIds": JSON(found.otherIDs),
        "cuts": [
          "first": JSON(found.cuts.first), "second": JSON(found.cuts.second), "both": JSON(found.cuts.both),
        ],
        "places": JSON(
          found.places.map {
            ["file": JSON($0.file ?? ""), "record": JSON($0.record ?? 0), "byte": JSON($0.byteOffset ?? 0)]
          }),
      ])
  }

  private func json(_ fertility: Fertility) -> JSON {
    [
      "documents": JSON(fertility.documents), "tokens": JSON(fertility.tokens),
      "words": JSON(fertility.words),
      "bytes": JSON(fertility.bytes), "tokensPerWord": fertility.tokensPerWord.map { JSON($0) } ?? nil,
      "bytesPerToken": fertility.bytesPerToken.map { JSON($0) } ?? nil,
    ]
  }

  private func text(_ found: TokenizerComparison.Result, _ style: Style) -> String {
    let columns: [Table.Column] = [
      .init("LANGUAGE"), .init("WORDS", numeric: true), .init("TOKENS", numeric: true),
      .init("OTHER", numeric: true), .init("A WORD", numeric: true), .init("OTHER", numeric: true),
      .init("BYTES A TOKEN", numeric: true), .init("OTHER", numeric: true),
    ]
    let rows = (found.languages + [("all", found.total)]).map { language, pair in
      [
        language.isEmpty ? "not named" : language, Decimal.grouped(pair.first.words),
        Decimal.grouped(pair.first.tokens), Decimal.grouped(pair.second.tokens),
        figure(pair.first.tokensPerWord), figure(pair.second.tokensPerWord), figure(pair.first.bytesPerToken),
        figure(pair.second.bytesPerToken),
      ]
    }
    var text = Table(columns, rows: texts.hasLanguages ? rows : Array(rows.suffix(1))).text(style) + "\n"
    text += "\(found.otherIDs.counted("document")) of \(Decimal.grouped(found.documents)) with other ids\n"
    text += "\(Decimal.grouped(found.cuts.both)) cuts in common, of \(Decimal.grouped(found.cuts.first)) and "
    text += "\(Decimal.grouped(found.cuts.second))\n"
    if listsPlaces {
      for place in found.places { text += "differs at \(DisplayText.printable("\(place)"))\n" }
    }
    return text
  }

  private func figure(_ value: Double?) -> String {
    guard let value else { return "-" }
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(Decimal.grouped(hundredths / 100)).\(rest < 10 ? "0" : "")\(rest)"
  }
}
