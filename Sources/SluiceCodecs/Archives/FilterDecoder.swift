internal import CArchive
internal import SluiceCore

/// xz and bzip2 through libarchive's filters.
internal final class FilterDecoder: StreamDecoder {
  private let archive: ArchiveHandle
  private let compression: Compression
  private var isOpen = false

  internal init(_ source: BufferedSource, _ compression: Compression) throws(SluiceError) {
    archive = try ArchiveHandle(source)
    self.compression = compression
    unsafe _ = archive_read_support_format_raw(archive.pointer)
    unsafe _ = archive_read_support_format_empty(archive.pointer)
    if compression == .xz {
      unsafe _ = archive_read_support_filter_xz(archive.pointer)
    } else {
      unsafe _ = archive_read_support_filter_bzip2(archive.pointer)
    }
  }

  internal func decode(into target: UnsafeMutableRawBufferPointer) -> DecodingStep {
    var count = 0
    do throws(DecodingFailure) {
      if !isOpen, try !open() { return DecodingStep(count: 0) }
      while count < target.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[count...])
        let step = unsafe try archive.read(into: rest)
        if step == 0 {
          try checkEnd()
          break
        }
        count += step
      }
      return DecodingStep(count: count)
    } catch {
      return DecodingStep(count: count, failure: error)
    }
  }

  /// False if nothing is in the stream.
  private func open() throws(DecodingFailure) -> Bool {
    guard archive.open() == ARCHIVE_OK else { throw archive.failure("cannot be opened") }
    isOpen = true
    let result = unsafe archive.nextHeader().result
    guard result == ARCHIVE_OK || result == ARCHIVE_EOF else {
      throw archive.failure("the \(compression.rawValue) stream is damaged")
    }
    let code = compression == .xz ? ARCHIVE_FILTER_XZ : ARCHIVE_FILTER_BZIP2
    guard unsafe archive_filter_code(archive.pointer, 0) == code else {
      throw .damage(StreamDamage(.damaged, "the \(compression.rawValue) header is damaged"))
    }
    if result == ARCHIVE_OK { return true }
    try checkEnd()
    return false
  }

  /// libarchive leaves alone what follows the last stream it knows, be it garbage or half of another stream.
  private func checkEnd() throws(DecodingFailure) {
    let used = unsafe archive_filter_bytes(archive.pointer, -1)
    guard try archive.hasRead(only: Int(used)) else {
      throw .damage(StreamDamage(.damaged, "bytes follow the end of the \(compression.rawValue) stream"))
    }
  }
}
