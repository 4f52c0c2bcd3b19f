internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage
internal import SluiceTokenizers

/// Turns text into token ids.
struct TokenizeStage: MapStage {
  static let declaration = StageDeclaration(
    "tokenize", .map, "Turns a text field into token ids; all other fields end here.",
    discussion: """
      Reads Hugging Face `tokenizer.json` files; the ids equal those of `tokenizers` on every text. What in a \
      text looks like a control token stays text unless `specials` says otherwise.
      """,
    options: [
      OptionDeclaration("field", .field, default: "text", "The text field to encode."),
      OptionDeclaration("tokenizer", .path, required: true, "The `tokenizer.json`."),
      OptionDeclaration(
        "append", .text, "Control token to put after each document, such as `<|endoftext|>`."),
      OptionDeclaration(
        "specials", .either([.choice(["text", "count", "forbid"]), .list(.text, atLeast: 1)]),
        default: "text",
        """
        What becomes of text that spells a control token: `text` encodes it as text, `count` does so and counts \
        it, `forbid` drops the record, a list names the tokens that are allowed to become control tokens.
        """),
    ], dropReasons: ["control-token"])

  let outputs: [OutputPort]
  var counters: [StageCounter] {
    ["documents", "tokens", "bytes", "control-tokens"].map { StageCounter($0) }
  }
  var derivations: [String: [String]] { ["tokens": [fieldName]] }
  private let fieldName: String
  /// The tokenizer, if it could be loaded.
  let tokenizer: Tokenizer?
  /// Name of the tokenizer's file.
  let name: String
  /// SHA-256 of the tokenizer's file.
  let tokenizerDigest: [UInt8]
  private let column: Int?
  private let append: UInt32?
  private let specials: SpecialTokenMode

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    let field = context.field("field", of: options, in: input, types: [.string], fallback: "text")
    fieldName = field?.name ?? "text"
    column = field.flatMap { input.index(of: $0.name) }
    outputs = [OutputPort("", Schema([Field("tokens", .tokens, field?.label ?? PrivacyLabel())]))]
    specials = TokenizeStage.mode(options["specials"])
    name = options.string("tokenizer").map(Path.name) ?? ""
    (tokenizer, tokenizerDigest) = TokenizeStage.load(options, &context)
    append = TokenizeStage.appended(options, tokenizer, &context)
    if let tokenizer {
      do throws(SluiceError) { _ = try Encoder(tokenizer, specials: specials, memory: 1 << 20) } catch {
        context.report("bad-specials", error, at: options.place("specials"))
      }
    }
  }

  func makeWorker(_ resources: RunResources) throws -> any MapWorker {
    guard let tokenizer, let column else {
      throw SluiceError(.bug, "a tokenize stage without a tokenizer was run")
    }
    let memory = min(256 << 20, max(1 << 20, resources.memory / 8 / resources.workers))
    return Worker(
      encoder: try Encoder(tokenizer, specials: specials, memory: memory), column: column, append: append,
      schema: outputs[0].schema)
  }

  private static func mode(_ json: JSON?) -> SpecialTokenMode {
    if let allowed = json?.array { return .allow(Set(allowed.compactMap(\.string))) }
    switch json?.string {
    case "count": return .count
    case "forbid": return .forbid
    default: return .text
    }
  }

  private static func load(_ options: StageOptions, _ context: inout PlanContext) -> (Tokenizer?, [UInt8]) {
    guard let path = options.string("tokenizer") else { return (nil, []) }
    do throws(SluiceError) {
      let file = PathResolution.resolve(try PathResolution.expand(path), in: context.pipeline.folder)
      let bytes = try InputFile.contents(of: file, limit: 256 << 20)
      return (try Tokenizer.load(bytes, file: file), Digest256.hash(bytes).bytes)
    } catch {
      context.report("bad-tokenizer", error, at: options.place("tokenizer"))
      return (nil, [])
    }
  }

  private static func appended(
    _ options: StageOptions, _ tokenizer: Tokenizer?, _ context: inout PlanContext
  ) -> UInt32? {
    guard let text = options.string("append"), let tokenizer else { return nil }
    if let id = tokenizer.id(of: text) { return id }
    context.report(
      "unknown-token", "the tokenizer has no control token '\(text)'", at: options.place("append"),
      hint: Suggestion.hint(for: text, among: tokenizer.addedTokens.map(\.content)))
    return nil
  }

  private final class Worker: MapWorker {
    private let encoder: Encoder
    private let column: Int
    private let append: UInt32?
    private let schema: Schema

    init(encoder: Encoder, column: Int, append: UInt32?, schema: Schema) {
      self.encoder = encoder
      self.column = column
      self.append = append
      self.schema = schema
    }

    func process(_ frame: Frame, _ outcome: inout StageOutcome) throws -> [Frame] {
      guard case .text(let text) = frame.columns[column] else { return [] }
      var tokens = TokenColumn()
      tokens.ids.reserveCapacity(text.bytes.count / 3)
      let report = try encoder.encode(text, selection: frame.selection, append: append, into: &tokens)
      var forbidden = Bitmap(repeating: false, count: frame.count)
      for row in report.forbiddenRows { forbidden[row] = true }
      outcome.drop(forbidden, reason: 0)
      outcome.counts = [report.documents, report.tokens, report.bytes, report.specials]
      var output = Frame(
        schema: schema, columns: [.tokens(tokens)], ordinals: frame.ordinals, origin: frame.origin)
      output.selection = frame.selection
      return [output]
    }
  }
}
