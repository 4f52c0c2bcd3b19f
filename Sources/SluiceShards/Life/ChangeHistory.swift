internal import SluiceCore
internal import SluiceCrypto
internal import SluiceStorage

/// The signed records of a dataset, in order, each bound to the one before.
struct ChangeHistory {
  let records: [ChangeRecord]
  /// Digest of the last record's file.
  let lastDigest: Digest256?

  /// Reads and verifies all records; none if the dataset was never changed.
  init(folder: String, trusted: [JWK], in fileSystem: any FileSystem) throws(Fault) {
    let place = Path.join(folder, ChangeRecord.folderName)
    var records: [ChangeRecord] = []
    var digest: Digest256?
    for number in 1..<(try Self.count(place, fileSystem) + 1) {
      let name = ChangeRecord.folderName + "/" + ChangeRecord.fileName(number)
      let bytes: [UInt8]
      do throws(SluiceError) {
        bytes = try InputFile.contents(of: Path.join(folder, name), in: fileSystem)
      } catch { throw Fault(reading: error, name, missing: .recordMissing) }
      let record = try Self.record(bytes, name, trusted)
      guard record.number == number, record.previous == digest, records.last.map(record.follows) != false
      else { throw Fault(.recordBroken, name, "it does not follow the record before it") }
      records.append(record)
      digest = Digest256.hash(bytes)
    }
    self.records = records
    lastDigest = digest
  }

  private static func record(
    _ bytes: [UInt8], _ name: String, _ trusted: [JWK]
  ) throws(Fault) -> ChangeRecord {
    let message: JWS
    do throws(SluiceError) {
      message = try JWS(json: JSON.parse(bytes))
    } catch { throw Fault(.recordMalformed, name, error.message) }
    do throws(SluiceError) {
      return try ChangeRecord.verified(message, trusted: trusted)
    } catch { throw Fault(.recordSignature, name, error.message) }
  }

  /// Number of the last record in the folder.
  private static func count(_ place: String, _ fileSystem: any FileSystem) throws(Fault) -> Int {
    do throws(SluiceError) {
      guard try fileSystem.status(at: place)?.kind == .folder else { return 0 }
      return try fileSystem.names(inFolder: place).compactMap(Self.number).max() ?? 0
    } catch { throw Fault(.unreadable, ChangeRecord.folderName, error.message) }
  }

  /// The number in the name of a record's file.
  private static func number(_ name: String) -> Int? {
    guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)), (1...99_999).contains(number),
      ChangeRecord.fileName(number) == name
    else { return nil }
    return number
  }
}

extension ChangeRecord {
  fileprivate func follows(_ other: ChangeRecord) -> Bool {
    dataset == other.dataset && manifest.before == other.manifest.after && keys.before == other.keys.after
      && at >= other.at && generation >= other.generation
  }
}

/// The two files of a change that stand beside its record until they are put into place.
struct StagedFiles {
  let folder: String
  let number: Int

  private func path(_ kind: String) -> String {
    let name = ChangeRecord.fileName(number).dropLast(5)
    return Path.join(Path.join(folder, ChangeRecord.folderName), "\(name).\(kind)")
  }

  var manifest: String { path("manifest") }
  var keys: String { path("keys") }

  /// True for names of files that wait to be put into place.
  static func isStaged(_ name: String) -> Bool { name.hasSuffix(".manifest") || name.hasSuffix(".keys") }
}
