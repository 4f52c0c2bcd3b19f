internal import SluiceCore
internal import SluiceCrypto
internal import SluiceShards

extension Option {
  /// The key that opens a dataset.
  static let holder = Option(
    "key", "k", .text("KEY"), help: "Private key of a recipient: a file, or where the key is held")
  /// The key that signs a change.
  static let sign = Option(
    "sign", "s", .text("KEY"), help: "Key that signs the record and the manifest: a file, or where it is held"
  )
  /// Who may open a dataset from now on.
  static let recipients = Option(
    "recipient", "r", .text("KEY"), repeatable: true,
    help: "Who may open the dataset from now on: all of them, each as a file or a did:key")
  /// Why something is done.
  static let reason = Option("reason", nil, .text("TEXT"), help: "Why, as the signed record will say")
  /// The floor against an older manifest.
  static let minimumGeneration = Option(
    "min-generation", nil, .number("N", 1...(.max)), default: "1",
    help: "Least generation to accept, against an older manifest put back")
  /// Keys whose signature counts where the signer is one of them.
  static let trustBesideSigner = Option(
    "trust", "t", .path("KEY", .file(extensions: ["jwk"])), repeatable: true,
    default: "the public part of the key that signs",
    help: "Public key of a signer to trust: a file or a did:key")

  /// What every command that changes a dataset takes.
  static let change: [Option] = [.holder, .sign, .trustBesideSigner, .reason, .minimumGeneration]
}

/// What every command that changes a dataset is told.
struct DatasetOptions {
  let folder: String
  private let key: String?
  private let sign: String?
  private let trusted: [String]
  private let recipientTexts: [String]
  private let minimumGeneration: Int
  private let reasonText: String?

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    key = arguments.value("key")
    sign = arguments.value("sign")
    trusted = arguments.values("trust")
    recipientTexts = arguments.values("recipient")
    minimumGeneration = arguments.number("min-generation") ?? 1
    reasonText = arguments.value("reason")
  }

  /// Opens the dataset for changes.
  func keeper() throws(SluiceError) -> DatasetKeeper {
    guard let key else {
      throw SluiceError(
        .usage, "a dataset cannot be changed without a key that opens it",
        hint: "name a recipient's key with '--key KEY'")
    }
    guard let sign else {
      throw SluiceError(
        .usage, "a change needs a signature", hint: "name the key that signs with '--sign KEY'")
    }
    let signer = try KeyReference.held(sign)
    var keys = try trusted.isEmpty ? [] : KeyReference.trusted(trusted)
    if keys.isEmpty, let own = signer.publicKey { keys = [own] }
    return try DatasetKeeper(
      folder: folder, key: KeyReference.held(key), signer: signer, trusted: keys,
      minimumGeneration: minimumGeneration)
  }

  var hasRecipients: Bool { !recipientTexts.isEmpty }

  /// The recipients, of whom there must be one.
  func recipients() throws(SluiceError) -> [any HeldKey] {
    guard hasRecipients else {
      throw SluiceError(
        .usage, "the keys get new wrappings, and nobody is named who may open them",
        hint: "name all recipients with '--recipient KEY'")
    }
    return try KeyReference.recipients(recipientTexts)
  }

  /// Why; a change of others' data should not go without.
  func reason() throws(SluiceError) -> String {
    guard let reasonText, !reasonText.isEmpty, reasonText.utf8.count <= 1024 else {
      throw SluiceError(
        .usage, "the record needs a reason", hint: "give one with '--reason TEXT'; it must not name a person")
    }
    return reasonText
  }
}

extension Outcome {
  /// What a change did, for people and programs.
  init(_ record: ChangeRecord, of folder: String) {
    var lines: [String] = []
    switch record.action {
    case .rewrap: lines.append("\(folder): \(record.recipients.count.counted("recipient"))")
    case .tombstone: lines.append("\(folder): \(record.tombstones.count.counted("range")) withdrawn")
    case .erase, .compact:
      let rewritten = record.losses.filter { $0.successor != nil }.count
      lines.append(
        "\(folder): \((record.losses.count - rewritten).counted("shard")) erased, "
          + "\(rewritten.counted("shard")) written anew")
    }
    if !record.added.isEmpty { lines.append("  added: " + record.added.joined(separator: ", ")) }
    if !record.removed.isEmpty { lines.append("  removed: " + record.removed.joined(separator: ", ")) }
    lines.append("  generation \(record.generation), record \(record.number)")
    for limit in record.notReached { lines.append("  not reached: \(limit)") }
    self.init(
      text: lines.map { DisplayText.printable($0) + "\n" }.joined(), result: ["record": record.json])
  }
}
