internal import SluiceCore
internal import SluiceCrypto
internal import SluiceTokenizers

/// Turns text into token ids.
struct TokenizeStage: MapStage {
  static let declaration = StageDeclaration(
    "tokenize", .map, "Turns a text field into token ids; all other fields end here.",
    discussion: """
      Reads the `tokenizer.json` of Hugging Face tokenizers and the other files that \
      [Tokenizers](../tokenizers.md) lists; the ids equal those of the reference on every text. What in a text \
      looks like a control token stays text unless `specials` says otherwise. Shards hold ids of 16 bits where the \
      vocabulary allows it.
      """,
    options: [
      OptionDeclaration("field", .field, default: "text", "The text field to encode."),
      OptionDeclaration("tokenizer", .path, required: true, "File of the tokenizer."),
      OptionDeclaration(
        "encoding", .text,
        "Encoding of a tiktoken rank file, such as `cl100k_base`: the file does not say it."),
      OptionDeclaration(
        "append", .text, "Control token to put after each document, such as `<|endoftext|>`."),
      OptionDeclaration(
        "specials", .either([.choice(["text", "count", "forbid"]), .list(.text, atLeast: 1)]),
        default: "text",
        """
        What becomes of text that spells a control token: `text` encodes it as text, `count` does so and counts \
        it, `forbid` drops the record, a list names the tokens that are allowed to become control tokens.
        """),
      OptionDeclaration(
        "roundTrip", .choice(RoundTrip.allCases.map(\.rawValue)), default: "off",
        """
        Whether the ids of each document are decoded and compared with its text: `count` counts documents that do \
        not come back, `drop` drops them, `fail` ends the run at the first.
        """),
      OptionDeclaration(
        "language", .field,
        """
        Field with the language, such as `de` or `pt-BR`: the report then says how many tokens a word takes in each.
        """),
      OptionDeclaration(
        "pack",
        .object([
          OptionDeclaration("length", .integer(16...1 << 20), required: true, "Tokens of a sequence."),
          OptionDeclaration(
            "mode", .choice(["concatenate", "best-fit"]), default: "concatenate",
            """
            `concatenate` leaves documents in their order, so that sequences end within them. `best-fit` reorders \
            the documents of each frame: those that fit stay whole, longer ones are not cut more often than they must \
            be, and sequences are filled up with `pad`; the `seal` stage must follow directly.
            """),
          OptionDeclaration("pad", .text, "With `best-fit`: control token that fills up sequences."),
        ]),
        "Arranges documents for training on sequences of one length."),
    ], dropReasons: ["control-token", "not-reversible"])

  /// What is done about documents that do not come back from their ids.
  enum RoundTrip: String, CaseIterable, Sendable { case off, count, drop, fail }

  let outputs: [OutputPort]
  var derivations: [String: [String]] { ["tokens": [fieldName]] }
  private let fieldName: String
  /// The tokenizer's file, if it could be read.
  let file: TokenizerFile?
  /// The tokenizer, if it could be loaded.
  var tokenizer: Tokenizer? { file?.tokenizer }
  /// Name of the tokenizer's file.
  var name: String { file?.name ?? "" }
  /// SHA-256 of the tokenizer's file.
  var tokenizerDigest: [UInt8] { file?.digest.bytes ?? [] }
  /// How documents are arranged in sequences, if they are.
  let packing: SequencePacking?
  /// Tokens of a sequence, where documents stay in their order.
  private let sequenceLength: Int?
  private let column: Int?
  private let languageColumn: Int?
  private let append: UInt32?
  private let specials: SpecialTokenMode
  private let roundTrip: RoundTrip

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    let field = context.field("field", of: options, in: input, types: [.string], fallback: "text")
    fieldName = field?.name ?? "text"
    column = field.flatMap { input.index(of: $0.name) }
    outputs = [OutputPort("", Schema([Field("tokens", .tokens, field?.label ?? PrivacyLabel())]))]
    specials = TokenizeStage.mode(options["specials"])
    roundTrip = options.string("roundTrip").flatMap(RoundTrip.init) ?? .off
    languageColumn = context.field("language", of: options, in: input, types: [.string])
      .flatMap { input.index(of: $0.name) }
    file = TokenizeStage.load(options, &context)
    append = TokenizeStage.token("append", options.json, options.place("append"), file?.tokenizer, &context)
    let pack = options["pack"]
    sequenceLength = pack?["length"]?.integer.flatMap { (16...1 << 20).contains($0) ? $0 : nil }
    packing = TokenizeStage.packing(pack, sequenceLength, file?.tokenizer, &context)
    if let tokenizer = file?.tokenizer {
      do throws(SluiceError) { _ = try Encoder(tokenizer, specials: specials, memory: 1 << 20) } catch {
        context.report("bad-specials", error, at: options.place("specials"))
      }
    }
  }

  func makeWorker(_ resources: RunResources) throws -> any MapWorker {
    guard let tokenizer = file?.tokenizer, let column else {
      throw SluiceError(.bug, "a tokenize stage without a tokenizer was run")
    }
    let memory = min(256 << 20, max(1 << 20, resources.memory / 8 / resources.workers))
    return TokenizeWorker(
      encoder: try Encoder(tokenizer, specials: specials, memory: memory), stage: self, column: column,
      languageColumn: languageColumn, append: append, roundTrip: roundTrip, sequenceLength: sequenceLength)
  }

  private static func mode(_ json: JSON?) -> SpecialTokenMode {
    if let allowed = json?.array { return .allow(Set(allowed.compactMap(\.string))) }
    switch json?.string {
    case "count": return .count
    case "forbid": return .forbid
    default: return .text
    }
  }

  private static func load(_ options: StageOptions, _ context: inout PlanContext) -> TokenizerFile? {
    guard let path = options.string("tokenizer") else { return nil }
    do throws(SluiceError) {
      let file = PathResolution.resolve(try PathResolution.expand(path), in: context.pipeline.folder)
      return try TokenizerFile(file, encoding: options.string("encoding"))
    } catch {
      context.report("bad-tokenizer", error, at: options.place("tokenizer"))
      return nil
    }
  }

  /// Id of the control token that the member `key` names, reported when there is none.
  private static func token(
    _ key: String, _ json: JSON, _ place: Place, _ tokenizer: Tokenizer?, _ context: inout PlanContext
  ) -> UInt32? {
    guard let text = json[key]?.string, let tokenizer else { return nil }
    if let id = tokenizer.id(of: text) { return id }
    context.report(
      "unknown-token", "the tokenizer has no control token '\(text)'", at: place,
      hint: Suggestion.hint(for: text, among: tokenizer.addedTokens.map(\.content)))
    return nil
  }

  private static func packing(
    _ pack: JSON?, _ length: Int?, _ tokenizer: Tokenizer?, _ context: inout PlanContext
  ) -> SequencePacking? {
    guard let pack, let length else { return nil }
    let isBestFit = pack["mode"]?.string == "best-fit"
    guard isBestFit, pack["pad"] != nil else {
      if isBestFit || pack["pad"] != nil {
        context.report(
          "bad-packing",
          isBestFit ? "'best-fit' fills up sequences and needs 'pad'" : "only 'best-fit' fills up sequences",
          at: pack.place, hint: isBestFit ? "name a control token, such as \"<|pad|>\"" : "leave out 'pad'")
      }
      return nil
    }
    let place = pack["pad"]?.place ?? pack.place
    return token("pad", pack, place, tokenizer, &context).map { SequencePacking(length: length, pad: $0) }
  }
}

// MARK: - Counters

extension TokenizeStage {
  /// Numbers of the counters that every tokenize stage has.
  enum Counter: Int, CaseIterable {
    case documents, tokens, bytes, controlTokens, notReversible, sequences, padding, cutDocuments

    var name: String {
      switch self {
      case .documents: "documents"
      case .tokens: "tokens"
      case .bytes: "bytes"
      case .controlTokens: "control-tokens"
      case .notReversible: "not-reversible"
      case .sequences: "sequences"
      case .padding: "padding"
      case .cutDocuments: "cut-documents"
      }
    }
  }

  /// What is counted for each language, in this order.
  static let languageFigures = ["documents", "tokens", "words", "bytes"]

  var counters: [StageCounter] {
    let common = Counter.allCases.map { StageCounter($0.name) }
    guard languageColumn != nil else { return common }
    return common
      + TextLanguages.names.flatMap { language in
        TokenizeStage.languageFigures.map { StageCounter("language.\(language).\($0)") }
      }
  }
}
