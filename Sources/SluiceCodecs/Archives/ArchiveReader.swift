internal import CArchive
public import SluiceCore

/// Entries of a tar or zip archive one after the other, in bounded memory; nothing is ever unpacked to the disk.
///
/// Folders, links and devices are passed over and counted. Any answer of the archive library but success and end
/// is damage: entries and bytes before it are handed out, then calls throw `.badData`.
public final class ArchiveReader: ByteSource {
  /// What an archive is.
  public enum Container: Sendable, Equatable {
    /// POSIX tar with its extensions, uncompressed.
    case tar
    /// Zip.
    case zip
  }

  /// Number of first bytes that tell a container.
  public static let prefixLength = 512

  /// Number of entries that were not regular files.
  public private(set) var skippedEntries = 0
  /// Number of entries met.
  public private(set) var entries = 0
  /// What is wrong with the archive, once a call has thrown `.badData`.
  public private(set) var damage: StreamDamage?
  private let archive: ArchiveHandle
  private let limits: DecodingLimits
  private let tail: TailWatch?
  private let locale = UTF8Locale()
  private var decodedBytes = 0
  private var entryPosition = 0
  private var isInEntry = false

  /// A reader of `source`, which for tar is already decompressed; a seekable source lets zip use its directory.
  public init(
    _ source: any ByteSource, _ container: Container, limits: DecodingLimits = DecodingLimits()
  ) throws(SluiceError) {
    self.limits = limits
    switch container {
    case .tar:
      let tail = TailWatch(source)
      self.tail = tail
      archive = try ArchiveHandle(tail)
      unsafe _ = archive_read_support_format_tar(archive.pointer)
      unsafe _ = archive_read_set_format_option(archive.pointer, "tar", "read_concatenated_archives", "1")
    case .zip:
      tail = nil
      archive = try ArchiveHandle(source)
      if source is any SeekableByteSource {
        unsafe _ = archive_read_support_format_zip_seekable(archive.pointer)
      }
      unsafe _ = archive_read_support_format_zip_streamable(archive.pointer)
    }
    let result = locale.with { archive.open() }
    guard result == ARCHIVE_OK else { throw fail(archive.failure("the archive cannot be opened")) }
  }

  /// What the first 512 bytes of a decompressed stream tell, nil for no archive.
  public static func container(prefix: [UInt8]) -> Container? {
    if prefix.starts(with: [0x50, 0x4B, 0x03, 0x04]) || prefix.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return .zip
    }
    if prefix.count >= 262, prefix[257..<262].elementsEqual(Array("ustar".utf8)) { return .tar }
    return prefix.count >= 512 && hasChecksum(prefix) ? .tar : nil
  }

  /// Whether a block carries the checksum of a tar header (POSIX.1-1988 ustar), of which there is an octal number.
  private static func hasChecksum(_ block: [UInt8]) -> Bool {
    guard block[0] != 0 else { return false }
    let digits = block[148..<156].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty else { return false }
    let stored = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    let sum = block.prefix(512).enumerated().reduce(0) {
      $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element))
    }
    return stored == sum
  }

  /// The next regular file, nil at the end; what was not read of the last one is passed over.
  public func nextEntry() throws(SluiceError) -> ArchiveEntry? {
    guard damage == nil else { throw broken() }
    while true {
      isInEntry = false
      entryPosition = 0
      let (result, header) = unsafe locale.with { unsafe archive.nextHeader() }
      if result == ARCHIVE_EOF {
        try checkEnd()
        return nil
      }
      guard result == ARCHIVE_OK, let header = unsafe header else {
        throw fail(archive.failure("the archive is damaged"))
      }
      entries += 1
      guard entries <= limits.entries else {
        throw fail(.damage(StreamDamage(.limit, "has more than \(limits.entries) entries")))
      }
      guard unsafe ArchiveReader.isRegular(header) else {
        skippedEntries += 1
        continue
      }
      guard unsafe archive_entry_is_encrypted(header) == 0 else {
        throw fail(.damage(StreamDamage(.unsupported, "the archive is encrypted")))
      }
      isInEntry = true
      return unsafe entry(header)
    }
  }

  /// Reads bytes of the entry last returned; 0 only at its end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SluiceError) -> Int {
    guard damage == nil else { throw broken() }
    guard isInEntry, unsafe !buffer.isEmpty else { return 0 }
    // One byte more than is allowed is asked for, so that a stream that ends at its limit does not fail.
    let room = min(buffer.count - 1, limits.decodedBytes - decodedBytes) + 1
    let count: Int
    do throws(DecodingFailure) {
      count = unsafe try archive.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
    } catch {
      throw fail(error)
    }
    guard count <= limits.decodedBytes - decodedBytes else {
      let limit = ByteSize(bytes: limits.decodedBytes)
      throw fail(.damage(StreamDamage(.limit, "decodes to more than \(limit)")))
    }
    entryPosition += count
    decodedBytes += count
    return count
  }

  private func entry(_ header: OpaquePointer) -> ArchiveEntry {
    let name = locale.with {
      unsafe (archive_entry_pathname_utf8(header) ?? archive_entry_pathname(header)).map {
        unsafe String(cString: $0)
      }
    }
    let size = unsafe archive_entry_size_is_set(header) != 0 ? Int(archive_entry_size(header)) : nil
    return ArchiveEntry(name: name ?? "", index: entries - 1, size: size)
  }

  private static func isRegular(_ header: OpaquePointer) -> Bool {
    let regular: UInt32 = 0o100000
    guard unsafe UInt32(archive_entry_filetype(header)) == regular else { return false }
    return unsafe archive_entry_hardlink(header) == nil
  }

  /// A tar archive ends with two blocks of zeros; without them something is missing, though no entry tells.
  private func checkEnd() throws(SluiceError) {
    guard let tail, tail.trailingZeros < 1024 else { return }
    throw fail(.damage(StreamDamage(.truncated, "the archive has no end mark")))
  }

  private func fail(_ failure: DecodingFailure) -> SluiceError {
    switch failure {
    case .source(let error):
      return error
    case .damage(let damage):
      self.damage = damage
      return broken()
    }
  }

  private func broken() -> SluiceError {
    SluiceError(.badData, damage?.message ?? "the archive is damaged", at: Place(byteOffset: entryPosition))
  }
}
