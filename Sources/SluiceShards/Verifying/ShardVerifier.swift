internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// Checks one shard against its record, from the outside in, and stops at the first layer that is wrong.
struct ShardVerifier {
  let record: ShardRecord
  let manifest: Manifest
  let keys: OpenedKeys?
  let path: String
  let fileSystem: any FileSystem

  private static let pieceSize = 1 << 20

  func faults() -> [DatasetFault] {
    do throws(Fault) {
      let file = try openFile()
      let digest = try digest(of: file)
      let key = try shardKey()
      guard digest == record.digest else { throw try locate(file, digest, key) }
      if let key, let keys { try checkContent(file, key, keys.secrets.datasetKey) }
      return []
    } catch { return [error.value] }
  }

  private func fault(_ kind: DatasetFault.Kind, _ message: String) -> Fault {
    Fault(kind, record.name, message)
  }

  private func openFile() throws(Fault) -> InputFile {
    do throws(SluiceError) {
      return try InputFile(path, in: fileSystem)
    } catch { throw Fault(reading: error, record.name, missing: .shardMissing) }
  }

  private func digest(of file: InputFile) throws(Fault) -> Digest256 {
    let hasher = SHA256Hasher()
    var offset = 0
    do throws(SluiceError) {
      while offset < file.size {
        let piece = try file.bytes(offset..<min(file.size, offset + Self.pieceSize))
        hasher.update(piece)
        offset += piece.count
      }
    } catch { throw fault(.unreadable, error.message) }
    return hasher.finalize()
  }

  private func shardKey() throws(Fault) -> SecretBytes? {
    guard let keys else { return nil }
    guard let group = keys.file.groups.first(where: { $0.name == record.group }) else {
      throw fault(.keyMissing, "the key file has no group '\(record.group)'")
    }
    guard group.shardKeys[record.index] != nil else {
      throw fault(.keyMissing, "the key file has no key for it")
    }
    guard keys.secrets.groupKeys[record.group] != nil else {
      throw fault(.keysRecipient, "the key is no recipient of group '\(record.group)'")
    }
    do throws(SluiceError) {
      return try keys.file.shardKey(record, using: keys.secrets)
    } catch {
      throw Fault(.keysChanged, KeyFile.fileName, "the key of shard \(record.index): \(error.message)")
    }
  }

  /// Names what is wrong with a file whose digest is not the one that was signed.
  private func locate(
    _ file: InputFile, _ digest: Digest256, _ key: SecretBytes?
  ) throws(Fault) -> Fault {
    if let other = manifest.shards.first(where: { $0.digest == digest }) {
      return fault(.shardSwapped, "it is the file of shard \(other.index)")
    }
    if file.size < record.bytes {
      return fault(.shardTruncated, "\(record.bytes - file.size) of \(record.bytes) bytes are missing")
    }
    if file.size > record.bytes {
      return fault(.shardExtended, "\(file.size - record.bytes) bytes were added")
    }
    let header = try header(of: file)
    if header.dropFirst(Cobblestone256.saltSize).elementsEqual(record.commitment.bytes) == false {
      return fault(.shardHeader, "its commitment was changed")
    }
    guard let key else { return fault(.shardChanged, "its digest is not the one that was signed") }
    guard let decryptor = try? decryptor(header, key) else {
      return fault(.shardHeader, "its salt was changed")
    }
    return firstChangedChunk(file, decryptor)
  }

  private func header(of file: InputFile) throws(Fault) -> [UInt8] {
    do throws(SluiceError) {
      return try file.bytes(0..<Cobblestone256.headerSize)
    } catch { throw fault(.unreadable, error.message) }
  }

  private func decryptor(_ header: [UInt8], _ key: SecretBytes) throws(SluiceError) -> CobblestoneDecryptor {
    try CobblestoneDecryptor(
      key: key,
      context: ShardContext.bytes(
        dataset: manifest.dataset, generation: record.generation, index: record.index,
        role: manifest.plan.layout.role),
      header: header, messageSize: record.bytes)
  }

  private func firstChangedChunk(_ file: InputFile, _ decryptor: CobblestoneDecryptor) -> Fault {
    var chunk = 0
    while chunk * Cobblestone256.chunkSize < decryptor.plaintextSize {
      let start = chunk * Cobblestone256.chunkSize
      let end = min(decryptor.plaintextSize, start + Cobblestone256.chunkSize)
      guard (try? decryptor.bytes(start..<end, of: file)) != nil else { break }
      chunk += 1
    }
    return fault(.shardChunk, "chunk \(chunk) was changed")
  }

  private func checkContent(
    _ file: InputFile, _ key: SecretBytes, _ datasetKey: SecretBytes
  ) throws(Fault) {
    guard (try? decryptor(header(of: file), key)) != nil else {
      throw fault(.keySwapped, "the key filed for it is another one")
    }
    let reader: ShardReader
    do throws(SluiceError) {
      reader = try ShardReader(record, manifest: manifest, key: key, datasetKey: datasetKey, file: file)
    } catch { throw fault(.shardIndex, error.message) }
    do throws(SluiceError) {
      _ = try reader.contentDigest()
    } catch { throw fault(.shardContent, error.message) }
  }
}
