internal import SluiceCore
internal import SluiceTokenizers

/// What the stages that count words have in common: which field, which pattern, which folder.
struct TrainingOptions: Sendable {
  /// Folder for the file, as the pipeline names it.
  let folder: String
  /// How text is cut.
  let pattern: TrainingPattern
  /// Column of the text, if there is one.
  let column: Int?

  static let declarations = [
    OptionDeclaration("field", .field, default: "text", "The text field whose words are counted."),
    OptionDeclaration("to", .path, required: true, "Folder for the file, made if it is missing."),
    OptionDeclaration(
      "pattern", .choice(TrainingPattern.allCases.map(\.rawValue)), default: "llama3",
      "How text is cut before words are counted; all who train together take the same."),
  ]

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    folder = options.string("to") ?? ""
    pattern = options.string("pattern").flatMap(TrainingPattern.init) ?? .llama3
    let field = context.field("field", of: options, in: input, types: [.string], fallback: "text")
    column = field.flatMap { input.index(of: $0.name) }
  }
}
