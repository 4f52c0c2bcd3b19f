internal import SluiceCore
internal import SluiceCrypto
internal import SluiceLineage
internal import SluiceShards
internal import SluiceStorage

/// The ordered part of a seal stage: cuts documents into blocks, writes encrypted shards, signs the manifest.
final class SealWriter: SinkWriter {
  /// A block to be compressed, and for the last of a shard what its receipt will say.
  struct Job: Sendable {
    var block: TokenBlock
    var close: SinkReceipt?
  }

  /// A compressed block.
  struct Result: Sendable {
    var block: EncodedBlock
    var close: SinkReceipt?
  }

  private let plan: ShardPlan
  private let tokenizer: Manifest.Tokenizer
  private let column: Int
  private let subjectColumn: Int?
  private let folder: String
  private let recipients: [any HeldKey]
  private let signer: any HeldKey
  private let expires: Timestamp?
  private let agreement: Manifest.Reference?
  private let mechanisms: MechanismProfile?
  private let resources: RunResources
  private let secrets: DatasetSecrets
  private let writer: ShardWriter
  private var assembler: ShardAssembler
  private var shard: Int
  private var documents = 0
  private var next: (frame: Int, row: Int)

  init(
    plan: ShardPlan, tokenizer: Manifest.Tokenizer, column: Int, subjectColumn: Int?, folder: String,
    recipients: [any HeldKey], signer: any HeldKey, expires: Timestamp?, agreement: Manifest.Reference?,
    mechanisms: MechanismProfile?, resources: RunResources, published: [SinkReceipt]
  ) throws {
    self.plan = plan
    self.tokenizer = tokenizer
    self.column = column
    self.subjectColumn = subjectColumn
    self.folder = folder
    self.recipients = recipients
    self.signer = signer
    self.expires = expires
    self.agreement = agreement
    self.mechanisms = mechanisms
    self.resources = resources
    shard = (published.last?.file ?? -1) + 1
    next = (published.last?.nextFrame ?? 0, published.last?.nextRow ?? 0)
    try resources.fileSystem.makeFolder(folder)
    secrets = try SealWriter.secrets(of: folder, in: resources)
    writer = ShardWriter(plan, secrets: secrets, folder: folder, in: resources.fileSystem)
    assembler = ShardAssembler(plan, firstShard: shard)
  }

  /// The keys of the dataset: those that an earlier attempt sealed in the run's folder, or new ones.
  private static func secrets(of folder: String, in resources: RunResources) throws -> DatasetSecrets {
    let sealer = try resources.runKey.sealer(purpose: "dataset-keys")
    let name = Digest256.hash(Array(folder.utf8)).hex
    let path = Path.join(resources.runFolder, "dataset-\(name.prefix(16)).keys")
    if try resources.fileSystem.status(at: path) != nil {
      return try DatasetSecrets(
        opening: InputFile.contents(of: path, in: resources.fileSystem), by: sealer, name: name)
    }
    let secrets = try DatasetSecrets.generate(dataset: .random())
    try AtomicFile.write(secrets.sealed(by: sealer, name: name), to: path, in: resources.fileSystem)
    return secrets
  }

  func accept(_ prepared: any Sendable, _ arrival: SinkArrival) throws -> SinkStep {
    let frame = arrival.frame
    guard case .tokens(let tokens) = frame.columns[column] else {
      throw SluiceError(.bug, "a seal stage got a frame without tokens")
    }
    var step = SinkStep()
    var placement = Placement(file: shard, firstDocument: documents, ordinals: [])
    var row = 0
    let source = UInt32(resources.shardNumber(frame.origin))
    frame.selection.forEachSet { position in
      row += 1
      guard row > arrival.skipping else { return }
      placement.ordinals.append(frame.ordinals[position])
      documents += 1
      next = (arrival.sequence, arrival.rowsBefore + row)
      let entry = DocumentEntry(
        source: source, record: Int(frame.record(position)), group: group(frame, position))
      let blocks = unsafe tokens.ids.withUnsafeBufferPointer { ids in
        unsafe assembler.append(UnsafeBufferPointer(rebasing: ids[tokens.range(position)]), entry)
      }
      for block in blocks {
        guard block.end != nil else {
          step.jobs.append(Job(block: block))
          continue
        }
        step.jobs.append(close(block))
        step.placements.append(placement)
        placement = Placement(file: shard, firstDocument: 0, ordinals: [])
      }
    }
    next = (arrival.sequence + 1, 0)
    if !placement.ordinals.isEmpty { step.placements.append(placement) }
    return step
  }

  /// The erasure group of a row, 0 where nothing says whom it is about.
  private func group(_ frame: Frame, _ row: Int) -> UInt32 {
    guard let subjectColumn, frame.columns[subjectColumn].isValid(row) else { return 0 }
    switch frame.columns[subjectColumn] {
    case .text(let column): return secrets.erasureGroup(of: Array(column[row]))
    case .integers(let column): return secrets.erasureGroup(of: Array(String(column.values[row]).utf8))
    default: return 0
    }
  }

  func emit(_ result: any Sendable) throws -> SinkReceipt? {
    guard let result = result as? Result else { throw SluiceError(.bug, "a seal got a foreign result") }
    guard let sealed = try writer.append(result.block), var receipt = result.close else { return nil }
    receipt.details = sealed.json
    return receipt
  }

  func finish() throws -> [any Sendable] { assembler.finish().map { [close($0)] } ?? [] }

  func conclude(_ receipts: [SinkReceipt], _ facts: RunFacts) throws -> [RunOutput] {
    guard try !ChangeRecord.exist(in: folder, of: resources.fileSystem) else {
      throw SluiceError(
        .failed, "the shards were changed after the run wrote them", at: Place(file: folder),
        hint: "such a run cannot be told anew; start over with --fresh")
    }
    let shards = try receipts.map { try SealedShard(json: $0.details) }
    let manifest = Manifest(
      secrets, plan: plan, shards: shards, tokenizer: tokenizer, expires: expires,
      policy: agreement, lineage: Manifest.Reference(id: resources.runID, digest: resources.pipelineDigest),
      mechanisms: mechanisms)
    let keys = try KeyFile(secrets, generation: manifest.generation, shards: shards, recipients: recipients)
    var outputs = shards.map { shard in
      RunOutput(
        path: Path.join(folder, shard.record.name), sha256: shard.record.digest.bytes,
        bytes: shard.record.bytes,
        documents: shard.record.documents, tokens: shard.record.tokens,
        details: ["commitment": JSON(shard.record.commitment.hex)])
    }
    outputs.append(try write(keys.json.canonical + [0x0A], KeyFile.fileName, .keys))
    let bound: JSON = mechanisms.map { ["mechanisms": JSON($0.rawValue)] } ?? [:]
    outputs.append(try write(manifest.signed(by: [signer]), Manifest.fileName, .manifest, bound))
    return outputs
  }

  func abandon() { writer.abandon() }

  private func write(
    _ bytes: [UInt8], _ name: String, _ kind: RunOutput.Kind, _ details: JSON = [:]
  ) throws(SluiceError) -> RunOutput {
    let path = Path.join(folder, name)
    var file = try AtomicFile(path, in: resources.fileSystem, isShared: true)
    try file.write(bytes)
    try file.publish()
    return RunOutput(
      path: path, kind: kind, sha256: Digest256.hash(bytes).bytes, bytes: bytes.count, documents: 0,
      tokens: nil, details: details)
  }

  private func close(_ block: TokenBlock) -> Job {
    defer {
      shard += 1
      documents = 0
    }
    return Job(
      block: block,
      close: SinkReceipt(file: block.shard, details: nil, nextFrame: next.frame, nextRow: next.row))
  }
}
