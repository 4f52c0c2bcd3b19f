internal import SluiceCore
internal import SluiceEngine
internal import SluiceTokenizers

extension Command {
  static let tokenizerDecode = Command(
    name: "decode", summary: "Turn ids back into text",
    discussion: """
      Ids that begin or end inside a character give U+FFFD there. With '--json' the text stands in the result.
      """,
    options: [.encoding],
    positionals: [.tokenizer, Positional("ID", .text, repeatable: true, "Ids, in the order of the text")],
    examples: [Example("sluice tokenizer decode tokenizer.json 464 3290", "Read two tokens")],
    exitCodes: [.badData, .noInput],
    run: { invocation throws(SluiceError) in
      let arguments = invocation.arguments
      let file = try TokenizerFile.open(arguments.positional(0) ?? "", arguments)
      var ids: [UInt32] = []
      for word in arguments.positionals.dropFirst().flatMap({ $0.split(whereSeparator: " ,".contains) }) {
        guard let id = UInt32(word) else {
          throw SluiceError(.usage, "'\(word)' is no id", hint: "ids are whole numbers")
        }
        ids.append(id)
      }
      let text = String(decoding: try file.tokenizer.bytes(of: ids), as: UTF8.self)
      return Outcome(text: text + "\n", result: ["text": JSON(text)])
    })
}
