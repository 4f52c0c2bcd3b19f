internal import SluiceCore
internal import SluiceCrypto
internal import SluiceEngine
internal import SluiceTokenizers

extension Command {
  static let tokenizerInspect = Command(
    name: "inspect", summary: "Describe a tokenizer",
    discussion: """
      Says how many ids it has and how wide they are in shards, how text is cut before it is encoded, and which \
      tokens stand outside the vocabulary. The digests are those that runs record.
      """,
    options: [.encoding], positionals: [.tokenizer],
    examples: [Example("sluice tokenizer inspect tokenizer.json", "See what a file holds")],
    exitCodes: [.badData, .noInput],
    run: { invocation in
      try TokenizerInspection(.open(invocation.arguments.positional(0) ?? "", invocation.arguments)).outcome
    })
}

private struct TokenizerInspection {
  let file: TokenizerFile

  init(_ file: TokenizerFile) { self.file = file }

  private var width: String { file.tokenizer.vocabularySize <= 1 << 16 ? "u16" : "u32" }

  var outcome: Outcome {
    let tokenizer = file.tokenizer
    var rows = [
      ["ids", Decimal.grouped(tokenizer.vocabularySize)], ["width", width],
      ["digest", tokenizer.digest], ["sha256", file.digest.hex],
      ["pattern", file.patternDigest.hex],
    ]
    for (position, cut) in tokenizer.cuts.enumerated() { rows.append([position == 0 ? "cut by" : "", cut]) }
    for (position, token) in tokenizer.addedTokens.enumerated() {
      let kind = token.isSpecial ? "control" : "added"
      rows.append([position == 0 ? "tokens" : "", "\(token.id) \(kind) \(token.content)"])
    }
    let title = rows.map { $0[0].count }.max() ?? 0
    let text = rows.map { row in
      row[0] + String(repeating: " ", count: title - row[0].count + 2) + DisplayText.printable(row[1]) + "\n"
    }
    return Outcome(
      text: DisplayText.printable(file.path) + "\n" + text.joined(),
      result: [
        "file": JSON(file.path), "ids": JSON(tokenizer.vocabularySize), "width": JSON(width),
        "digest": JSON(tokenizer.digest), "sha256": JSON(file.digest.hex),
        "patternSha256": JSON(file.patternDigest.hex), "cuts": JSON(tokenizer.cuts.map { JSON($0) }),
        "addedTokens": JSON(
          tokenizer.addedTokens.map {
            ["id": JSON(Int($0.id)), "content": JSON($0.content), "special": JSON($0.isSpecial)]
          }),
      ])
  }
}
