internal import SluiceCore
internal import SluiceCrypto
internal import SluiceShards
internal import SluiceStorage

extension Command {
  static let shardInspect = Command(
    name: "inspect", summary: "Show what the manifest says about a dataset and its shards",
    options: [.trust],
    positionals: [.shards],
    examples: [
      Example("sluice shard inspect out/ --trust signing.public.jwk", "Show a dataset by a signer you trust")
    ],
    exitCodes: [.badData, .noInput],
    run: { invocation in try ShardInspectOptions(invocation.arguments).show(invocation.console) })
}

private struct ShardInspectOptions {
  let folder: String
  let trusted: [String]

  init(_ arguments: Arguments) {
    folder = arguments.positional(0) ?? ""
    trusted = arguments.values("trust")
  }

  func show(_ console: Console) throws(SluiceError) -> Outcome {
    let path = Path.join(folder, Manifest.fileName)
    let bytes = try InputFile.contents(of: path)
    let manifest: Manifest
    let signers: [String]
    do throws(SluiceError) {
      (manifest, signers) = try Manifest.verified(
        bytes, trusted: try KeyReference.trusted(trusted), now: nil, file: path)
    } catch {
      throw error.at(Place(file: path))
    }
    let terminal = console.outputTerminal
    return Outcome(
      text: text(manifest, signers, console.outputStyle, terminal.isInteractive ? terminal.width : nil),
      result: ["manifest": manifest.json, "signers": JSON(signers.map { JSON($0) })])
  }

  private func text(_ manifest: Manifest, _ signers: [String], _ style: Style, _ width: Int?) -> String {
    let bytes = manifest.shards.reduce(0) { $0 + $1.bytes }
    var facts = [
      ("dataset", "\(manifest.dataset), generation \(manifest.generation)"),
      ("signed", "\(manifest.created) by \(signers.joined(separator: ", "))"),
      ("tokenizer", "\(manifest.tokenizer.id), sha256 \(manifest.tokenizer.digest.hex.prefix(16))…"),
      (
        "content",
        "\(manifest.documents.counted("document")), \(manifest.tokens.counted("token")), "
          + "\(manifest.shards.count.counted("shard")), \(ByteSize(bytes: bytes))"
      ),
    ]
    if let expires = manifest.expires { facts.insert(("expires", expires.description), at: 2) }
    if let policy = manifest.policy { facts.append(("policy", policy.id)) }
    if let lineage = manifest.lineage { facts.append(("run", lineage.id)) }
    if !manifest.tombstones.isEmpty { facts.append(("erased", manifest.tombstones.count.counted("range"))) }
    let table = Table(
      [
        .init("SHARD"), .init("DOCUMENTS", numeric: true), .init("TOKENS", numeric: true),
        .init("BYTES", numeric: true), .init("GROUP"),
      ],
      rows: manifest.shards.map {
        [
          $0.name, Decimal.grouped($0.documents), Decimal.grouped($0.tokens), Decimal.grouped($0.bytes),
          $0.group,
        ]
      })
    return facts.map {
      style.bold(DisplayText.padded($0.0, to: 10)) + " " + DisplayText.printable($0.1) + "\n"
    }
    .joined() + "\n" + table.text(style, width: width)
  }
}
