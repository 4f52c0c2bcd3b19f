internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// One shard while it is being written.
final class OpenShard {
  let index: Int
  private(set) var blocks = 0
  private let generation: Int
  private let group: String
  private let name: String
  private let wrappedKey: [UInt8]
  private let file: DigestedFile
  private let encryptor: CobblestoneEncryptor
  private var seekTable = SeekTable()
  private var frameDigests: [Digest256] = []
  private var contentDigests: [Digest256] = []

  init(
    index: Int, generation: Int, group: String, role: ShardRole, secrets: DatasetSecrets, folder: String,
    fileSystem: any FileSystem
  ) throws(SluiceError) {
    self.index = index
    self.generation = generation
    self.group = group
    name = ShardContext.fileName(generation: generation, index: index, role: role)
    let key = try SecretBytes.random(Cobblestone256.keySize)
    wrappedKey = try secrets.wrap(key, group: group)
    let file = try DigestedFile(Path.join(folder, name), fileSystem)
    self.file = file
    encryptor = try unsafe CobblestoneEncryptor(
      key: key,
      context: ShardContext.bytes(
        dataset: secrets.dataset, generation: generation, index: index, role: role)
    ) { bytes throws(SluiceError) in try unsafe file.write(bytes) }
  }

  func append(_ block: EncodedBlock) throws(SluiceError) {
    blocks += 1
    guard !block.frame.isEmpty else { return }
    seekTable.entries.append(
      SeekTable.Entry(
        compressedSize: block.frame.count, decompressedSize: block.decompressedSize, checksum: block.checksum)
    )
    frameDigests.append(block.frameDigest)
    contentDigests.append(block.contentDigest)
    try encrypt(block.frame)
  }

  /// Writes the index, publishes the file and says what it holds.
  func close(_ end: ShardEnd, plan: ShardPlan, secrets: DatasetSecrets) throws(SluiceError) -> SealedShard {
    let index = ShardIndex(documents: end.documents, frameDigests: frameDigests, seekTable: seekTable)
    let indexBytes = try index.encoded()
    try encrypt(indexBytes)
    try encryptor.finish()
    let digest = try file.publish()
    guard let commitment = Digest256(encryptor.commitment) else {
      throw SluiceError(.bug, "a commitment has 32 bytes")
    }
    var content = ContentDigest(layout: plan.layout, frameTokens: plan.frameTokens, tokens: end.tokens)
    for digest in contentDigests { content.add(digest) }
    content.add(Digest256.hash(index.documentTable))
    let record = ShardRecord(
      index: self.index, generation: generation, name: name, bytes: encryptor.messageSize, digest: digest,
      commitment: commitment, tokens: end.tokens, documents: end.documents.count, frames: frameDigests.count,
      indexBytes: indexBytes.count,
      indexCode: ContentDigest.indexCode(indexBytes, under: secrets.datasetKey),
      contentCode: content.code(under: secrets.datasetKey), group: group)
    return SealedShard(record: record, wrappedKey: wrappedKey)
  }

  private func encrypt(_ bytes: [UInt8]) throws(SluiceError) {
    try unsafe bytes.withUnsafeBufferPointer { buffer throws(SluiceError) in
      try unsafe encryptor.append(UnsafeRawBufferPointer(buffer))
    }
  }
}
