internal import SluiceCore
internal import SluiceCrypto
internal import SluiceLineage
internal import SluiceShards
internal import SluiceStorage
internal import SluiceTokenizers

/// Writes token shards: compressed, encrypted for the recipients, pinned by a signed manifest.
struct SealStage: PublishingSink {
  static let declaration = StageDeclaration(
    "seal", .sink, "Writes token shards: compressed, encrypted for recipients, pinned by a signed manifest.",
    discussion: """
      Each shard has a random key of its own, wrapped for every recipient in `keys.json`; the signed \
      `manifest.json` pins each shard's digest and key commitment. Formats: [shards](../formats/shard.md). \
      Training nodes read the folder with `sluice-reader`.
      """,
    options: [
      OptionDeclaration(
        "to", .path, required: true, "Folder for shards, manifest and keys, made if it is missing."),
      OptionDeclaration(
        "recipients", .oneOrMany(.path), required: true,
        "Public keys (JWK) of those who may open the shards. `${NAME}` takes an environment variable."),
      OptionDeclaration(
        "sign", .secret, required: true, "Secret that signs the manifest: an Ed25519, P-256 or P-384 JWK."),
      OptionDeclaration(
        "shardTokens", .integer(1...1 << 40), default: "33554432",
        "Number of tokens after which a shard ends with the document that reaches it."),
      OptionDeclaration(
        "profile", .choice(ShardProfile.allCases.map(\.rawValue)), default: "speed",
        "What shards are tuned for: `speed` of writing, `balanced`, `size`, or `random` access to single sequences."
      ),
      OptionDeclaration("expires", .text, "Last day (`2027-12-31`) on which readers accept the manifest."),
      OptionDeclaration(
        "country", .text, "ISO 3166-1 code of the country where the folder lies, for policies."),
    ])

  var outputs: [OutputPort] { [] }
  /// Folder for the shards, as the pipeline names it.
  let folder: String
  /// Files with the recipients' public keys, as the pipeline names them.
  let recipientFiles: [String]
  /// Country where the folder lies.
  let country: String?
  /// Secret that signs the manifest.
  let signer: String
  private let expires: Timestamp?
  private let shardPlan: ShardPlan?
  private let tokenizer: Manifest.Tokenizer?
  private let column: Int?
  private let agreement: Manifest.Reference?

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    folder = options.string("to") ?? ""
    recipientFiles = options.strings("recipients")
    country = options.string("country")
    signer = context.secret("sign", of: options) ?? ""
    column = input.fields.firstIndex { $0.type == .tokens }
    if column == nil, !input.fields.isEmpty {
      context.report(
        "no-tokens", "stage '\(context.stage)' gets no tokens", at: options.place("in"),
        hint: "put a 'tokenize' stage before it, or write records with 'write'")
    }
    expires = options.string("expires").flatMap { Timestamp($0) }
    if let value = options["expires"], expires == nil {
      context.report("bad-date", "'expires' must be a day such as 2027-12-31", at: value.place)
    }
    (shardPlan, tokenizer) = SealStage.plan(options, &context)
    agreement = context.ancestors.lazy.compactMap { ($0 as? PolicyGateStage)?.agreement }.first
    for value in options["recipients"].map({ $0.array ?? [$0] }) ?? [] {
      SealStage.checkRecipient(value, &context)
    }
  }

  private static func plan(
    _ options: StageOptions, _ context: inout PlanContext
  ) -> (ShardPlan?, Manifest.Tokenizer?) {
    let stages = context.ancestors.compactMap { $0 as? TokenizeStage }
    guard let first = stages.first, let tokenizer = first.tokenizer,
      let digest = Digest256(first.tokenizerDigest)
    else { return (nil, nil) }
    if stages.contains(where: { $0.tokenizerDigest != first.tokenizerDigest }) {
      context.report(
        "tokenizer-mismatch", "tokens of different tokenizers end in stage '\(context.stage)'",
        at: options.place("in"))
    }
    do throws(SluiceError) {
      let plan = try ShardPlan(
        vocabulary: tokenizer.vocabularySize,
        profile: options.string("profile").flatMap(ShardProfile.init) ?? .speed,
        shardTokens: options.integer("shardTokens").map { min(max(1, $0), 1 << 40) }
          ?? ShardPlan.defaultShardTokens,
        sequenceTokens: packedLength(options, &context))
      return (plan, Manifest.Tokenizer(id: first.name, digest: digest))
    } catch {
      context.report("bad-layout", error, at: options.json.place)
      return (nil, nil)
    }
  }

  /// Tokens of the sequences that the stages before pack; 1 where they pack none.
  private static func packedLength(_ options: StageOptions, _ context: inout PlanContext) -> Int {
    let packing = context.ancestors.compactMap { ($0 as? TokenizeStage)?.packing }
    guard let first = packing.first else { return 1 }
    let inputs = options["in"].map { $0.array ?? [$0] } ?? []
    let direct = inputs.map { input in
      let name = input.string.map { $0.prefix { $0 != "." } } ?? ""
      let position = context.ancestorNames.firstIndex { $0 == name }
      return position.flatMap { (context.ancestors[$0] as? TokenizeStage)?.packing }
    }
    if direct.contains(where: { $0?.length != first.length }) {
      context.report(
        "broken-packing",
        "stage '\(context.stage)' does not follow directly on stages that pack sequences alike",
        at: options.place("in"), hint: "put stages that drop records before 'tokenize'")
    }
    return first.length
  }

  /// Keys may be made after the pipeline was written, so a missing one is only a warning until the run.
  private static func checkRecipient(_ value: JSON, _ context: inout PlanContext) {
    guard let file = value.string else { return }
    do throws(SluiceError) {
      if try recipient(file, folder: context.pipeline.folder, in: LocalFileSystem()).isPrivate {
        context.report(
          "private-recipient", "recipient '\(file)' holds a private key", at: value.place,
          hint: "give the public part: sluice keys public", severity: .warning)
      }
    } catch {
      let isMissing = error.code == .noInput || error.code == .badPipeline
      context.report(
        "bad-recipient", "recipient '\(file)': \(error.message)", at: value.place,
        hint: error.hint ?? (isMissing ? "make a key with: sluice keys generate" : nil),
        severity: isMissing ? .warning : .error)
    }
  }

  static func recipient(
    _ file: String, folder: String, in fileSystem: any FileSystem
  ) throws(SluiceError) -> JWK {
    let path = PathResolution.resolve(try PathResolution.expand(file), in: folder)
    var bytes = try InputFile.contents(of: path, limit: 1 << 16, in: fileSystem)
    let key = try JWK(consuming: &bytes, file: path)
    guard key.kind.encryptionAlgorithm != nil else {
      throw SluiceError(
        .badData, "a key of kind \(key.kind.rawValue) cannot receive shards", at: Place(file: path),
        hint: "recipients have X25519, P-256 or P-384 keys")
    }
    return key
  }

  static func isOutput(_ name: String) -> Bool {
    name.hasSuffix(".slz") || name == Manifest.fileName || name == KeyFile.fileName
  }

  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer {
    Preparer(try BlockEncoder(requirePlan()))
  }

  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter {
    guard let column, let tokenizer else { throw SluiceError(.bug, "a seal stage without tokens was run") }
    var recipients: [JWK] = []
    for file in recipientFiles {
      recipients.append(
        try SealStage.recipient(file, folder: resources.pipelineFolder, in: resources.fileSystem))
    }
    return try SealWriter(
      plan: requirePlan(), tokenizer: tokenizer, column: column, folder: resources.path(folder),
      recipients: recipients, signer: resources.secrets.key(signer), expires: expires, agreement: agreement,
      resources: resources,
      published: published)
  }

  /// Names by which envelopes call the recipients; of keys that are not there yet, their files.
  func recipientNames(folder: String) -> [String] {
    recipientFiles.map { file in
      let key = try? SealStage.recipient(file, folder: folder, in: LocalFileSystem())
      return key.map { $0.keyID ?? $0.thumbprint } ?? file
    }
  }

  private func requirePlan() throws(SluiceError) -> ShardPlan {
    guard let shardPlan else { throw SluiceError(.bug, "a seal stage without a tokenizer was run") }
    return shardPlan
  }

  /// The recipients as the report shows them.
  func recipientRows(stage: Int, in resources: RunResources) throws -> [RunCatalogue.Recipient] {
    try recipientFiles.map { file in
      let key = try SealStage.recipient(file, folder: resources.pipelineFolder, in: resources.fileSystem)
      return RunCatalogue.Recipient(
        stage: stage, kid: key.keyID ?? key.thumbprint, keyType: key.kind.rawValue,
        algorithm: key.kind.encryptionAlgorithm ?? "")
    }
  }

  private final class Preparer: SinkPreparer {
    private let encoder: BlockEncoder

    init(_ encoder: BlockEncoder) { self.encoder = encoder }

    func prepare(_ frame: Frame) throws -> any Sendable { () }

    func perform(_ job: any Sendable) throws -> any Sendable {
      guard let job = job as? SealWriter.Job else {
        throw SluiceError(.bug, "a seal got work of another sink")
      }
      return SealWriter.Result(block: try encoder.encode(job.block), close: job.close)
    }
  }
}
