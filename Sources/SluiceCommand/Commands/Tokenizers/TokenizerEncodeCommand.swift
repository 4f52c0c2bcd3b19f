internal import SluiceCore
internal import SluiceEngine
internal import SluiceTokenizers

extension Command {
  static let tokenizerEncode = Command(
    name: "encode", summary: "Turn a text into ids",
    discussion: """
      Takes the words of the command line as one text, their blanks as they are quoted. What looks like a control \
      token stays text unless it is allowed.
      """,
    options: [
      Option("pieces", "p", help: "Show what each id stands for"),
      Option("allow", nil, .text("TOKEN"), repeatable: true, help: "Control token that text may spell"),
      .encoding,
    ],
    positionals: [.tokenizer, Positional("TEXT", .text, "The text")],
    examples: [
      Example("sluice tokenizer encode tokenizer.json Grüße", "See the ids of a text"),
      Example("sluice tokenizer encode -p tokenizer.json Grüße", "See how it is cut"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try TokenizerEncodeOptions(invocation.arguments).encode() })
}

private struct TokenizerEncodeOptions {
  let file: TokenizerFile
  let text: String
  let allowed: Set<String>
  let showsPieces: Bool

  init(_ arguments: Arguments) throws(SluiceError) {
    file = try .open(arguments.positional(0) ?? "", arguments)
    text = arguments.positional(1) ?? ""
    allowed = Set(arguments.values("allow"))
    showsPieces = arguments.flag("pieces")
  }

  func encode() throws(SluiceError) -> Outcome {
    let encoder = try Encoder.forCommand(file.tokenizer, specials: allowed.isEmpty ? .text : .allow(allowed))
    let ids = try encoder.ids(text)
    var output = ids.map { String($0) }.joined(separator: " ") + "\n"
    var result: JSON = ["ids": JSON(ids.map { JSON(Int($0)) })]
    if showsPieces {
      var pieces: [String] = []
      for id in ids { pieces.append(String(decoding: try file.tokenizer.bytes(of: [id]), as: UTF8.self)) }
      output = zip(ids, pieces).map { "\($0)\t\(DisplayText.printable($1))\n" }.joined()
      result["pieces"] = JSON(pieces.map { JSON($0) })
    }
    return Outcome(text: output, result: result)
  }
}

extension Encoder {
  /// An encoder for a command; a token that is not there is a mistake of the command line.
  static func forCommand(
    _ tokenizer: Tokenizer, specials: SpecialTokenMode, memory: Int = 24 << 20
  ) throws(SluiceError) -> Encoder {
    do throws(SluiceError) {
      return try Encoder(tokenizer, specials: specials, memory: memory)
    } catch {
      throw SluiceError(.usage, error.message, hint: error.hint)
    }
  }
}
