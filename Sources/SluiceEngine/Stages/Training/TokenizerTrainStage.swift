internal import SluiceCore
internal import SluiceTokenizers

/// Trains a tokenizer on the text of the pipeline.
struct TokenizerTrainStage: PublishingSink {
  static let declaration = StageDeclaration(
    "tokenizer.train", .sink, "Trains a tokenizer on a text field, as the stages before have left it.",
    discussion: """
      Writes `tokenizer.json`, which a `tokenize` stage of another pipeline and Hugging Face tokenizers read. The \
      result depends on the records alone. Tokens are frequent parts of words: put the stage behind `anonymize` and \
      a policy gate, so that no raw text shapes them.
      """,
    options: TrainingOptions.declarations + [
      OptionDeclaration(
        "size", .integer(257...1 << 24), default: "32000",
        "Number of tokens: control tokens, bytes, characters and merged ones."),
      OptionDeclaration(
        "specials", .list(.text, atLeast: 1),
        "Control tokens, which get the first ids: `<|endoftext|>` if left out, or those usual with `sentencepiece`."
      ),
      OptionDeclaration(
        "minimumCount", .integer(1...1 << 53), default: "2",
        "How often a pair must occur to become a token."),
      OptionDeclaration(
        "minimumDocuments", .integer(1...Int(UInt32.max)), default: "1",
        "Words that fewer documents hold are left out."),
      OptionDeclaration(
        "coverage", .number(0...1), default: "0.9995",
        "With `sentencepiece`: share of all characters that get a token; the rest are written in bytes."),
    ])

  var outputs: [OutputPort] { [] }
  private let common: TrainingOptions
  private let trainer: BytePairTrainer
  private let minimumDocuments: Int

  static let fileName = "tokenizer.json"

  var folder: String { common.folder }

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    common = TrainingOptions(options, input: input, context: &context)
    minimumDocuments = options.integer("minimumDocuments") ?? 1
    trainer = BytePairTrainer(
      pattern: common.pattern, vocabularySize: options.integer("size") ?? 32000,
      specials: options["specials"] == nil ? nil : options.strings("specials"),
      minimumFrequency: UInt64(max(1, options.integer("minimumCount") ?? 2)),
      characterCoverage: options["coverage"]?.number ?? 0.9995)
    do throws(SluiceError) { try trainer.check() } catch {
      context.report("bad-vocabulary", error, at: options.json.place)
    }
  }

  static func isOutput(_ name: String) -> Bool { name == fileName }

  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer { CountingPreparer(common) }

  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter {
    let (trainer, minimumDocuments) = (trainer, UInt32(clamping: minimumDocuments))
    return try CountingWriter(
      folder: resources.path(folder), name: TokenizerTrainStage.fileName, resources: resources,
      published: published
    ) { counts, _, _ throws(SluiceError) in
      let kept = minimumDocuments > 1 ? counts.keeping(occurrences: 1, documents: minimumDocuments) : counts
      guard kept.count > 0 else {
        throw SluiceError(.badData, "there is no word to train on", hint: "see the field and the thresholds")
      }
      return try trainer.train(kept).json
    }
  }
}
