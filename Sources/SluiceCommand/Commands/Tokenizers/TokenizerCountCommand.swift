internal import SluiceCore
internal import SluiceStorage
internal import SluiceTokenizers

extension Command {
  static let tokenizerCount = Command(
    name: "count", summary: "Count the words of texts, for training with others",
    discussion: """
      Writes a file of counts that 'train' takes in place of text, so that several holders of data can train one \
      tokenizer without showing each other their text. The file holds words of the text. Only those are written \
      that occur in enough documents; a word that many documents hold is written, even if it is a name. Count text \
      that has been anonymized. The stage 'tokenizer.count' does so within a pipeline.
      """,
    options: [
      Option("to", "o", .path("FILE", .file(extensions: ["jsonl"])), help: "File for the counts; required"),
      .trainingPattern,
      Option(
        "minimum-documents", "d", .number("N", 1...Int(UInt32.max)), default: "10",
        help: "Leave out words that fewer documents hold"),
      Option(
        "minimum-count", "c", .number("N", 1...(.max)), default: "1",
        help: "Leave out words that occur less often"),
      .textField, .workers,
    ],
    positionals: [.texts],
    examples: [
      Example(
        "sluice tokenizer count -o counts.jsonl letters.jsonl.zst", "Count words of ten documents or more"),
      Example(
        "sluice tokenizer count -d 50 -p sentencepiece -o counts.jsonl a.jsonl b.jsonl",
        "Share less, for another kind of tokenizer"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try TokenizerCountOptions(invocation.arguments).run() })
}

extension Option {
  /// How text is cut for training.
  static let trainingPattern = Option(
    "pattern", "p", .choice("PATTERN", TrainingPattern.allCases.map(\.rawValue)), default: "llama3",
    help: "How text is cut before pairs are counted")
}

extension Arguments {
  /// The pattern for training.
  var trainingPattern: TrainingPattern { value("pattern").flatMap(TrainingPattern.init) ?? .llama3 }

  /// The value of an option that must be given.
  func required(_ name: String) throws(SluiceError) -> String {
    guard let value = value(name) else { throw SluiceError(.usage, "'--\(name)' is missing") }
    return value
  }
}

private struct TokenizerCountOptions {
  let counting: PieceCounting
  let output: String
  let minimumCount: Int
  let minimumDocuments: Int

  init(_ arguments: Arguments) throws(SluiceError) {
    output = try arguments.required("to")
    minimumCount = arguments.number("minimum-count") ?? 1
    minimumDocuments = arguments.number("minimum-documents") ?? 10
    counting = PieceCounting(
      texts: TextFiles(arguments, files: arguments.positionals), pattern: arguments.trainingPattern)
  }

  func run() throws -> Outcome {
    let found = try counting.run()
    let file = CountsFile(
      found.counts, pattern: counting.pattern, documents: found.documents, bytes: found.bytes,
      minimumCount: UInt64(minimumCount), minimumDocuments: UInt32(clamping: minimumDocuments))
    try AtomicFile.write(file.serialized, to: output)
    let left = Int(clamping: file.leftOutOccurrences)
    return Outcome(
      text: """
        wrote \(DisplayText.printable(output)): \(file.counts.count.counted("word")) of \
        \(found.documents.counted("document"))
        left out \(file.leftOutPieces.counted("word")) that fewer than \
        \(minimumDocuments.counted("document")) hold\(minimumCount > 1 ? " or that are rarer" : ""), \
        \(left.counted("occurrence"))

        """,
      result: [
        "file": JSON(output), "pattern": JSON(counting.pattern.rawValue), "documents": JSON(found.documents),
        "bytes": JSON(found.bytes), "words": JSON(file.counts.count),
        "occurrences": JSON(Int(clamping: file.counts.total)), "leftOutWords": JSON(file.leftOutPieces),
        "leftOutOccurrences": JSON(left),
      ])
  }
}
