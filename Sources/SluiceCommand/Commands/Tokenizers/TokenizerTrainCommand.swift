internal import SluiceCore
internal import SluiceStorage
internal import SluiceTokenizers

extension Command {
  static let tokenizerTrain = Command(
    name: "train", summary: "Train a tokenizer on texts or on counts",
    discussion: """
      Makes a 'tokenizer.json' that Hugging Face tokenizers reads too. FILE is a text, or what 'count' has written; \
      counts of several holders add up. The result depends on the counts alone: it is the same for any number of \
      threads and any order of files. Pairs that occur equally often are taken by lower ids.
      """,
    options: [
      Option("to", "o", .path("FILE", .file(extensions: ["json"])), help: "File for the tokenizer; required"),
      .trainingPattern,
      Option(
        "size", "n", .number("N", 257...1 << 24), default: "32000",
        help: "Number of tokens: control tokens, bytes, characters and merged ones"),
      Option(
        "special", "s", .text("TOKEN"), repeatable: true,
        default: "<|endoftext|>, with sentencepiece <unk>, <s> and </s>",
        help: "Control token; they get the first ids"),
      Option(
        "minimum-count", "c", .number("N", 1...(.max)), default: "2",
        help: "How often a pair must occur to become a token"),
      Option(
        "coverage", nil, .text("SHARE"), default: "0.9995",
        help: "With sentencepiece: share of all characters that get a token; the rest are written in bytes"),
      .textField, .workers,
    ],
    positionals: [.texts],
    examples: [
      Example(
        "sluice tokenizer train -o tokenizer.json out/part-*.jsonl.zst", "Train on what a pipeline wrote"),
      Example(
        "sluice tokenizer train -n 64000 -o tokenizer.json clinic.jsonl registry.jsonl",
        "Train on the counts of two holders"),
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try TokenizerTrainOptions(invocation.arguments).run() })
}

private struct TokenizerTrainOptions {
  let texts: TextFiles
  let countsFiles: [String]
  let output: String
  let size: Int
  let specials: [String]
  let minimumCount: Int
  let coverage: Double
  /// The pattern that was asked for; counts files bring their own.
  let pattern: TrainingPattern?

  init(_ arguments: Arguments) throws(SluiceError) {
    output = try arguments.required("to")
    var files: (texts: [String], counts: [String]) = ([], [])
    for file in arguments.positionals {
      if try TokenizerTrainOptions.isCounts(file) {
        files.counts.append(file)
      } else {
        files.texts.append(file)
      }
    }
    countsFiles = files.counts
    texts = TextFiles(arguments, files: files.texts)
    size = arguments.number("size") ?? 32000
    specials = arguments.values("special")
    minimumCount = arguments.number("minimum-count") ?? 2
    coverage = try arguments.value("coverage").map(TokenizerTrainOptions.share) ?? 0.9995
    pattern = arguments.value("pattern").map { _ in arguments.trainingPattern }
  }

  private static func share(_ text: String) throws(SluiceError) -> Double {
    guard let value = Double(text), value > 0, value <= 1 else {
      throw SluiceError(.usage, "'--coverage' needs a share above 0 up to 1, not '\(text)'")
    }
    return value
  }

  /// Whether a file begins as counts files do.
  private static func isCounts(_ path: String) throws(SluiceError) -> Bool {
    let file = try InputFile(path)
    return try file.bytes(0..<min(16, file.size)).starts(with: #"{"sluice-counts""#.utf8)
  }

  func run() throws -> Outcome {
    var found = PieceCounting.Result()
    let pattern = try addCounts(to: &found) ?? .llama3
    let trainer = BytePairTrainer(
      pattern: pattern, vocabularySize: size, specials: specials.isEmpty ? nil : specials,
      minimumFrequency: UInt64(minimumCount), characterCoverage: coverage)
    try trainer.check()
    if !texts.files.isEmpty { found.add(try PieceCounting(texts: texts, pattern: pattern).run()) }
    guard found.counts.count > 0 else {
      throw SluiceError(.badData, "there is no word to train on", hint: "see the field and the thresholds")
    }
    let trained = try trainer.train(found.counts)
    try AtomicFile.write(trained.json, to: output, isShared: true)
    var text = "wrote \(DisplayText.printable(output)): \(trained.count.counted("token")), from "
    text += "\(found.counts.count.counted("different word")) of \(found.documents.counted("document"))\n"
    if trained.count < size { text += "no pair is left that occurs \(minimumCount) times\n" }
    return Outcome(
      text: text,
      result: [
        "file": JSON(output), "pattern": JSON(pattern.rawValue), "ids": JSON(trained.count),
        "words": JSON(found.counts.count), "documents": JSON(found.documents), "bytes": JSON(found.bytes),
      ])
  }

  /// Adds what the counts files tell, and returns the pattern that they and the command line agree on.
  private func addCounts(to found: inout PieceCounting.Result) throws(SluiceError) -> TrainingPattern? {
    var pattern = pattern
    for path in countsFiles {
      let file = try CountsFile.read(InputFile.contents(of: path, limit: 1 << 32), file: path)
      if let pattern, file.pattern != pattern {
        throw SluiceError(
          .badData, "the counts are of pattern '\(file.pattern.rawValue)', not '\(pattern.rawValue)'",
          at: Place(file: path), hint: "all must be counted with the same pattern")
      }
      pattern = file.pattern
      found.add(PieceCounting.Result(counts: file.counts, documents: file.documents, bytes: file.bytes))
    }
    return pattern
  }
}
