internal import SluiceCore
internal import SluiceEngine

extension Command {
  static let tokenizer = Command(
    name: "tokenizer", group: .tokens, summary: "Train, look at and compare tokenizers",
    discussion: """
      A tokenizer is a file: the 'tokenizer.json' of Hugging Face tokenizers, or another kind that the page \
      Docs/tokenizers.md lists. 'train' makes new ones, of text or of counts that others made of theirs.
      """,
    subcommands: [
      .tokenizerTrain, .tokenizerCount, .tokenizerInspect, .tokenizerEncode, .tokenizerDecode,
      .tokenizerCompare,
    ])
}

extension Option {
  /// Name of the encoding of a rank file.
  static let encoding = Option(
    "encoding", "e", .text("NAME"),
    help: "Encoding of a tiktoken rank file, such as cl100k_base: the file does not say it")
  /// The field with the text.
  static let textField = Option("field", "f", .text("NAME"), default: "text", help: "Field with the text")
  /// The field with the language.
  static let languageField = Option(
    "language", "l", .text("NAME"), help: "Field with the language, for figures of each")
  /// Number of threads.
  static let workers = Option(
    "workers", "j", .number("N", 1...1024), default: "one for each processor", help: "Number of threads")
}

extension Positional {
  /// Files with texts.
  static let texts = Positional(
    "FILE", .path(.file(extensions: ["jsonl", "csv", "txt"])), repeatable: true,
    "Files with texts: JSON lines, CSV or plain text, also compressed and in archives")
  /// A tokenizer.
  static let tokenizer = Positional("TOKENIZER", .path(.file(extensions: ["json"])), "File of the tokenizer")
}

extension TokenizerFile {
  /// Reads the tokenizer that a command line names; what is wrong with it is bad data here.
  static func open(_ path: String, _ arguments: Arguments) throws(SluiceError) -> TokenizerFile {
    do throws(SluiceError) {
      return try TokenizerFile(path, encoding: arguments.value("encoding"))
    } catch {
      throw SluiceError(
        error.code == .badPipeline ? .badData : error.code, error.message, at: error.place, hint: error.hint)
    }
  }
}
