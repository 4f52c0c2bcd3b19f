public import SluiceCore
public import SluiceCrypto

/// The keys of a dataset while it is written: one for each group, and one for the digests of the manifest.
///
/// A run that may be resumed keeps them sealed under its own key; published they stand in the key file, wrapped.
public struct DatasetSecrets: Sendable {
  /// The dataset.
  public let dataset: DatasetID
  let datasetKey: SecretBytes
  let groupKeys: [String: SecretBytes]

  /// The group of datasets that have only one.
  public static let defaultGroup = "g0"
  static let groupLimit = 4096

  init(dataset: DatasetID, datasetKey: SecretBytes, groupKeys: [String: SecretBytes]) {
    self.dataset = dataset
    self.datasetKey = datasetKey
    self.groupKeys = groupKeys
  }

  /// Fresh keys.
  ///
  /// - Throws: A `badPipeline` error for no group, too many, or one whose name is not plain.
  public static func generate(
    dataset: DatasetID, groups: [String] = [defaultGroup]
  ) throws(SluiceError) -> DatasetSecrets {
    guard (1...groupLimit).contains(groups.count), groups.allSatisfy({ SafeName.isSafe($0, limit: 64) })
    else {
      throw SluiceError(.badPipeline, "a dataset has 1 to \(groupLimit) key groups with plain names")
    }
    var keys: [String: SecretBytes] = [:]
    for group in groups { keys[group] = try SecretBytes.random(32) }
    return DatasetSecrets(dataset: dataset, datasetKey: try SecretBytes.random(32), groupKeys: keys)
  }

  /// Names of the groups, in order.
  public var groups: [String] { groupKeys.keys.sorted() }

  func groupKey(_ group: String) throws(SluiceError) -> SecretBytes {
    guard let key = groupKeys[group] else { throw SluiceError(.badData, "no key for group '\(group)'") }
    return key
  }

  func wrap(_ key: SecretBytes, group: String) throws(SluiceError) -> [UInt8] {
    try KeyWrap.wrap(key, under: groupKey(group))
  }
}

extension DatasetSecrets {
  private static let version: UInt8 = 1

  /// The keys as a sealed segment, for a run's own folder.
  public func sealed(by sealer: SegmentSealer, name: String) throws(SluiceError) -> [UInt8] {
    var bytes: [UInt8] = [Self.version] + dataset.bytes
    // Reserved at once, so that growing leaves no copies behind.
    bytes.reserveCapacity(64 + groupKeys.count * 128)
    defer { bytes.wipe() }
    unsafe datasetKey.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    for group in groups {
      bytes.append(UInt8(group.utf8.count))
      bytes += group.utf8
      unsafe try groupKey(group).withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }
    return try sealer.seal(bytes, name: name)
  }

  /// Opens what `sealed` made.
  public init(opening sealed: [UInt8], by sealer: SegmentSealer, name: String) throws(SluiceError) {
    var bytes = try sealer.open(sealed, name: name)
    defer { bytes.wipe() }
    guard bytes.count >= 49, bytes[0] == Self.version, let dataset = DatasetID(bytes[1..<17]) else {
      throw SluiceError(.badData, "the sealed keys of the dataset are malformed")
    }
    var keys: [String: SecretBytes] = [:]
    var position = 49
    while position < bytes.count {
      let nameEnd = position + 1 + Int(bytes[position])
      guard nameEnd + 32 <= bytes.count else {
        throw SluiceError(.badData, "the sealed keys of the dataset are malformed")
      }
      let group = String(decoding: bytes[position + 1..<nameEnd], as: UTF8.self)
      keys[group] = Self.secret(bytes, nameEnd)
      position = nameEnd + 32
    }
    self.init(dataset: dataset, datasetKey: Self.secret(bytes, 17), groupKeys: keys)
  }

  private static func secret(_ bytes: [UInt8], _ start: Int) -> SecretBytes {
    unsafe bytes.withUnsafeBytes {
      unsafe SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[start..<start + 32]))
    }
  }
}

extension DatasetSecrets {
  /// Number of the erasure group to which documents about `subject` belong.
  ///
  /// It is keyed, so that it tells nothing to those who do not hold the dataset's keys. Of a million subjects
  /// about a hundred pairs share a number and are erased together.
  ///
  /// - Parameter subject: The value of the field that names the subject, as UTF-8.
  /// - Returns: The number, from 1.
  public func erasureGroup(of subject: [UInt8]) -> UInt32 {
    let hmac = HMAC(key: datasetKey)
    hmac.update(Array("sluice/erasure/1".utf8) + [0])
    hmac.update(subject)
    return max(1, hmac.finalize256().bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
  }
}
