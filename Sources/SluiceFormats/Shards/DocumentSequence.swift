internal import SluiceCodecs
internal import SluiceCore

/// The documents of a shard: the file itself, or the entries of the archive it is.
internal struct DocumentSequence {
  private let path: String
  private let stored: any SeekableByteSource
  private let file: StoredFile?
  private let limits: DecodingLimits
  private var decoded: DecodedStream?
  private var archive: ArchiveReader?
  private var isOpen = false
  private var isBroken = false

  internal init(
    _ path: String, _ stored: any SeekableByteSource, _ file: StoredFile?, _ limits: DecodingLimits
  ) {
    self.path = path
    self.stored = stored
    self.file = file
    self.limits = limits
  }

  /// True once the shard has turned out to be an archive.
  internal var isArchive: Bool { archive != nil }

  /// Entries that were not regular files.
  internal var skippedEntries: Int { archive?.skippedEntries ?? 0 }

  /// The next document, nil at the end or after damage to the shard as a whole.
  internal mutating func next() throws(SluiceError) -> Document? {
    if !isOpen {
      isOpen = true
      if let document = try open() { return document }
    }
    guard let archive, !isBroken else { return nil }
    isBroken = true
    guard let entry = try archive.nextEntry() else { return nil }
    isBroken = false
    do throws(SluiceError) {
      let stream = try DecodedStream(archive, limits: limits)
      return Document(file: path, entry: entry.name, stream: stream, bytes: BufferedSource(stream))
    } catch {
      throw error.at(Place(file: path + "!" + entry.name))
    }
  }

  /// The file itself unless it is an archive.
  private mutating func open() throws(SluiceError) -> Document? {
    isBroken = true
    let front = BufferedSource(stored)
    if ArchiveReader.container(prefix: try front.peek(ArchiveReader.prefixLength)) == .zip {
      try file?.observeRest()
      stored.seek(to: 0)
      archive = try ArchiveReader(stored, .zip, limits: limits)
      isBroken = false
      return nil
    }
    let decoded = try DecodedStream(front, limits: limits)
    self.decoded = decoded
    let bytes = BufferedSource(decoded)
    if let container = ArchiveReader.container(prefix: try bytes.peek(ArchiveReader.prefixLength)) {
      archive = try ArchiveReader(bytes, container, limits: limits)
      isBroken = false
      return nil
    }
    return Document(file: path, entry: nil, stream: decoded, bytes: bytes)
  }

  /// Why a document, or the shard as a whole, has just broken.
  internal mutating func reason(_ document: Document?) -> FaultReason {
    let ofWhole = archive?.damage ?? (archive == nil ? nil : decoded?.damage)
    if ofWhole != nil { isBroken = true }
    let damage = ofWhole ?? document?.stream.damage ?? decoded?.damage
    switch damage?.kind {
    case .truncated: return .truncatedStream
    case .damaged: return archive?.damage == nil ? .damagedStream : .damagedArchive
    case .unsupported: return .unsupportedStream
    case .limit: return .decodingLimit
    case nil: return .malformed
    }
  }
}
