internal import SluiceCore
internal import SluiceCrypto
internal import SluiceKeys
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
        "Who may open the shards: files with public keys (JWK, key set or DID document), `did:key:…`, `pkcs11:…` or the address of a key service. `${NAME}` takes an environment variable."
      ),
      OptionDeclaration(
        "sign", .secret, required: true, "Secret that signs the manifest: an Ed25519, P-256 or P-384 JWK."),
      OptionDeclaration(
        "mechanisms", .choice(MechanismProfile.allCases.map(\.rawValue)),
        "Binds the dataset to a profile: `eccg` admits only what the European Cybersecurity Certification Group has agreed on, so P-256 or P-384 for recipients and signature."
      ),
      OptionDeclaration(
        "eraseBy", .text,
        "Field that names whom a document is about, for instance a pseudonym. `sluice shard erase --subject` then finds all documents of one value; the value itself is not stored."
      ),
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
  /// Recipients, as the pipeline names them.
  private let recipientTexts: [String]
  /// Country where the folder lies.
  let country: String?
  /// Secret that signs the manifest.
  let signer: String
  private let expires: Timestamp?
  private let shardPlan: ShardPlan?
  private let tokenizer: Manifest.Tokenizer?
  private let column: Int?
  private let agreement: Manifest.Reference?
  private let mechanisms: MechanismProfile?
  private let subjectColumn: Int?

  init(_ options: StageOptions, input: Schema, context: inout PlanContext) {
    folder = options.string("to") ?? ""
    recipientTexts = options.strings("recipients")
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
    mechanisms = options.string("mechanisms").flatMap(MechanismProfile.init)
    subjectColumn = context.field(
      "eraseBy", of: options, in: input, types: [.string, .integer]
    ).flatMap { field in input.fields.firstIndex { $0.name == field.name } }
    for value in options["recipients"].map({ $0.array ?? [$0] }) ?? [] {
      checkRecipient(value, &context)
    }
    checkSigner(options, &context)
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
  private func checkRecipient(_ value: JSON, _ context: inout PlanContext) {
    guard let text = value.string else { return }
    do throws(SluiceError) {
      let place = try SealStage.place(text, folder: context.pipeline.folder)
      guard place.isOffline else { return }
      let keys = try SealStage.recipients(place, in: LocalFileSystem())
      for case let key as JWK in keys where key.isPrivate && key.kind != .symmetric {
        context.report(
          "private-recipient", "recipient '\(text)' holds a private key", at: value.place,
          hint: "give the public part: sluice keys public", severity: .warning)
      }
      if let mechanisms { for key in keys { try mechanisms.require(key) } }
    } catch {
      let isMissing = error.code == .noInput || error.code == .badPipeline
      context.report(
        "bad-recipient", "recipient '\(text)': \(error.message)", at: value.place,
        hint: error.hint ?? (isMissing ? "make a key with: sluice keys generate" : nil),
        severity: isMissing ? .warning : .error)
    }
  }

  /// A signing key outside the profile is found before the run, where it can be read.
  private func checkSigner(_ options: StageOptions, _ context: inout PlanContext) {
    guard let mechanisms, context.pipeline.secrets[signer]?.isOffline == true,
      let key = try? SecretStore(context.pipeline, in: LocalFileSystem()).key(signer)
    else { return }
    do throws(SluiceError) { try mechanisms.require(key) } catch {
      context.report("bad-signer", error.message, at: options.place("sign"), hint: error.hint)
    }
  }

  private static func place(_ text: String, folder: String) throws(SluiceError) -> KeyPlace {
    let place = try KeyPlace(PathResolution.expand(text))
    guard case .file(let path) = place else { return place }
    return .file(PathResolution.resolve(path, in: folder))
  }

  private static func recipients(
    _ place: KeyPlace, in fileSystem: any FileSystem
  ) throws(SluiceError) -> [any HeldKey] {
    let keys = try KeyRing(in: fileSystem).keys(place, for: .keyAgreement)
    for key in keys where key.encryptionAlgorithm == nil {
      throw SluiceError(
        .badData, "a key of kind \(key.kind.rawValue) cannot receive shards", at: place.place,
        hint: "recipients have X25519, P-256 or P-384 keys")
    }
    return keys
  }

  /// The keys of all recipients.
  func recipients(folder: String, in fileSystem: any FileSystem) throws(SluiceError) -> [any HeldKey] {
    var keys: [any HeldKey] = []
    for text in recipientTexts {
      keys += try SealStage.recipients(SealStage.place(text, folder: folder), in: fileSystem)
    }
    return keys
  }

  static func isOutput(_ name: String) -> Bool {
    name.hasSuffix(".slz") || name == Manifest.fileName || name == KeyFile.fileName
  }

  func makePreparer(_ resources: RunResources) throws -> any SinkPreparer {
    Preparer(try BlockEncoder(requirePlan()))
  }

  func makeWriter(_ resources: RunResources, after published: [SinkReceipt]) throws -> any SinkWriter {
    guard let column, let tokenizer else { throw SluiceError(.bug, "a seal stage without tokens was run") }
    let recipients = try recipients(folder: resources.pipelineFolder, in: resources.fileSystem)
    let signer = try resources.secrets.held(signer)
    if let mechanisms { for key in recipients + [signer] { try mechanisms.require(key) } }
    return try SealWriter(
      plan: requirePlan(), tokenizer: tokenizer, column: column, subjectColumn: subjectColumn,
      folder: resources.path(folder), recipients: recipients, signer: signer, expires: expires,
      agreement: agreement, mechanisms: mechanisms, resources: resources, published: published)
  }

  /// Names by which envelopes call the recipients; of keys that are not there yet, as the pipeline names them.
  func recipientNames(folder: String) -> [String] {
    recipientTexts.flatMap { text in
      guard let place = try? SealStage.place(text, folder: folder) else { return [text] }
      if let name = place.keyName { return [name] }
      return (try? SealStage.recipients(place, in: LocalFileSystem()))?.compactMap(\.name) ?? [text]
    }
  }

  private func requirePlan() throws(SluiceError) -> ShardPlan {
    guard let shardPlan else { throw SluiceError(.bug, "a seal stage without a tokenizer was run") }
    return shardPlan
  }

  /// The recipients as the report shows them.
  func recipientRows(stage: Int, in resources: RunResources) throws -> [RunCatalogue.Recipient] {
    try recipients(folder: resources.pipelineFolder, in: resources.fileSystem).map { key in
      RunCatalogue.Recipient(
        stage: stage, kid: key.name ?? "", keyType: key.kind.rawValue,
        algorithm: key.encryptionAlgorithm ?? "")
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
