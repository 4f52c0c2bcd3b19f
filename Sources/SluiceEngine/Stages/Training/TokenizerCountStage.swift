internal import SluiceCore
internal import SluiceTokenizers

/// Counts words for training with others.
struct TokenizerCountStage: PublishingSink {
  static let declaration = StageDeclaration(
    "tokenizer.count", .sink, "Counts the words of a text field, for training a tokenizer with others.",
    discussion: """
      Writes `counts.jsonl`, which `sluice tokenizer train` takes in place of text. The file holds words of the text, \
      in the clear: only those that occur in enough documents, but a name that many documents hold is one of them. \
      Put the stage behind `anonymize` and a policy gate. Format: [counts](../formats/counts.md).
      """,
    options: TrainingOptions.declarations + [
      OptionDeclaration(
        "minimumDocuments", .integer(1...Int(UInt32.max)), default: "10",
        "Words that fewer documents hold are left out."),
      OptionDeclaration(
        "minimumCount", .integer(1...1 << 53), default: "1", "Words that occur less often are left out."),
    ])

  var outputs: [OutputPort] { [] }
  private let common: TrainingOptions
  private let minimumDocuments: Int
  private let minimumCount: Int

  static let fileName = "counts.jsonl"

  var folder: String { common.folder }

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    common = TrainingOptions(options, input: input, context: &context)
    minimumDocuments = options.integer("minimumDocuments") ?? 10
    minimumCount = options.integer("minimumCount") ?? 1
  }

  static func isOutput(_ name: String) -> Bool { name == fileName }

  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer { CountingPreparer(common) }

  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter {
    let (pattern, minimumDocuments, minimumCount) = (common.pattern, minimumDocuments, minimumCount)
    return try CountingWriter(
      folder: resources.path(folder), name: TokenizerCountStage.fileName, resources: resources,
      published: published
    ) { counts, documents, bytes throws(SluiceError) in
      CountsFile(
        counts, pattern: pattern, documents: documents, bytes: bytes,
        minimumCount: UInt64(minimumCount), minimumDocuments: UInt32(clamping: minimumDocuments)
      ).serialized
    }
  }
}
